import type { Program } from "../../core/protocol/case/questions.ts";
import type { Instance } from "../cases/instance.ts";
import type { Bench } from "./grader.ts";
import type { CallProgram } from "./questions-execution.ts";

export type ProgramCaller = AsyncDisposable & { call: CallProgram };

export function programCaller(_: {
  program: Program;
  instance: Instance;
  bench: Bench;
}): ProgramCaller {
  throw new Error("not written yet");
}
