// `npm test`: runs the stages, two at a time where the machine has room, prints each one's result as it ends and closes
// with the line `N passed, N failed`. It knows nothing about what the stages test.
import { existsSync } from "node:fs";
import path from "node:path";
import { type FinishedStage, runStage, tail } from "./run-stage.ts";
import { runStages } from "./run-stages.ts";
import { checkStages, prerequisites, type Stage, stages } from "./stages.ts";

const cwd = path.resolve(import.meta.dirname, "..");
const resultsFolder = path.join(cwd, "dist/test-results");

const controller = new AbortController();
for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.on(name, () => controller.abort());
}
process.exitCode = await main(process.argv.slice(2), controller.signal);

async function main(names: readonly string[], signal: AbortSignal): Promise<number> {
  const wanted = names.includes("check") ? checkStages : names;
  const unknown = wanted.filter((name) => !stages.some((stage) => stage.name === name));
  if (unknown.length > 0) {
    console.error(`No such stage: ${unknown.join(", ")}. There are ${list()}.`);
    return 2;
  }
  const needed = [...wanted, ...wanted.map((name) => prerequisites[name])];
  const chosen = stages.filter(({ name }) => wanted.length === 0 || needed.includes(name));
  const finished: FinishedStage[] = [];
  const run = async (stage: Stage) => {
    const result = await runStage(stage, { cwd, resultsFolder }, signal);
    finished.push(result);
    printStage(stage, result);
  };
  await runStages(chosen, { run, isReady }, signal);
  const passed = sum(finished.map((stage) => stage.passed));
  const failed = sum(finished.map((stage) => stage.failed));
  if (failed > 0) printFailures(finished);
  console.log(`${passed} passed, ${failed} failed`);
  return failed > 0 || signal.aborted ? 1 : 0;
}

/** Set-up may still be installing VS Code; its folder appears under its name when it is complete. */
function isReady({ needsEditor = false }: Stage): boolean {
  const folder = process.env.TANDEM_CODE_SERVER;
  return !needsEditor || folder === undefined || existsSync(folder);
}

function printStage({ title }: Stage, { name, passed, failed, durationMs, output }: FinishedStage) {
  const seconds = (durationMs / 1000).toFixed(1);
  const mark = failed === 0 ? "ok    " : "FAILED";
  console.log(
    `${mark} ${name.padEnd(12)} ${title}: ${passed} passed, ${failed} failed, ${seconds} s`,
  );
  if (failed > 0) console.log(`${tail(output)}\n`);
}

function printFailures(finished: readonly FinishedStage[]): void {
  console.log("\nFailed:");
  for (const { name, failures } of finished) {
    for (const { title } of failures) console.log(`  ${name}: ${title}`);
  }
  console.log(`Full output: ${path.relative(process.cwd(), resultsFolder)}/STAGE.log\n`);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

function list(): string {
  return stages.map(({ name }) => name).join(", ");
}
