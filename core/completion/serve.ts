// From what an answer has left to say at a cursor to what the editor shows. Knows no request and no clock.
import type { Attempt } from "./attempt.ts";
import { applyFilters, type FilterDecision } from "./filters/filters.ts";
import type { Place } from "./place.ts";

export type Completion = {
  /** Names the suggestion it belongs to: the same while it is typed through. */
  id: number;
  /** What to insert at the cursor; `\n` line ends, never empty. */
  text: string;
  /** UTF-16 units behind the cursor, on its line, that the text takes the place of. */
  replacesAfter: number;
  source: CompletionSource;
};

export type CompletionSource = "cache" | "joined" | "request";

export type Served = { completion?: Completion; decisions: FilterDecision[] };

export function serve(
  attempt: Attempt,
  rest: string,
  place: Place,
  source: CompletionSource,
): Served {
  const { draft, decisions } = applyFilters(rest, place);
  if (draft.text === "") return { decisions };
  return { completion: { id: attempt.id, ...draft, source }, decisions };
}
