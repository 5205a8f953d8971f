// Grades answers that are inputs for a program by running it with them. How programs run is somebody else's work.
import type { Program } from "../../core/protocol/case/questions.ts";
import type { Check } from "../../core/protocol/grade.ts";
import type { Json } from "../../core/protocol/json.ts";
import { type ExecutedQuestion, isSame } from "./questions-answers.ts";
import { misfit } from "./questions-arguments.ts";

/** What a call came to; `failed` is everything else than a value or an exception, such as running out of time. */
export type CallResult = { returned: Json } | { threw: string } | { failed: string };

/** `file` stands in for the program's own. */
export type Call = { args: readonly Json[]; file?: string };

/** What has to be run to judge an input; nothing when it does not even fit the program's signature. */
export function callsFor(question: ExecutedQuestion, answer: Json, program: Program): Call[] {
  if (misfit(answer, program.signature.args) !== undefined) return [];
  // A list: anything else does not fit.
  const args = answer as Json[];
  return question.type === "difference" ? [{ args }, { args, file: question.other }] : [{ args }];
}

/** `results` are those of the calls, in their order. */
export function checkInput(
  question: ExecutedQuestion,
  answer: Json,
  { program, results }: { program: Program; results: readonly CallResult[] },
): Check {
  const problem = misfit(answer, program.signature.args) ?? problemOf(question, results);
  const { id: name } = question;
  return { name, ok: problem === undefined, actual: answer, ...(problem && { detail: problem }) };
}

function problemOf(
  question: ExecutedQuestion,
  [result = unknown, other = unknown]: readonly CallResult[],
): string | undefined {
  if ("failed" in result) return `makes the program fail: ${result.failed}`;
  if (question.type === "difference") {
    if ("failed" in other) return `makes the other version fail: ${other.failed}`;
    return isSameResult(result, other) ? `makes both ${told(result)}` : undefined;
  }
  const isWitness =
    question.throws === true
      ? "threw" in result
      : "returned" in result && isSame(result.returned, question.expected ?? null);
  return isWitness ? undefined : `makes the program ${told(result)}`;
}

const unknown: CallResult = { failed: "it was not run" };

type Result = Exclude<CallResult, { failed: string }>;

/** Exceptions are all alike: their texts are not what versions of a program differ in. */
function isSameResult(left: Result, right: Result): boolean {
  if ("threw" in left || "threw" in right) return "threw" in left && "threw" in right;
  return isSame(left.returned, right.returned);
}

function told(result: Result): string {
  if ("threw" in result) return "throw";
  const text = JSON.stringify(result.returned);
  return `return ${text.length > 200 ? `${text.slice(0, 200)}…` : text}`;
}
