// Draws what a long-context case is about, from the instance's id alone; the filler around it is drawn apart.
import type { Needle } from "../../core/protocol/case/needle.ts";
import { createRandom } from "../random.ts";
import { allValues } from "./plots/all-values.ts";
import { chain } from "./plots/chain.ts";
import { codeTrace } from "./plots/code-trace.ts";
import { latestWins } from "./plots/latest-wins.ts";
import { absent, multiKey, single } from "./plots/lookup.ts";
import type { Plot } from "./plots/plot.ts";
import { type Words, wordsFrom } from "./words.ts";

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
