// Keeps to the line where only the rest of the line was wanted. Blocks were cut when the answer came in (block-end.ts): at a
// later position of the same answer their beginning is no longer there to judge by.
import type { Place } from "../place/place.ts";
import { cutAt, type Draft } from "./filter.ts";

export function cutToExtent(draft: Draft, { extent }: Place): Draft {
  const end = draft.text.indexOf("\n");
  return extent === "block" || end < 0 ? draft : cutAt(draft, end);
}
