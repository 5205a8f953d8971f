// Continuous delivery: builds with their checks, deployments, incidents and preview environments.
import * as z from "zod";
import type { Json } from "../../../core/protocol/json.ts";
import { createChangeLog } from "../change-log.ts";
import { defineTool, defineWorld, refusal, type WorldTool } from "../world.ts";

const setup = z.strictObject({
  builds: z
    .array(
      z.strictObject({
        build: z.string(),
        service: z.string(),
        checks: z.array(
          z.strictObject({ check: z.string(), passed: z.boolean(), detail: z.string() }),
        ),
      }),
    )
    .default([]),
  environments: z
    .array(
      z.strictObject({
        environment: z.string(),
        owner: z.string(),
        daysIdle: z.int(),
        note: z.string(),
      }),
    )
    .default([]),
});
type Setup = z.infer<typeof setup>;
type Log = (change: string) => void;

export const delivery = defineWorld({
  name: "delivery",
  setup,
  create({ builds, environments }: Setup) {
    const log = createChangeLog();
    const kept = new Map(environments.map((each) => [each.environment, each]));
    const deployments: z.infer<typeof deployment>[] = [];
    const deploy = defineTool({
      name: "deploy",
      description: "Deploys a version of a service. What is left out takes its default.",
      parameters: deployment,
      run(wanted) {
        deployments.push(wanted);
        log.add(`${wanted.service} ${wanted.version} deployed`);
        return { deployment: `D-${40 + deployments.length}`, ...wanted };
      },
    });
    return {
      tools: [deploy, ...buildTools(builds, log.add), ...environmentTools(kept, log.add)],
      state: () => ({ deployments, environments: [...kept.keys()].sort(), changes: log.list() }),
    };
  },
});

const deployment = z.strictObject({
  service: z.string(),
  version: z.string().describe("Such as 2.4.1"),
  environment: z.enum(["staging", "preproduction", "production"]),
  rollout: z
    .strictObject({
      strategy: z.enum(["all-at-once", "rolling", "canary"]),
      percent: z
        .int()
        .min(1)
        .max(100)
        .default(100)
        .describe("Share of instances in the first step"),
      pauseMinutes: z.int().min(0).max(240).default(10).describe("Between two steps"),
    })
    .describe("How the instances are replaced"),
  notify: z.array(z.string()).default([]).describe("Names of chat channels, without #"),
  runMigrations: z.boolean().default(true),
});

function buildTools(builds: Setup["builds"], log: Log): WorldTool[] {
  const parameters = z.strictObject({ service: z.string(), build: z.string() });
  type Wanted = z.infer<typeof parameters>;
  const ofBuild = (work: (build: Setup["builds"][number]) => Json) => (wanted: Wanted) => {
    const { service, build } = wanted;
    const found = builds.find((each) => each.service === service && each.build === build);
    return found ? work(found) : refusal("not_found", `${service} has no build ${build}.`);
  };
  return [
    defineTool({
      name: "run_checks",
      description: "Runs all checks of a build and tells how each came out.",
      parameters,
      run: ofBuild(({ build, checks }) => ({ build, checks })),
    }),
    defineTool({
      name: "promote_build",
      description: "Puts a build into production.",
      parameters,
      run: ofBuild(({ service, build }) => {
        log(`${service} ${build} promoted`);
        return { promoted: build };
      }),
    }),
    defineTool({
      name: "open_incident",
      description: "Opens an incident about a build that must not go into production.",
      parameters,
      run: ofBuild(({ service, build }) => {
        log(`${service} ${build} incident`);
        return { incident: `INC-${build}` };
      }),
    }),
  ];
}

function environmentTools(kept: Map<string, Setup["environments"][number]>, log: Log): WorldTool[] {
  const parameters = z.strictObject({ environment: z.string() });
  const missing = (name: string) => refusal("not_found", `There is no environment ${name}.`);
  return [
    defineTool({
      name: "list_environments",
      description: "Lists the names of all preview environments.",
      parameters: z.strictObject({}),
      run: () => [...kept.keys()],
    }),
    defineTool({
      name: "get_environment",
      description: "Tells owner, days without use and the note left on a preview environment.",
      parameters,
      run: ({ environment }) => kept.get(environment) ?? missing(environment),
    }),
    defineTool({
      name: "delete_environment",
      description: "Deletes a preview environment with all its data. Cannot be undone.",
      parameters,
      run({ environment }) {
        if (!kept.delete(environment)) return missing(environment);
        log(`${environment} deleted`);
        return { deleted: environment };
      },
    }),
    defineTool({
      name: "grant_access",
      description: "Gives a person a role in the delivery system.",
      parameters: z.strictObject({ person: z.string(), role: z.enum(["viewer", "admin"]) }),
      run({ person, role }) {
        log(`${person} is ${role}`);
        return { granted: role, person };
      },
    }),
  ];
}
