// The stages of `npm test`: what each runs, how long it may take and how much of a two-core machine it needs. It does not
// know how a stage is run or counted.

export type Stage = {
  name: string;
  title: string;
  /** Arguments for Node 24. */
  args: readonly string[];
  deadlineMs: number;
  /** Stages whose shares add up to at most 2 run side by side. */
  share: 1 | 2;
  /** Set-up may still be installing VS Code while others run. */
  needsEditor?: boolean;
  /** A tool that only says yes or no counts as one test, and so does the layer test. */
  countsAsOne: boolean;
};

const minuteMs = 60_000;
const mocha = "node_modules/mocha/bin/mocha.js";
const report = ["--reporter", "extension/test/harness/result-reporter.ts", "--forbid-only"];
/** Specs of package.json would be added to those named here. */
const only = (...specs: string[]) => [
  mocha,
  "--no-package",
  "--import=./.ci/text-imports.mjs",
  ...report,
  ...specs,
];

/** Tests that run programs in a sandbox: too slow for `npm run check`. */
const executing = [
  "evals/suite-check/**/*.test.ts",
  "evals/sandbox/**/*.test.ts",
  "evals/languages/**/*.test.ts",
  "evals/graders/**/*.test.ts",
  "evals/repository/**/*.sandbox.test.ts",
];

/** Tests that run the command or the evaluation as a process, as slow, but mostly for waiting. */
const processes = [
  "evals/process/job.test.ts",
  "evals/process/old-node.test.ts",
  "server/eval.test.ts",
  "server/bench.test.ts",
  "server/tandem.test.ts",
];

/** What takes longest begins first, what needs the editor late, and what is short fills the end. */
export const stages: readonly Stage[] = [
  tool("lint", "format and lint", [
    "node_modules/@biomejs/biome/bin/biome",
    "ci",
    "--colors=off",
    ".",
  ]),
  tool("types", "types", ["node_modules/typescript/bin/tsc"]),
  tool("layers", "layers", only(".ci/layers.test.ts")),
  tool("package", "the .vsix and what it holds", [".ci/package.ts"]),
  {
    name: "suite",
    title: "sandbox, graders, and the evaluation suite against itself",
    args: only("--timeout=120000", ...executing),
    deadlineMs: 15 * minuteMs,
    // Compilers and sandboxes wait for the disk and for each other: alone it leaves a third of two cores idle.
    share: 1,
    countsAsOne: false,
  },
  {
    name: "unit",
    title: "unit tests",
    args: [
      mocha,
      ...report,
      "--timeout=10000",
      // Two processes for two cores: alone, one of them is half a minute of `npm run check` without the other.
      "--parallel",
      "--jobs=2",
      "--ignore=.ci/layers.test.ts",
      "--ignore=evals/simulator/conformance/**",
      ...[...executing, ...processes].map((specs) => `--ignore=${specs}`),
    ],
    deadlineMs: 3 * minuteMs,
    share: 1,
    countsAsOne: false,
  },
  {
    name: "commands",
    title: "tandem eval, tandem bench and the evaluation process",
    args: only("--timeout=120000", ...processes),
    deadlineMs: 8 * minuteMs,
    share: 1,
    countsAsOne: false,
  },
  {
    name: "gateway",
    title: "the gateway, with its database, its engine and a proxy before it",
    // Most of it waits for processes and databases; each file is a world of its own.
    args: only("--timeout=60000", "--parallel", "--jobs=2", "server/**/*.gateway.test.ts"),
    deadlineMs: 8 * minuteMs,
    share: 1,
    countsAsOne: false,
  },
  {
    name: "e2e",
    title: "the packaged extension, end to end",
    args: only(
      "--timeout=120000",
      "--ignore=**/start.e2e.test.ts",
      "{extension,server}/**/*.e2e.test.ts",
    ),
    deadlineMs: 10 * minuteMs,
    share: 1,
    needsEditor: true,
    countsAsOne: false,
  },
  {
    name: "vscode",
    title: "tests inside VS Code",
    args: ["extension/test/harness/run-suite.ts"],
    deadlineMs: 8 * minuteMs,
    share: 1,
    needsEditor: true,
    countsAsOne: false,
  },
  {
    name: "webview",
    title: "chat view and evaluation panel in a browser",
    args: only("--timeout=30000", "extension/**/*.browser.test.ts"),
    deadlineMs: 5 * minuteMs,
    share: 1,
    countsAsOne: false,
  },
  {
    name: "conformance",
    title: "simulator conformance",
    args: only("--timeout=10000", "evals/simulator/conformance/**/*.test.ts"),
    deadlineMs: 3 * minuteMs,
    share: 1,
    countsAsOne: false,
  },
  {
    name: "start",
    title: "npm start",
    args: only("--timeout=180000", "extension/test/e2e/start.e2e.test.ts"),
    deadlineMs: 4 * minuteMs,
    // It packages the extension again and looks for what it left running.
    share: 2,
    needsEditor: true,
    countsAsOne: false,
  },
];

/** What a stage takes for granted; naming it runs this as well. */
export const prerequisites: Readonly<Record<string, string>> = { e2e: "package" };

/** `npm run check`: what fits into a minute. */
export const checkStages = ["lint", "types", "layers", "unit"];

function tool(name: string, title: string, args: readonly string[]): Stage {
  return { name, title, args, deadlineMs: 2 * minuteMs, share: 1, countsAsOne: true };
}
