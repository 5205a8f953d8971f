// Drops a text that would leave the document as it is.
import type { Place } from "../place/place.ts";
import { type Draft, dropped } from "./filter.ts";

export function dropNoChange(draft: Draft, { lineSuffix }: Place): Draft {
  return draft.text === lineSuffix.slice(0, draft.replacesAfter) ? dropped : draft;
}
