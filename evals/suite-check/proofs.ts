// Runs the programs of explanation cases and compares what they come to with what the case expects of an answer, so that
// no expected value is merely believed. Knows nothing of models.
import type { Program, Question } from "../../core/protocol/case/questions.ts";
import type { Instance } from "../cases/instance.ts";
import type { Bench } from "../graders/grader.ts";
import { compareAnswer, isExecuted } from "../graders/questions-answers.ts";
import type { CallResult } from "../graders/questions-execution.ts";
import { callProgram } from "../graders/questions-program.ts";

export type Proof = {
  instance: Instance;
  program: Program;
  question: Question;
};

/** Everything of an instance that its program can prove; witnesses are proved by grading the references. */
export function proofs(instance: Instance): Proof[] {
  const { grader } = instance;
  if (grader.kind !== "questions" || grader.program?.proves === undefined) return [];
  const { program } = grader;
  return grader.questions
    .filter(({ id }) => Object.hasOwn(program.proves ?? {}, id))
    .map((question) => ({ instance, program, question }));
}

/** Sentences about an instance whose program does not come to what is expected, and about questions nothing proves. */
export async function checkProofs(
  instance: Instance,
  bench: Bench,
  signal: AbortSignal,
): Promise<string[]> {
  const problems = unproved(instance);
  for (const group of grouped(proofs(instance)).values()) {
    const [first] = group;
    if (first === undefined) continue;
    const program = programOf(first);
    const calls = group.map(
      ({ program: { proves }, question }) => proves?.[question.id]?.args ?? [],
    );
    const results = await callProgram({ program, instance, bench }, calls, signal);
    for (const [at, { question }] of group.entries()) {
      const problem = contradiction(question, results[at]);
      if (problem !== undefined) problems.push(`${instance.id}, ${question.id}: ${problem}`);
    }
  }
  return problems;
}

function unproved({ id, grader }: Instance): string[] {
  if (grader.kind !== "questions" || grader.program === undefined) return [];
  const known = new Set(grader.questions.map((question) => question.id));
  const proves = grader.program.proves ?? {};
  // Which version differs is proved by the input on which it does.
  const isCompared = grader.questions.some(({ type }) => type === "difference");
  const missing = grader.questions.filter(
    (question) =>
      !isExecuted(question) &&
      !(isCompared && question.type === "choice") &&
      !Object.hasOwn(proves, question.id),
  );
  return [
    ...missing.map((question) => `${id}, ${question.id}: nothing proves it`),
    ...Object.keys(proves)
      .filter((name) => !known.has(name))
      .map((name) => `${id}, ${name}: there is no such question`),
  ];
}

/** One run for all calls of the same function. */
function grouped(list: readonly Proof[]): Map<string, Proof[]> {
  return Map.groupBy(list, (proof) => JSON.stringify(programOf(proof)));
}

function programOf({ program, question }: Proof): Program {
  const { proves, ...rest } = program;
  const { entry = rest.entry, signature = rest.signature } = proves?.[question.id] ?? {};
  return { ...rest, entry, signature };
}

function contradiction(question: Question, result: CallResult | undefined): string | undefined {
  if (isExecuted(question)) return "inputs are proved by the references, not by calls";
  if (result === undefined || !("returned" in result)) return `came to ${JSON.stringify(result)}`;
  const { ok, expected } = compareAnswer(question, result.returned);
  if (ok === true) return undefined;
  return `expects ${JSON.stringify(expected)}, but it is ${JSON.stringify(result.returned)}`;
}
