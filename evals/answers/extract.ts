// Takes the graded text out of a model's reply. It repairs nothing.
import type { AnswerSpec } from "../../core/protocol/case-file.ts";
import type { Extraction, FailClass } from "../../core/protocol/grade.ts";
import type { Language } from "../../core/protocol/language.ts";
import type { Exchange } from "../../core/protocol/transcript.ts";

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
  _reply: Pick<Exchange, "text" | "finishReason">,
  _wanted: Wanted,
): Extracted {
  throw new Error("not written yet");
}
