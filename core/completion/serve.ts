// From what an answer has left to say at a cursor to what the editor shows. Knows no request and no clock.
import type { Hit } from "./completion-cache.ts";
import { applyFilters, type FilterDecision } from "./filters/filters.ts";
import type { Place } from "./place/place.ts";

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

/** What was shown is what will be typed: where a filter has changed how it begins, the attempt is mended. */
export function serve(
  { attempt, rest, typedLength }: Hit,
  place: Place,
  source: CompletionSource,
): Served {
  const { draft, decisions } = applyFilters(rest, place);
  if (draft.text === "") return { decisions };
  if (typedLength === 0 && !rest.startsWith(draft.text)) attempt.text = draft.text;
  return { completion: { id: attempt.id, ...draft, source }, decisions };
}
