// One case with its parameters drawn: what a model is asked, what a grader compares with. Everything here is text and
// data; whoever holds an instance needs neither the suite nor the seed.
import type { AnswerSpec, CaseFile, GraderSpec } from "../../core/protocol/case-file.ts";
import type { FailClass } from "../../core/protocol/grade.ts";
import type { Candidate } from "./candidate.ts";

/** Draws are repeatable: seed and variant say everything. */
export type InstanceId = { caseId: string; seed: number; variant: number };

export type Instance = {
  /** `caseId#seed.variant`. */
  id: string;
  /** The case file without what is drawn or computed below. */
  file: Omit<CaseFile, "grader" | "prompt" | "params" | "oracle" | "references" | "mutants">;
  /** Cases that share a problem; intervals count clusters, not variants. */
  cluster: string;
  /** The question without the line that names the instance. */
  prompt: string;
  grader: GraderSpec;
  answer: AnswerSpec;
  /** Files of the case by name, placeholders filled in. `{{cursor}}` is left where it stands. */
  files: ReadonlyMap<string, string>;
  references: readonly Candidate[];
  mutants: readonly Mutant[];
};

export type Mutant = Candidate & { expect: FailClass };

export function formatInstanceId({ caseId, seed, variant }: InstanceId): string {
  return `${caseId}#${seed}.${variant}`;
}

function parseInstanceId(text: string): InstanceId | undefined {
  const match = /^([a-z0-9.-]+)#(\d+)\.(\d+)$/.exec(text);
  if (match?.[1] === undefined) return undefined;
  return { caseId: match[1], seed: Number(match[2]), variant: Number(match[3]) };
}

/** The line by which transcripts, logs and the simulated endpoint know which case a prompt belongs to. */
export function caseLine(id: string): string {
  return `(Case ${id})`;
}

export function instanceIdIn(text: string): InstanceId | undefined {
  const match = /^\(Case ([a-z0-9.-]+#\d+\.\d+)\)$/m.exec(text);
  return match?.[1] === undefined ? undefined : parseInstanceId(match[1]);
}
