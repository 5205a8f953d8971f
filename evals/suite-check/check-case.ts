// Grades the authors' own answers to a case: every reference has to pass, every mutant has to fail as it says. Knows
// nothing of endpoints.
import type { Grade } from "../../core/protocol/grade.ts";
import { type Candidate, replyText } from "../cases/candidate.ts";
import { type Draw, drawInstance } from "../cases/draw.ts";
import type { Instance } from "../cases/instance.ts";
import type { Case } from "../cases/suite.ts";
import { type GraderTable, gradeTranscript } from "../graders/grade-transcript.ts";
import type { Bench } from "../graders/grader.ts";
import type { Solver } from "../runner/solver.ts";
import { scriptedSubject } from "./scripted-subject.ts";

export type Surprise = {
  instance: string;
  candidate: string;
  /** What should have come out, and what did. */
  wanted: string;
  got: string;
  grade: Grade;
};

export type Means = {
  bench: Bench;
  graders: GraderTable;
  solverOf: (kind: Instance["grader"]["kind"]) => Solver;
};

/** Which answers are graded: all of them, or the references alone. */
export type Scope = "all" | "references";

/** Everything that did not come out as the authors say; skipped cases are a surprise as well. */
export async function checkCase(
  theCase: Case,
  { draw, scope = "all" }: { draw: Draw; scope?: Scope },
  means: Means,
  signal: AbortSignal,
): Promise<Surprise[]> {
  const instance = await drawInstance(theCase, draw);
  // What only a judge can rate has no mutants, and nobody calls it right.
  const right =
    instance.grader.kind === "chat" && instance.mutants.length === 0 ? "unscored" : "pass";
  const all: { candidate: Candidate; wanted: string }[] = [
    ...instance.references.map((candidate) => ({ candidate, wanted: right })),
    ...(scope === "references"
      ? []
      : instance.mutants.map((candidate) => ({ candidate, wanted: `fail: ${candidate.expect}` }))),
  ];
  const surprises: Surprise[] = [];
  for (const { candidate, wanted } of all) {
    const grade = await gradeCandidate(instance, candidate, means, signal);
    const got = grade.verdict === "fail" ? `fail: ${grade.failClass}` : grade.verdict;
    if (got !== wanted) {
      surprises.push({ instance: instance.id, candidate: candidate.name, wanted, got, grade });
    }
  }
  if (scope === "all") surprises.push(...(await checkStart(instance, means, signal)));
  return surprises;
}

/** What a bug fix starts from has to fail every test that the fix mends and to pass every other one. */
async function checkStart(
  instance: Instance,
  means: Means,
  signal: AbortSignal,
): Promise<Surprise[]> {
  const { answer, file, id, files } = instance;
  if (answer.kind !== "file") return [];
  const text = files.get(answer.file) ?? "";
  const steps = [{ text: replyText(answer, file.language, text) }];
  const grade = await gradeCandidate(instance, { name: "start", text, steps }, means, signal);
  return grade.checks.flatMap(({ name, ok }) => {
    const wanted = name.startsWith("f2p: ") ? "not ok" : "ok";
    const isRight = name.startsWith("f2p: ") ? ok !== true : ok !== false;
    const got = ok === true ? "ok" : "not ok";
    return isRight ? [] : [{ instance: id, candidate: `start, ${name}`, wanted, got, grade }];
  });
}

async function gradeCandidate(
  instance: Instance,
  candidate: Candidate,
  { bench, graders, solverOf }: Means,
  signal: AbortSignal,
): Promise<Grade> {
  const subject = scriptedSubject(candidate);
  const solve = solverOf(instance.grader.kind);
  const solved = await solve({ instance, model: subject, judge: subject, epoch: 0 }, signal);
  const transcript = { instance: instance.id, epoch: 0, ...solved };
  return gradeTranscript({ instance, transcript, bench, graders }, signal);
}
