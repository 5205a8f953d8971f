// The text of a long-context case: filler of many shapes with the plot's passages in their places.
import { createRandom } from "../random.ts";
import { type Passage, printed } from "./passage.ts";
import type { Plot } from "./plots/plot.ts";
import { fillerFrom } from "./shapes.ts";
import { wordsFrom } from "./words.ts";

/** About `characters` long and never longer, unless the plot alone is. The same id gives the same filler. */
export function haystackOf(id: string, { planted }: Plot, characters: number): string {
  const needles = planted
    .map(({ at, passage }) => ({ at, text: printed(passage) }))
    .sort((left, right) => left.at - right.at);
  const needed = needles.reduce((sum, { text }) => sum + text.length, 0);
  const filler = fillerOf(id, characters - needed);
  const total = filler.reduce((sum, text) => sum + text.length, 0) + needed;
  const parts: string[] = [];
  let length = 0;
  const add = (text: string) => {
    parts.push(text);
    length += text.length;
  };
  for (const text of filler) {
    // A passage goes where its own middle is nearest to its place.
    while (isDue(needles[0], length + text.length / 2, total)) add(needles.shift()?.text ?? "");
    add(text);
  }
  for (const { text } of needles) add(text);
  return parts.join("");
}

function isDue(
  needle: { at: number; text: string } | undefined,
  position: number,
  total: number,
): boolean {
  return needle !== undefined && needle.at * total <= position + needle.text.length / 2;
}

function fillerOf(id: string, characters: number): string[] {
  const texts: string[] = [];
  let left = characters;
  for (const passage of fillerFrom(wordsFrom(createRandom(`${id} filler`)))) {
    const text = printed(passage);
    if (text.length > left) {
      texts.push(cut(passage, left));
      break;
    }
    texts.push(text);
    left -= text.length;
  }
  return texts;
}

/** As many whole lines as fit; nothing when not even one does. */
function cut({ path, text }: Passage, characters: number): string {
  const lines = text.trimEnd().split("\n");
  while (lines.length > 0) {
    const shorter = printed({ path, text: lines.join("\n") });
    if (shorter.length <= characters) return shorter;
    lines.pop();
  }
  return "";
}
