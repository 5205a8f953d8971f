// Compares one answer with what a question expects, without running anything.
import type { Question } from "../../core/protocol/case/questions.ts";
import type { Check } from "../../core/protocol/grade.ts";
import type { Json } from "../../core/protocol/json.ts";

/** Questions whose answer is an input for a program. */
export type ExecutedQuestion = Extract<Question, { type: "witness" | "difference" }>;
export type ComparedQuestion = Exclude<Question, ExecutedQuestion>;

export function isExecuted(question: Question): question is ExecutedQuestion {
  return question.type === "witness" || question.type === "difference";
}

export function compareAnswer(question: ComparedQuestion, actual: Json): Check {
  const detail = problem(question, actual);
  const { id: name, expected } = question;
  return { name, ok: detail === undefined, expected, actual, ...(detail ? { detail } : {}) };
}

function problem(question: ComparedQuestion, actual: Json): string | undefined {
  switch (question.type) {
    case "value":
      return isSame(actual, question.expected) ? undefined : "is another value";
    case "number":
      if (typeof actual !== "number") return "is no number";
      return isClose(actual, question) ? undefined : outside(question);
    case "set":
      if (!Array.isArray(actual)) return "is no list";
      return isSameSet(actual, question.expected) ? undefined : "holds other items";
    case "choice":
      if (actual === question.expected) return undefined;
      return typeof actual === "string" && question.options.includes(actual)
        ? "is another option"
        : "is none of the options";
  }
}

function isClose(actual: number, { expected, tolerance }: { expected: number; tolerance: number }) {
  return Math.abs(actual - expected) <= tolerance * Math.abs(expected);
}

function outside({ tolerance }: { tolerance: number }): string {
  return `is more than ${Number((tolerance * 100).toPrecision(3))} % off`;
}

/** As often as expected each, in any order. */
function isSameSet(actual: readonly Json[], expected: readonly Json[]): boolean {
  const sorted = (items: readonly Json[]) => items.map(canonical).sort().join("\n");
  return actual.length === expected.length && sorted(actual) === sorted(expected);
}

/** Whether two values are the same JSON: 1 is 1.0 but neither true nor "1". */
export function isSame(left: Json, right: Json): boolean {
  return canonical(left) === canonical(right);
}

/** Text with every object's keys in one order. */
function canonical(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const keys = Object.keys(value).sort();
  return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical(value[key] ?? null)}`).join(",")}}`;
}
