// Grades conversations where that can be computed: a last line `Answer: …`, and verifiers of the form. What only a judge
// can rate is unscored here; its ratings stand beside the grade.
import type { Turn } from "../../core/protocol/case/chat.ts";
import type { Check, Grade } from "../../core/protocol/grade.ts";
import type { Exchange } from "../../core/protocol/transcript.ts";
import { answerIn } from "../answers/answer-line.ts";
import { runVerifiers } from "../verifiers/run-verifiers.ts";
import type { Grader } from "./grader.ts";
import { failed, gradeOf, unscored } from "./grades.ts";

export const chatGrader: Grader<"chat"> = {
  kind: "chat",
  needs: () => [],
  async grade({ spec, transcript }) {
    const replies = transcript.exchanges.filter(({ to }) => to === "model");
    const cut = replies.findIndex(({ finishReason }) => finishReason === "length");
    if (cut >= 0) return failed("truncated", `Turn ${cut + 1} was cut off by the token limit.`);
    const checks = spec.turns.flatMap((turn, index) => checksOf(turn, replies[index], index + 1));
    return checks.length === 0 ? judgedOnly() : gradeOf(checks, "wrong-answer");
  },
};

function judgedOnly(): Grade {
  return unscored("Rated by a judge, not graded.");
}

function checksOf(turn: Turn, reply: Exchange | undefined, number: number): Check[] {
  if (reply === undefined) return [];
  const form = runVerifiers(turn.verifiers ?? [], reply.text).map(({ name, ...check }) => ({
    name: `turn ${number}: ${name}`,
    ...check,
  }));
  return [...(turn.answer === undefined ? [] : [answerCheck(turn.answer, reply, number)]), ...form];
}

function answerCheck(
  answer: NonNullable<Turn["answer"]>,
  { text }: Exchange,
  number: number,
): Check {
  const name = `turn ${number}: answer`;
  const given = answerIn(text);
  if (given === undefined) return { name, ok: false, detail: "there is no line “Answer: …”" };
  if (answer.type === "text") {
    const ok = answer.expected.some((expected) => plain(expected) === plain(given));
    return { name, ok, expected: answer.expected, actual: given };
  }
  const value = numberIn(given);
  const band = Math.max(Math.abs(answer.expected) * (answer.tolerance ?? 0), 1e-9);
  const ok = value !== undefined && Math.abs(value - answer.expected) <= band;
  return { name, ok, expected: answer.expected, actual: given };
}

/** Case, spaces and a full stop at the end say nothing. */
function plain(text: string): string {
  return text.toLowerCase().replace(/\s+/g, " ").replace(/\.$/, "").trim();
}

/** The only number of the line, with thousands separators, currency or unit around it; fractions like 3/4 as well. */
function numberIn(text: string): number | undefined {
  const found =
    text.replaceAll(/(?<=\d),(?=\d{3}\b)/g, "").match(/-?\d+(?:\.\d+)?(?:\/\d+)?/g) ?? [];
  const [only, ...more] = found;
  if (only === undefined || more.length > 0) return undefined;
  const [over = "", under = "1"] = only.split("/");
  return Number(over) / Number(under);
}
