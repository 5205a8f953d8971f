// Runs one stage of `npm test` as a process with a deadline and turns whatever happens into counted results. A stage that
// crashes, hangs, leaves no result or runs nothing is one failed test.
import { createWriteStream } from "node:fs";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { startProcessGroup } from "../extension/test/harness/process-group.ts";
import type { StageResult } from "../extension/test/harness/result-reporter.ts";
import type { Stage } from "./stages.ts";

export type FinishedStage = StageResult & { name: string; durationMs: number; output: string };

export async function runStage(
  stage: Stage,
  { cwd, resultsFolder }: { cwd: string; resultsFolder: string },
  signal: AbortSignal,
): Promise<FinishedStage> {
  const resultFile = path.join(resultsFolder, `${stage.name}.json`);
  await mkdir(resultsFolder, { recursive: true });
  await rm(resultFile, { force: true });
  const startedAtMs = performance.now();
  const { ending, output } = await runProcess(stage, { cwd, resultFile, resultsFolder }, signal);
  const result = judge(stage, ending, await readResult(resultFile), output);
  const finished = { ...result, name: stage.name, durationMs: performance.now() - startedAtMs };
  await writeFile(resultFile, JSON.stringify(finished, null, 2));
  return { ...finished, output };
}

type Ending = { code: number | null; reason: "ended" | "deadline" | "interrupted" };

async function runProcess(
  stage: Stage,
  { cwd, resultFile, resultsFolder }: { cwd: string; resultFile: string; resultsFolder: string },
  signal: AbortSignal,
): Promise<{ ending: Ending; output: string }> {
  signal.throwIfAborted();
  const log = createWriteStream(path.join(resultsFolder, `${stage.name}.log`));
  const group = startProcessGroup({
    command: process.execPath,
    args: stage.args,
    cwd,
    env: {
      ...process.env,
      TANDEM_TEST_RESULTS: resultFile,
      NO_COLOR: "1",
      // Hundreds of processes read the same sources.
      NODE_COMPILE_CACHE: path.join(resultsFolder, "../compiled"),
    },
    onLine: (line) => log.write(`${line}\n`),
  });
  let reason: Ending["reason"] = "ended";
  const end = (why: Ending["reason"]) => {
    reason = why;
    void group.stop();
  };
  const onAbort = () => end("interrupted");
  signal.addEventListener("abort", onAbort, { once: true });
  const deadline = setTimeout(() => end("deadline"), stage.deadlineMs);
  const { code } = await group.ended;
  clearTimeout(deadline);
  signal.removeEventListener("abort", onAbort);
  await group.stop();
  log.end();
  return { ending: { code, reason }, output: group.output() };
}

async function readResult(file: string): Promise<StageResult | undefined> {
  try {
    // Written by our own reporter in the process that has just ended.
    return JSON.parse(await readFile(file, "utf8")) as StageResult;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}

/** What the stage counts as. Exported for its table of cases. */
export function judge(
  stage: Pick<Stage, "name" | "countsAsOne" | "deadlineMs">,
  { code, reason }: Ending,
  result: StageResult | undefined,
  output: string,
): StageResult {
  const failOnce = (message: string): StageResult => ({
    passed: 0,
    failed: 1,
    failures: [{ title: stage.name, message }],
  });
  if (reason === "interrupted") return failOnce("The run was interrupted.");
  if (reason === "deadline")
    return failOnce(`The stage did not end within ${stage.deadlineMs / 1000} s.`);
  if (stage.countsAsOne)
    return code === 0 ? { passed: 1, failed: 0, failures: [] } : failOnce(tail(output));
  if (result === undefined)
    return failOnce(`The stage ended with ${code} and left no result.\n${tail(output)}`);
  if (result.passed + result.failed === 0) return failOnce("The stage ran no test.");
  if (code !== 0 && result.failed === 0) {
    const failures = [
      ...result.failures,
      { title: stage.name, message: `The stage ended with ${code}.` },
    ];
    return { ...result, failed: 1, failures };
  }
  return result;
}

/** The end of a stage's output, where the tools say what is wrong; the log file has all of it. */
export function tail(output: string): string {
  return output.split("\n").slice(-80).join("\n");
}
