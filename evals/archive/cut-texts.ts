// Cuts the long texts out of a transcript for a reader: a prompt of a hundred thousand tokens is not looked at whole.
import type { Json } from "../../core/protocol/json.ts";
import { type Transcript, transcript } from "../../core/protocol/transcript.ts";

/** Characters of one text, and of all together where many texts are long. */
const mostOfOne = 100_000;
const mostOfAll = 1_000_000;
const leastOfOne = 2000;

export function cutTexts(entry: Transcript): Transcript {
  for (let most = mostOfOne; ; most /= 4) {
    const cut = cutTo(entry, most);
    if (most < leastOfOne || JSON.stringify(cut).length <= mostOfAll) return cut;
  }
}

function cutTo(entry: Transcript, most: number): Transcript {
  // Only strings get shorter; the shape stays.
  return transcript.parse(cutIn(entry as Json, Math.floor(most)));
}

function cutIn(value: Json, most: number): Json {
  if (typeof value === "string") return cut(value, most);
  if (Array.isArray(value)) return value.map((item) => cutIn(item, most));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, cutIn(item, most)]));
}

/** Most of the start, where the question stands, and some of the end, where the answer does. */
function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  const start = text.slice(0, Math.floor(most * 0.7)).toWellFormed();
  const end = text.slice(text.length - Math.floor(most * 0.3)).toWellFormed();
  const left = text.length - start.length - end.length;
  return `${start}\n\n[… ${left.toLocaleString("en")} characters are left out here; transcripts.jsonl of the run has them …]\n\n${end}`;
}
