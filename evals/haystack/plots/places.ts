// Where passages lie that are not at a depth the case names.
import type { Random } from "../../random.ts";
import type { Passage } from "../passage.ts";
import type { Planted } from "./plot.ts";

/** One passage in each of as many equal parts of the text, in the order given. */
export function inOrder(passages: readonly Passage[], random: Random): Planted[] {
  return passages.map((passage, index) => ({
    at: (index + 0.15 + random.float() * 0.7) / passages.length,
    passage,
  }));
}

/** The same in an order of their own. */
export function scattered(passages: readonly Passage[], random: Random): Planted[] {
  return inOrder(random.shuffle(passages), random);
}
