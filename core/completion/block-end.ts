// Says where in a growing answer the first complete piece ends, so that the stream can be stopped there and the GPU is
// free again. Knows nothing of streams.
import type { Place } from "./place.ts";

/** The length of the complete piece in UTF-16 units; undefined as long as more has to come. */
export function completeLength(text: string, place: Place): number | undefined {
  if (place.extent === "block") return undefined;
  const end = text.indexOf("\n");
  return end < 0 ? undefined : end;
}
