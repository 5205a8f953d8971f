// A command for authors: `try-cases.ts PREFIX… [--variants N] [--verbose]` draws the cases whose id starts with one of
// the prefixes, grades their references and mutants and prints what is not as it says.
import path from "node:path";
import { parseArgs } from "node:util";
import { loadSuite } from "../cases/suite.ts";
import { readSuiteFiles } from "../cases/suite-files.ts";
import type { Grader } from "../graders/grader.ts";
import { findToolchains } from "../languages/find-toolchains.ts";
import { askSolver } from "../runner/ask-solver.ts";
import { chooseSandbox } from "../sandbox/choose.ts";
import { checkCase } from "./check-case.ts";

const say = (line: string) => process.stdout.write(`${line}\n`);

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { variants: { type: "string", default: "1" }, verbose: { type: "boolean" } },
});
// Graders are loaded one by one, so that one that does not load stops only its own cases.
const graders = new Map<Grader["kind"], Grader>();
for (const [kind, file, name] of [
  ["io-tests", "io-tests", "ioTestsGrader"],
  ["checker", "checker", "checkerGrader"],
  ["sql", "sql", "sqlGrader"],
  ["regex", "regex", "regexGrader"],
  ["questions", "questions", "questionsGrader"],
  ["trace", "trace", "traceGrader"],
  ["needle", "needle", "needleGrader"],
  ["verifiers", "verifiers", "verifiersGrader"],
  ["chat", "chat", "chatGrader"],
] as const) {
  const module = await import(`../graders/${file}.ts`).catch((error) => error);
  if (module instanceof Error) say(`(no ${kind}: ${module.message.split("\n")[0]})`);
  else graders.set(kind, module[name]);
}
const solvers = new Map();
for (const kind of ["trace", "needle", "chat"]) {
  const module = await import(`../runner/${kind}-solver.ts`).catch(() => undefined);
  if (module !== undefined) solvers.set(kind, module[`${kind}Solver`]);
}
const signal = new AbortController().signal;
const folder = path.resolve(import.meta.dirname, "../suites");
const prefixes = positionals.length > 0 ? positionals : [""];
const files = [...(await readSuiteFiles(folder))].filter(
  ([name]) =>
    !name.endsWith("/case.yaml") ||
    prefixes.some((prefix) => name.split("/").at(1)?.startsWith(prefix)),
);
const suite = loadSuite(new Map(files));
const { sandbox } = await chooseSandbox({}, signal);
const toolchains = await findToolchains(signal);
const means = {
  bench: { sandbox, toolchains },
  graders,
  solverOf: (kind: string) => solvers.get(kind) ?? askSolver,
};
let bad = 0;
const queue = [...suite.values()];
const work = async () => {
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    const { id } = next.file;
    for (let variant = 0; variant < Number(values.variants); variant += 1) {
      const startedAt = performance.now();
      const found = await checkCase(next, { draw: { seed: 1, variant } }, means, signal).catch(
        (error) => error as Error,
      );
      const ms = Math.round(performance.now() - startedAt);
      if (found instanceof Error) {
        bad += 1;
        say(`✗ ${id}.${variant}: ${values.verbose ? found.stack : found.message}`);
        continue;
      }
      say(`${found.length === 0 ? "✓" : "✗"} ${id}.${variant} (${ms} ms)`);
      for (const { candidate, wanted, got, grade } of found) {
        bad += 1;
        say(`    ${candidate}: wanted ${wanted}, got ${got}: ${grade.reason ?? ""}`);
        if (values.verbose) say(JSON.stringify(grade, null, 2));
      }
    }
  }
};
await Promise.all([work(), work()]);
await sandbox[Symbol.asyncDispose]();
say(`${suite.size} cases, ${bad} surprises`);
process.exit(bad === 0 ? 0 : 1);
