// The post-filters in the order in which they run. Adding behaviour is one file and one line here.
import type { Place } from "../place.ts";
import { type Draft, dropped, type Filter } from "./filter.ts";

export const filters: readonly { name: string; apply: Filter }[] = [];

/** What one filter did to a completion. */
export type FilterDecision = { filter: string; effect: "cut" | "changed" | "dropped" };

export type Filtered = { draft: Draft; decisions: FilterDecision[] };

/** Runs every filter on what the model wrote; stops at the first one that drops it. */
export function applyFilters(text: string, _place: Place): Filtered {
  return { draft: text === "" ? dropped : { text, replacesAfter: 0 }, decisions: [] };
}
