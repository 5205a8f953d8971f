// Takes out the beginning of the line when the answer writes it again, as in `const x = ║const x = 5;`.
import type { Place } from "../place/place.ts";
import { cutAt, type Draft } from "./filter.ts";

export function cutRepeatedLineHead(draft: Draft, { linePrefix }: Place): Draft {
  const head = linePrefix.trim();
  // One word may well follow itself, as in `max(max(a, b), c)`, and data repeats itself after a comma.
  if (head.length < 6 || !/\S\s+\S/.test(head) || head.endsWith(",")) return draft;
  const start = draft.text.length - draft.text.trimStart().length;
  if (!draft.text.startsWith(head, start)) return draft;
  const text = draft.text.slice(start + head.length);
  return cutAt({ ...draft, text }, text.length);
}
