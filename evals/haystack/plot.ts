// What a long-context case is about: the question, the right and the wrong answers, and the passages that have to stand
// in the text. Drawn from the instance's id alone; the filler around it is drawn apart.
import type { Needle } from "../../core/protocol/case/needle.ts";
import { createRandom } from "../random.ts";
import type { NeedleAnswers } from "./answers.ts";
import type { Passage } from "./passage.ts";
import { allValues } from "./plots/all-values.ts";
import { chain } from "./plots/chain.ts";
import { codeTrace } from "./plots/code-trace.ts";
import { latestWins } from "./plots/latest-wins.ts";
import { absent, multiKey, single } from "./plots/lookup.ts";
import { type Words, wordsFrom } from "./words.ts";

export type Plot = NeedleAnswers & {
  question: string;
  planted: readonly Planted[];
};

export type Planted = {
  /** Where it lies in the text, 0 at the start and 1 at the end. */
  at: number;
  passage: Passage;
};

const plots: Record<Needle["family"], (words: Words, depth: number) => Plot> = {
  single,
  "multi-key": multiKey,
  chain,
  "all-values": allValues,
  "code-trace": codeTrace,
  "latest-wins": latestWins,
  absent,
};

/** The same id and spec give the same plot, whatever the text's length turns out to be. */
export function plotOf(id: string, { family, depth = 0.5 }: Needle): Plot {
  return plots[family](wordsFrom(createRandom(`${id} plot`)), depth);
}
