// The contract of every grader: an answer goes in, a grade comes out, and the same transcript always gives the same
// grade. A grader asks no endpoint and never sees a score.
import type { GraderSpec } from "../../core/protocol/case-file.ts";
import type { Grade } from "../../core/protocol/grade.ts";
import type { Language } from "../../core/protocol/language.ts";
import type { Transcript } from "../../core/protocol/transcript.ts";
import type { Instance } from "../cases/instance.ts";
import type { Toolchains } from "../languages/toolchain.ts";
import type { Sandbox } from "../sandbox/sandbox.ts";

/** What an answer is graded with; owned by the run, shared by all graders. */
export type Bench = {
  sandbox: Sandbox;
  toolchains: Toolchains;
};

export type GraderKind = GraderSpec["kind"];
export type SpecOf<Kind extends GraderKind> = Extract<GraderSpec, { kind: Kind }>;

export type GradeRequest<Kind extends GraderKind = GraderKind> = {
  /** `spec` is the instance's grader section. */
  spec: SpecOf<Kind>;
  instance: Instance;
  /** Complete: a transcript with a failure is `infra` before any grader sees it. */
  transcript: Transcript;
  bench: Bench;
};

/** What has to be there; anything missing makes the case `skipped`, with the sentence that says what. */
export type Need = { sandbox: "processes" } | { language: Language };

export type Grader<Kind extends GraderKind = GraderKind> = {
  kind: Kind;
  needs(spec: SpecOf<Kind>, instance: Instance): readonly Need[];
  /** @throws SandboxError when the sandbox failed (`infra`), the signal's reason when aborted; nothing else */
  grade(request: GradeRequest<Kind>, signal: AbortSignal): Promise<Grade>;
};
