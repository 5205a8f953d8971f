// Takes the graded text out of a model's reply. It repairs nothing: what is taken is what the model wrote, to the byte,
// and where there is nothing to take it says why. Every step is linear in the reply's length.
import type { AnswerSpec } from "../../core/protocol/case-file.ts";
import type { Extraction, FailClass } from "../../core/protocol/grade.ts";
import type { Language } from "../../core/protocol/language.ts";
import type { Exchange } from "../../core/protocol/transcript.ts";
import { pickCode, pickFile, pickInsertion } from "./code.ts";
import { fencedBlocks } from "./fences.ts";
import { pickJson } from "./json-text.ts";
import { pickPattern } from "./pattern.ts";
import type { Picked } from "./picked.ts";
import { isRefusal } from "./refusal.ts";
import { pickStatement } from "./statement.ts";
import { withoutThinking } from "./thinking.ts";

export type Extracted =
  | { ok: true; text: string; extraction: Extraction }
  | {
      ok: false;
      failClass: Extract<FailClass, "refusal" | "truncated" | "extraction">;
      reason: string;
    };

export type Wanted = {
  answer: AnswerSpec;
  language: Language | undefined;
  /** A name that code has to define; blocks that do are preferred. */
  entry?: string;
};

export function extract(
  { text: reply, finishReason }: Pick<Exchange, "text" | "finishReason">,
  wanted: Wanted,
): Extracted {
  // Also when a whole block came before the cut: nobody knows what the model would have added.
  if (finishReason === "length")
    return failure("truncated", "The answer was cut off at its limit.");
  if (finishReason === "content_filter") {
    return failure("refusal", "The endpoint's content filter ended the answer.");
  }
  const said = withoutThinking(reply);
  const { kind } = wanted.answer;
  if (kind === "text" || kind === "conversation") {
    return { ok: true, text: said, extraction: "whole" };
  }
  if (said.trim() === "") {
    return failure(
      "extraction",
      reply.trim() === "" ? "The answer is empty." : "Nothing follows the model's reasoning.",
    );
  }
  const picked = pick(said, wanted);
  if ("text" in picked) return { ok: true, ...picked };
  if (isRefusal(said)) return failure("refusal", "The model declined to answer.");
  return failure("extraction", picked.reason);
}

function pick(said: string, { answer, language, entry }: Wanted): Picked {
  const blocks = fencedBlocks(said);
  const code = { said, blocks, language, entry };
  switch (answer.kind) {
    case "code":
      return pickCode(code);
    case "insertion":
      return pickInsertion(code);
    case "file":
      return pickFile(code);
    case "json":
      return pickJson(said, blocks);
    case "sql":
      return pickStatement(said, blocks);
    case "regex":
      return pickPattern(said, blocks);
    default:
      throw new RangeError(`Nothing is extracted for ${answer.kind}.`);
  }
}

function failure(failClass: "refusal" | "truncated" | "extraction", reason: string): Extracted {
  return { ok: false, failClass, reason };
}
