// A monitoring service: hosts, alerts, alert rules and how many GPU hours teams used.
import * as z from "zod";
import { createChangeLog } from "../change-log.ts";
import { pageOf } from "../pages.ts";
import { defineTool, defineWorld, refusal, type WorldTool } from "../world.ts";

const severity = z.enum(["info", "warning", "critical"]);
const metrics = ["cpu_percent", "memory_percent", "disk_percent", "error_percent"] as const;

const setup = z.strictObject({
  hosts: z
    .array(
      z.strictObject({
        host: z.string(),
        region: z.string(),
        status: z.enum(["up", "draining", "down"]),
        diskFreeGb: z.int(),
      }),
    )
    .default([]),
  alerts: z
    .array(
      z.strictObject({
        id: z.string(),
        service: z.string(),
        severity,
        minutesOpen: z.int(),
        acknowledged: z.boolean().default(false),
      }),
    )
    .default([]),
  usage: z
    .array(z.strictObject({ team: z.string(), month: z.string(), gpuHours: z.int() }))
    .default([]),
});
type Setup = z.infer<typeof setup>;

const alertsPerPage = 4;

export const monitoring = defineWorld({
  name: "monitoring",
  setup,
  create(given: Setup) {
    const log = createChangeLog();
    const alerts = structuredClone(given.alerts);
    const rules: z.infer<typeof rule>[] = [];
    const acknowledge = defineTool({
      name: "acknowledge_alert",
      description: "Marks an alert as taken care of, by its id.",
      parameters: z.strictObject({ alert: z.string() }),
      run({ alert }) {
        const found = alerts.find(({ id }) => id === alert);
        if (found === undefined) return refusal("not_found", `There is no alert ${alert}.`);
        found.acknowledged = true;
        log.add(`acknowledged ${alert}`);
        return { acknowledged: alert };
      },
    });
    const createRule = defineTool({
      name: "create_alert_rule",
      description: "Creates a rule that raises an alert when a metric of a service is too high.",
      parameters: rule,
      run(wanted) {
        rules.push(wanted);
        log.add(`rule ${rules.length} created`);
        return { rule: `R-${100 + rules.length}`, ...wanted };
      },
    });
    return {
      tools: [
        ...hostTools(given),
        listAlerts(alerts),
        acknowledge,
        createRule,
        ...usageTools(given),
      ],
      state: () => ({ rules, alerts, changes: log.list() }),
    };
  },
});

const rule = z.strictObject({
  service: z.string(),
  metric: z.enum(metrics),
  threshold: z.number().min(0).max(100).describe("In percent"),
  forMinutes: z.int().min(1).max(120).describe("How long it has to last"),
  severity,
  enabled: z.boolean().default(true),
});

function hostTools({ hosts }: Setup): WorldTool[] {
  return [
    defineTool({
      name: "list_hosts",
      description: "Lists the names of all hosts, or of those in one region. Tells nothing else.",
      parameters: z.strictObject({ region: z.string().optional() }),
      run: ({ region }) =>
        hosts
          .filter((host) => region === undefined || host.region === region)
          .map(({ host }) => host),
    }),
    defineTool({
      name: "get_host",
      description: "Tells status and free disk space of one host.",
      parameters: z.strictObject({ host: z.string() }),
      run: ({ host }) =>
        hosts.find((each) => each.host === host) ??
        refusal("not_found", `There is no host ${host}.`),
    }),
  ];
}

function listAlerts(alerts: Setup["alerts"]): WorldTool {
  return defineTool({
    name: "list_alerts",
    description: `Lists open alerts, ${alertsPerPage} a page.`,
    parameters: z.strictObject({
      severity: severity.optional(),
      page: z.int().min(1).default(1),
    }),
    run({ severity: wanted, page }) {
      const found = alerts.filter((alert) => wanted === undefined || alert.severity === wanted);
      return pageOf(found, page, alertsPerPage);
    },
  });
}

function usageTools({ usage }: Setup): WorldTool[] {
  const parameters = z.strictObject({
    team: z.string(),
    month: z
      .string()
      .refine((text) => /^\d{4}-\d{2}$/.test(text), "has to look like 2031-04")
      .describe("Such as 2031-04"),
  });
  const run = ({ team, month }: z.infer<typeof parameters>) =>
    usage.find((entry) => entry.team === team && entry.month === month) ??
    refusal("not_found", `Nothing is known of ${team} in ${month}.`);
  return [
    defineTool({
      name: "get_usage",
      description: "Tells a team's GPU hours of a month, from the live service.",
      parameters,
      run,
    }),
    defineTool({
      name: "get_usage_export",
      description:
        "Tells the same from the nightly export. Slow: only for when get_usage keeps failing.",
      parameters,
      run,
    }),
  ];
}
