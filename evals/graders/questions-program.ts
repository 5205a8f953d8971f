// Calls the program that questions are about, in the sandbox, with the same drivers that answers run with. It is the
// suite's own program; only the arguments may come from a model.
import type { Program } from "../../core/protocol/case/questions.ts";
import type { Json } from "../../core/protocol/json.ts";
import type { Instance } from "../cases/instance.ts";
import type { TestResult } from "../languages/frames.ts";
import { kitOf } from "../languages/kits.ts";
import { toJson } from "../languages/value.ts";
import { parseSignature } from "../languages/value-type.ts";
import type { Outcome } from "../sandbox/sandbox.ts";
import type { Bench } from "./grader.ts";
import { type RunReport, runTests } from "./io-tests-run.ts";
import type { Call, CallResult } from "./questions-execution.ts";

const defaults = { runMs: 6_000, memoryMb: 512 };

export type Callable = { program: Program; instance: Instance; bench: Bench };

/**
 * All calls, those of one file in one process. Where one ends the process, the calls behind it get another, so that an
 * input that never ends fails alone.
 */
export async function callAll(
  callable: Callable,
  calls: readonly Call[],
  signal: AbortSignal,
): Promise<CallResult[]> {
  const results = new Map<Call, CallResult>();
  for (const [file, group] of Map.groupBy(calls, (call) => call.file)) {
    const program = { ...callable, ...(file === undefined ? {} : { file }) };
    for (let done = 0; done < group.length; ) {
      const rest = group.slice(done);
      const found = await callProgram(
        program,
        rest.map(({ args }) => args),
        signal,
      );
      const ending = found.findIndex((result) => "failed" in result);
      const known = ending < 0 ? rest : rest.slice(0, ending + 1);
      for (const [at, call] of known.entries()) results.set(call, found[at] ?? unknown);
      done += known.length;
    }
  }
  return calls.map((call) => results.get(call) ?? unknown);
}

const unknown: CallResult = { failed: "it was not run" };

/**
 * Calls it with each list of arguments in one process. `file` stands in for the program's own.
 * @throws SandboxError when the sandbox failed, the signal's reason when aborted
 */
export async function callProgram(
  { program, instance, bench, file = program.file }: Callable & { file?: string },
  calls: readonly (readonly Json[])[],
  signal: AbortSignal,
): Promise<CallResult[]> {
  const { language, limits = {} } = instance.file;
  const toolchain = language && bench.toolchains.found.get(language);
  // Whoever grades has seen to it that all needs are met.
  if (!language || !toolchain || bench.sandbox.openFolder === undefined) {
    throw new RangeError(`Nothing here runs the program of ${instance.id}.`);
  }
  const kit = kitOf(language);
  const { harness, entry, signature } = program;
  const textOf = (name: string) => instance.files.get(name) ?? "";
  const files = new Map([[program.file, textOf(file)]]);
  if (harness !== undefined) files.set(harness, textOf(harness));
  const request = {
    kit,
    program: {
      toolchain: (await kit.prepare?.(toolchain, signal)) ?? toolchain,
      files,
      candidate: program.file,
      harness,
      entry,
      signature: parseSignature(signature),
      memoryMb: limits.memoryMb ?? defaults.memoryMb,
    },
    tests: calls,
    compileMs: limits.compileMs,
    runMs: limits.runMs ?? defaults.runMs,
  };
  const report = await runTests(bench.sandbox.openFolder, request, signal);
  return calls.map((_, at) => resultOf(report, at));
}

function resultOf(report: RunReport, at: number): CallResult {
  if (report.stage === "compile") return { failed: "it does not compile" };
  const { loadFailure, results } = report.frames;
  if (loadFailure !== undefined) return { failed: `it cannot be loaded: ${loadFailure.message}` };
  const result = results[at];
  return result === undefined ? { failed: endOf(report.outcome) } : told(result);
}

function told(result: TestResult): CallResult {
  switch (result.kind) {
    case "value":
      return { returned: toJson(result.value) };
    case "thrown":
      return { threw: result.message };
    case "memory":
      return { failed: "it ran out of memory" };
    case "tamper":
      return { failed: result.message };
  }
}

function endOf({ end }: Outcome): string {
  switch (end) {
    case "timeout":
      return "it ran out of time";
    case "memory":
      return "it ran out of memory";
    case "output-limit":
      return "it wrote too much";
    case "exited":
      return "it ended early";
  }
}
