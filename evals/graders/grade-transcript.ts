// Grades one transcript: picks the grader, says what is missing here, and keeps the machine's failures from the model's.
import type { Grade } from "../../core/protocol/grade.ts";
import type { Transcript } from "../../core/protocol/transcript.ts";
import type { Instance } from "../cases/instance.ts";
import { SandboxError } from "../sandbox/sandbox.ts";
import type { Bench, Grader, GraderKind, Need } from "./grader.ts";
import { infra, skipped } from "./grades.ts";

export type GraderTable = ReadonlyMap<GraderKind, Grader>;

export type ToGrade = {
  instance: Instance;
  transcript: Transcript;
  bench: Bench;
  graders: GraderTable;
};

/** @throws the signal's reason when aborted; nothing else that the answer or this machine could cause */
export async function gradeTranscript(
  { instance, transcript, bench, graders }: ToGrade,
  signal: AbortSignal,
): Promise<Grade> {
  const { failure } = transcript;
  if (failure !== undefined) return infra(failure.message);
  const { grader: spec } = instance;
  const grader = graders.get(spec.kind);
  if (grader === undefined) throw new RangeError(`There is no grader for ${spec.kind}.`);
  const missing = grader
    .needs(spec, instance)
    .map((need) => lacking(need, bench))
    .find(Boolean);
  if (missing !== undefined) return skipped(missing);
  try {
    return await grader.grade({ spec, instance, transcript, bench }, signal);
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof SandboxError) return infra(error.message);
    throw error;
  }
}

function lacking(need: Need, { sandbox, toolchains }: Bench): string | undefined {
  if ("language" in need) {
    if (toolchains.found.has(need.language)) return undefined;
    const why = toolchains.missing.get(need.language);
    return `no ${need.language}${why === undefined ? "" : `: ${why}`}`;
  }
  if (sandbox.openFolder !== undefined) return undefined;
  return sandbox.tier === "none"
    ? "no sandbox: programs written by a model run nowhere else"
    : `no processes in the ${sandbox.tier} sandbox`;
}
