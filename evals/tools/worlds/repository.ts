// A small project of plain scripts that a coding agent can read, edit and test. Tests run in an interpreter of their own;
// some of them are never shown, so that an edit which only pleases the visible ones is found out.
import * as z from "zod";
import { type Json, json } from "../../../core/protocol/json.ts";
import { createChangeLog } from "../change-log.ts";
import { type Engine, loadEngine, type Outcome } from "../script-engine.ts";
import { defineTool, defineWorld, refusal, type WorldTool } from "../world.ts";

const test = z.strictObject({
  name: z.string(),
  call: z.string().describe("Name of a global function"),
  arguments: z.array(json),
  expected: json,
});
type Test = z.infer<typeof test>;

const setup = z.strictObject({
  /** Text by path; scripts are loaded in this order into one scope. */
  files: z.record(z.string(), z.string()),
  tests: z.array(test).min(1),
  hidden: z.array(test).min(1),
});

const maxFileChars = 32_768;

export const repository = defineWorld({
  name: "repository",
  setup,
  async create({ files: given, tests, hidden }: z.infer<typeof setup>) {
    const engine = await loadEngine();
    const files = new Map(Object.entries(given));
    const log = createChangeLog();
    let lastRun: boolean | null = null;
    const runTests = defineTool({
      name: "run_tests",
      description:
        "Runs the project's tests in an embedded JavaScript engine that knows neither modules nor regular expressions.",
      parameters: z.strictObject({}),
      run() {
        const results = resultsOf(engine, files, tests);
        lastRun = results.every(({ passed }) => passed);
        const failed = results.filter(({ passed }) => !passed);
        return { passed: results.length - failed.length, failed };
      },
    });
    return {
      tools: [runTests, ...fileTools(files, log.add)],
      state: () => ({
        lastRunGreen: lastRun,
        testsGreen: isGreen(engine, files, tests),
        hiddenGreen: isGreen(engine, files, hidden),
        changedFiles: [...files]
          .filter(([path, text]) => given[path] !== text)
          .map(([path]) => path)
          .sort(),
        changes: log.list(),
      }),
    };
  },
});

function fileTools(files: Map<string, string>, log: (change: string) => void): WorldTool[] {
  const missing = (path: string) => refusal("not_found", `There is no file ${path}.`);
  return [
    defineTool({
      name: "list_files",
      description: "Lists the paths of all files.",
      parameters: z.strictObject({}),
      run: () => [...files.keys()],
    }),
    defineTool({
      name: "read_file",
      description: "Reads a file.",
      parameters: z.strictObject({ path: z.string() }),
      run: ({ path }) => files.get(path) ?? missing(path),
    }),
    defineTool({
      name: "apply_edit",
      description: "Replaces one passage of a file. The passage has to occur exactly once.",
      parameters: z.strictObject({
        path: z.string(),
        find: z.string().min(1),
        replace: z.string(),
      }),
      run({ path, find, replace }) {
        const text = files.get(path);
        if (text === undefined) return missing(path);
        const parts = text.split(find);
        if (parts.length !== 2) {
          return refusal("conflict", `The passage occurs ${parts.length - 1} times.`);
        }
        const edited = parts.join(replace);
        if (edited.length > maxFileChars) return refusal("too_large", "The file gets too long.");
        files.set(path, edited);
        log(`${path} edited`);
        return { edited: path };
      },
    }),
  ];
}

type Result = { name: string; passed: boolean; expected?: Json; actual?: Json; error?: string };

function resultsOf(engine: Engine, files: ReadonlyMap<string, string>, tests: Test[]): Result[] {
  const scripts = [...files].filter(([path]) => path.endsWith(".js"));
  const outcomes = engine.run({
    scripts: scripts.map(([name, text]) => ({ name, text })),
    calls: tests.map(({ call, arguments: given }) => ({ name: call, arguments: given })),
  });
  return tests.map(({ name, expected }, index) => {
    const outcome: Outcome = outcomes[index] ?? { error: "It did not run." };
    if ("error" in outcome) return { name, passed: false, error: outcome.error };
    const passed = JSON.stringify(outcome.value) === JSON.stringify(expected);
    return passed ? { name, passed } : { name, passed, expected, actual: outcome.value };
  });
}

function isGreen(engine: Engine, files: ReadonlyMap<string, string>, tests: Test[]): boolean {
  return resultsOf(engine, files, tests).every(({ passed }) => passed);
}
