// Grades an answer about a long text: the JSON has to be the expected one, to the letter. Nothing is found inside a longer
// answer, and a list may hold nothing that does not belong into it.
import { isDeepStrictEqual } from "node:util";
import type { Needle } from "../../core/protocol/case/needle.ts";
import type { Check } from "../../core/protocol/grade.ts";
import type { Json } from "../../core/protocol/json.ts";
import type { Transcript } from "../../core/protocol/transcript.ts";
import { extract } from "../answers/extract.ts";
import { needleAnswers } from "../haystack/answers.ts";
import type { Grader } from "./grader.ts";
import { failed, gradeOf, lastReply, skipped } from "./grades.ts";

export const needleGrader: Grader<"needle"> = {
  kind: "needle",
  needs: () => [],
  async grade({ spec, instance, transcript }) {
    const why = transcript.facts?.skipped;
    if (transcript.exchanges.length === 0 && typeof why === "string") return skipped(why);
    const wanted = { answer: instance.answer, language: undefined };
    const extracted = extract(lastReply(transcript), wanted);
    if (!extracted.ok) return failed(extracted.failClass, extracted.reason);
    const { text, extraction } = extracted;
    const findings = { extraction, extracted: text };
    const actual = parsed(text);
    if (actual === undefined) return failed("extraction", "The answer is no JSON.", findings);
    const { expected } = needleAnswers(instance.id, spec);
    const answer: Check = {
      name: "answer",
      ok: isRight(spec.family, expected, actual),
      expected,
      actual,
    };
    return gradeOf([answer, ...lengthCheck(transcript)], "wrong-answer", findings);
  },
};

/** Undefined when it is no JSON; JSON itself has no undefined. */
function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function isRight(family: Needle["family"], expected: Json, actual: Json): boolean {
  return family === "all-values"
    ? isDeepStrictEqual(sorted(expected), sorted(actual))
    : isDeepStrictEqual(expected, actual);
}

/** Lists of strings in one order, so that two of them can be compared as sets; an item twice stays twice. */
function sorted(answer: Json): Json {
  if (typeof answer !== "object" || answer === null || Array.isArray(answer)) return answer;
  const { value } = answer;
  const isNames = Array.isArray(value) && value.every((item) => typeof item === "string");
  return isNames ? { ...answer, value: value.toSorted() } : answer;
}

/** What the endpoint says about the prompt's length beside what the case wants. */
function lengthCheck({ facts = {} }: Transcript): Check[] {
  const { promptTokens, targetTokens, overBy } = facts;
  if (typeof promptTokens !== "number" || typeof targetTokens !== "number") return [];
  return [
    {
      name: "length",
      ok: overBy === undefined,
      expected: targetTokens,
      actual: promptTokens,
      detail: `${promptTokens} tokens of prompt, wanted ${targetTokens} with the answer`,
      advisory: true,
    },
  ];
}
