// What an evaluation costs this machine: grading all references of the coding suite, the suite's test of itself, and the
// smoke profile as people run it. The endpoint is the simulated one, so nothing here says anything about a model.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { codingCategories } from "../../core/protocol/case-file.ts";
import { readBuiltInSuite } from "../cases/built-in-suite.ts";
import { type Case, loadSuite, type Suite } from "../cases/suite.ts";
import { graders } from "../graders/graders.ts";
import { createLimiter } from "../runner/limiter.ts";
import { openBench } from "../runner/open-bench.ts";
import { plan } from "../runner/plan.ts";
import { solverOf } from "../runner/solvers.ts";
import { checkCase, type Scope } from "../suite-check/check-case.ts";
import { startSimulatorProcess } from "./simulator-process.ts";

export const name = "evaluation";

const program = path.resolve(import.meta.dirname, "../../dist/tandem.js");

export async function run(signal: AbortSignal) {
  const suite = loadSuite(await readBuiltInSuite());
  const coding = [...suite.values()].filter(({ file }) =>
    codingCategories.some((category) => category === file.category),
  );
  return [
    {
      what: `grading the references of the coding suite, standard profile (${coding.length} cases)`,
      unit: "s",
      samples: [await graded(coding, variantsOf(suite), "references", signal)],
      budget: { atMost: 300 },
    },
    {
      what: `grading every reference and mutant of the suite once (${suite.size} cases)`,
      unit: "s",
      samples: [await graded([...suite.values()], () => [0], "all", signal)],
      budget: { atMost: 240 },
    },
    {
      what: "tandem eval --profile smoke",
      unit: "s",
      samples: [await smoke(signal)],
      budget: { atMost: 120 },
      isSimulated: true as const,
    },
  ];
}

/** Which variants of a case the standard profile asks. */
function variantsOf(suite: Suite): (id: string) => number[] {
  const samples = plan(suite, { profile: "standard", suites: [], epochs: 1 });
  const byCase = Map.groupBy(samples, ({ caseId }) => caseId);
  return (id) => (byCase.get(id) ?? []).map(({ variant }) => variant);
}

/** In seconds, as many at a time as there are cores. @throws Error when something did not come out as it should */
async function graded(
  cases: readonly Case[],
  variants: (id: string) => readonly number[],
  scope: Scope,
  signal: AbortSignal,
): Promise<number> {
  const startedAt = performance.now();
  await using bench = await openBench(undefined, signal);
  const limiter = createLimiter(os.availableParallelism());
  const means = { bench, graders, solverOf };
  const surprises = await Promise.all(
    cases.flatMap((theCase) =>
      variants(theCase.file.id).map((variant) =>
        limiter.run(() => checkCase(theCase, { draw: { seed: 1, variant }, scope }, means, signal)),
      ),
    ),
  );
  const [first] = surprises.flat();
  if (first !== undefined) {
    throw new Error(
      `${first.instance}, ${first.candidate}: ${first.got} instead of ${first.wanted}`,
    );
  }
  return (performance.now() - startedAt) / 1000;
}

/** In seconds, from the start of the process to its end. */
async function smoke(signal: AbortSignal): Promise<number> {
  const tools = ["--enable-auto-tool-choice", "--tool-call-parser", "qwen3_coder"];
  const simulator = await startSimulatorProcess(["--answers", "references", ...tools], signal);
  const runs = await mkdtemp(path.join(os.tmpdir(), "tandem-smoke-"));
  try {
    const startedAt = performance.now();
    const args = ["eval", "--endpoint", simulator.url, "--profile", "smoke", "--runs", runs];
    const child = spawn(process.execPath, [program, ...args], { stdio: "ignore", signal });
    const [code] = await once(child, "close");
    if (code !== 0) throw new Error(`tandem eval ended with ${code}.`);
    return (performance.now() - startedAt) / 1000;
  } finally {
    await simulator.stop();
    await rm(runs, { recursive: true, force: true });
  }
}
