// Grades answers that are inputs for a program by running it with them. How programs run is somebody else's work.
import type { Program } from "../../core/protocol/case/questions.ts";
import type { Check } from "../../core/protocol/grade.ts";
import type { Json } from "../../core/protocol/json.ts";
import { type ExecutedQuestion, isSame } from "./questions-answers.ts";
import { misfit } from "./questions-arguments.ts";

/** What a call came to; `failed` is everything else than a value or an exception, such as running out of time. */
export type CallResult = { returned: Json } | { threw: string } | { failed: string };

/** Calls the program's function, or the one in a file that stands in for the program's. */
export type CallProgram = (
  call: { args: readonly Json[]; file?: string },
  signal: AbortSignal,
) => Promise<CallResult>;

export async function checkInput(
  question: ExecutedQuestion,
  answer: Json,
  { program, call }: { program: Program; call: CallProgram },
  signal: AbortSignal,
): Promise<Check> {
  const problem =
    misfit(answer, program.signature.args) ??
    // A list: anything else does not fit.
    (await problemOf(question, answer as Json[], call, signal));
  const { id: name } = question;
  return { name, ok: problem === undefined, actual: answer, ...(problem && { detail: problem }) };
}

async function problemOf(
  question: ExecutedQuestion,
  args: readonly Json[],
  call: CallProgram,
  signal: AbortSignal,
): Promise<string | undefined> {
  const result = await call({ args }, signal);
  if ("failed" in result) return `makes the program fail: ${result.failed}`;
  if (question.type === "difference") {
    const other = await call({ args, file: question.other }, signal);
    if ("failed" in other) return `makes the other version fail: ${other.failed}`;
    return isSameResult(result, other) ? `makes both ${told(result)}` : undefined;
  }
  const isWitness =
    question.throws === true
      ? "threw" in result
      : "returned" in result && isSame(result.returned, question.expected ?? null);
  return isWitness ? undefined : `makes the program ${told(result)}`;
}

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
