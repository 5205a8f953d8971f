// `npm test`: runs the stages, two at a time where the machine has room, prints each one's result as it ends and closes
// with the line `N passed, N failed`. It knows nothing about what the stages test.
import path from "node:path";
import { type FinishedStage, runStage, tail } from "./run-stage.ts";
import { checkStages, prerequisites, type Stage, stages } from "./stages.ts";

const cwd = path.resolve(import.meta.dirname, "..");
const resultsFolder = path.join(cwd, "dist/test-results");
const capacity = 2;

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
  const finished = await runAll(chosen, signal);
  const passed = sum(finished.map((stage) => stage.passed));
  const failed = sum(finished.map((stage) => stage.failed));
  if (failed > 0) printFailures(finished);
  console.log(`${passed} passed, ${failed} failed`);
  return failed > 0 ? 1 : 0;
}

/** In the order of the table, each as soon as its share of the machine is free. */
async function runAll(chosen: readonly Stage[], signal: AbortSignal): Promise<FinishedStage[]> {
  const finished: FinishedStage[] = [];
  const running = new Map<string, Promise<void>>();
  let used = 0;
  for (const stage of chosen) {
    while (used + stage.share > capacity) await Promise.race(running.values());
    if (signal.aborted) break;
    used += stage.share;
    const run = runStage(stage, { cwd, resultsFolder }, signal).then((result) => {
      finished.push(result);
      used -= stage.share;
      running.delete(stage.name);
      printStage(stage, result);
    });
    running.set(stage.name, run);
  }
  await Promise.all(running.values());
  return finished;
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
