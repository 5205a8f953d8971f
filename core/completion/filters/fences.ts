// A Markdown fence means that a chat model answered: what it put into the fence was written for a reader, seldom fits the
// gap, and often repeats what is around it, so it is dropped, not unwrapped.
import type { Place } from "../place/place.ts";
import { cutBeforeLine, type Draft, dropped } from "./filter.ts";

export function dropFences(draft: Draft, { cursor }: Place): Draft {
  if (!/`{3}|~{3}/.test(draft.text)) return draft;
  if (/^(?:markdown|mdx|quarto|latex|asciidoc|restructuredtext)$/.test(cursor.languageId))
    return draft;
  // A file with fences in its comments may get one more.
  if (/`{3}|~{3}/.test(cursor.prefix) || /`{3}|~{3}/.test(cursor.suffix)) return draft;
  const lines = draft.text.split("\n");
  const fence = lines.findIndex((line) => /^\s*(?:`{3,}|~{3,})[\w+#.-]*\s*$/.test(line));
  if (fence < 0) return draft;
  const isFirst = lines.slice(0, fence).every((line) => line.trim() === "");
  return isFirst ? dropped : cutBeforeLine(draft, fence);
}
