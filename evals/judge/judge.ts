// Has a model rate an answer from 1 to 10. The rated text cannot speak to the judge: it stands between marks it does not
// know, and of several verdict lines the last one counts.
import type { Exchange } from "../../core/protocol/transcript.ts";
import type { Subject } from "../runner/solver.ts";
import { fencedPrompt, type Judged } from "./fenced-prompt.ts";
import judgePrompt from "./judge-prompt.md";

export type ToRate = Judged & {
  /** The conversation up to the answer, as plain text. */
  question: string;
  /** A correct answer, where there is one. */
  reference?: string;
};

const maxTokens = 512;

/** @throws as Subject.ask */
export function rate(judge: Subject, toRate: ToRate, signal: AbortSignal): Promise<Exchange> {
  const conversation = [{ role: "user" as const, content: promptFor(toRate) }];
  return judge.ask({ conversation, added: 1, maxTokens }, signal);
}

/** Null when the judge gave no grade from 1 to 10: then the answer is unscored, not bad. */
export function ratingIn(text: string): number | null {
  const last = [...text.matchAll(/\[\[?\s*(\d+(?:\.\d+)?)\s*\]?\]/g)].at(-1)?.[1];
  const rating = Number(last);
  return last !== undefined && rating >= 1 && rating <= 10 ? rating : null;
}

function promptFor({ question, reference, ...judged }: ToRate): string {
  return fencedPrompt(judgePrompt, judged, {
    question,
    reference:
      reference === undefined ? "" : `\nA correct answer, to compare with:\n${reference}\n`,
  });
}
