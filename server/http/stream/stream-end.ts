// What is left to do when an upstream has ended its stream: whether the answer is complete, what still goes out, and how
// many tokens it took.
import type { Usage } from "../../../core/protocol/audit-record.ts";
import { dataOf, firstEvent, payloadOf, splitEvents } from "./events.ts";
import type { EventPlace, Reading } from "./read-events.ts";
import type { UpstreamError } from "./upstream-error.ts";
import { fieldsOf, usageOf } from "./usage.ts";

export type StreamEnd = {
  /**
   * What still has to go out. Of an incomplete answer only its whole events without `[DONE]`: an error event can follow.
   */
  rest: Buffer;
  usage: Usage | undefined;
  finish: string | undefined;
  /** Every answer has its finish_reason and no error came. */
  isComplete: boolean;
  /** The upstream told of an error inside the stream; the client has that event, or gets it with `rest`. */
  error: UpstreamError | undefined;
};

/** `torn` is an event that was never ended. */
export function closeStream(
  reading: Reading,
  { held, torn, dropsUsage }: { held: Buffer; torn: Buffer; dropsUsage: boolean },
): StreamEnd {
  const { finished, choices, isDone, error, finish } = reading;
  // A server that ends properly with fewer answers than asked for has given all it had.
  const isComplete = error === undefined && (finished >= choices || (isDone && finished > 0));
  const events = splitEvents(held);
  if (isComplete && torn.length > 0) events.push(torn);
  const kept = events.filter(
    (event) =>
      !(dropsUsage && isUsageChunk(event)) && (isComplete || dataOf(event)?.trim() !== "[DONE]"),
  );
  return { rest: Buffer.concat(kept), usage: usageSoFar(reading), finish, isComplete, error };
}

/** As of the last whole event that told it. Of several answers vLLM counts each by itself until the end. */
export function usageSoFar({ usage, usageOfChoice, n }: Reading): Usage | undefined {
  if (usageOfChoice === undefined || usageOfChoice.size === 0) return usageAt(usage);
  const promptsSeen = new Set<number>();
  let promptTokens = 0;
  let completionTokens = 0;
  for (const [index, place] of usageOfChoice) {
    const counts = usageAt(place);
    if (counts === undefined) continue;
    completionTokens += counts.completionTokens;
    // Answers to one prompt have neighbouring indexes, and it was read once for all of them.
    const prompt = Math.floor(index / n);
    if (!promptsSeen.has(prompt)) promptTokens += counts.promptTokens;
    promptsSeen.add(prompt);
  }
  return { promptTokens, completionTokens };
}

function usageAt(place: EventPlace | undefined): Usage | undefined {
  if (place === undefined) return undefined;
  return usageOf(fieldsOf(payloadOf(firstEvent(place.events, place.from))).usage);
}

function isUsageChunk(event: Buffer): boolean {
  const { choices, usage } = fieldsOf(payloadOf(event));
  return Array.isArray(choices) && choices.length === 0 && usageOf(usage) !== undefined;
}
