// The product's own model client with an observer: it notes when each completion was asked for, what arrived and when it
// was over, and names each request so that the simulator's record can be laid beside it. Changes nothing else.
import { createModelClient, type ModelClient } from "../../core/model/client.ts";
import type { Endpoint } from "../../core/model/request.ts";

export type ObservedRequest = {
  /** Sent as `X-Request-Id`, under which the simulator records it. */
  id: string;
  prompt: string;
  maxTokens: number | undefined;
  /** How many edits had been made when it was sent. */
  editsBefore: number;
  /** Unix time in milliseconds with fractions, like all times here. */
  sentAtMs: number;
  endedAtMs?: number;
  /** What arrived of the answer, piece by piece. */
  pieces: { atMs: number; text: string }[];
  wasAborted: boolean;
  /** As the server counts; only an answer that came to its end brings it. */
  usage?: { promptTokens: number; cachedTokens?: number };
};

export type ObservedClientOptions = {
  endpoint: Endpoint;
  /** Unix time in milliseconds with fractions. */
  wallClock: () => number;
  editsSoFar: () => number;
  /** Sent once, before the request is. */
  onRequest(request: ObservedRequest): void;
};

/** Nothing here is slow for long; an endpoint that is belongs on another bench. */
const timeouts = { firstByteMs: 30_000, stalledMs: 30_000 };

export function observedClient(
  options: ObservedClientOptions,
): Pick<ModelClient, "streamCompletion"> {
  const { endpoint, wallClock, editsSoFar, onRequest } = options;
  return {
    async *streamCompletion(request, signal) {
      const observed: ObservedRequest = {
        id: `replay-${crypto.randomUUID()}`,
        prompt: typeof request.prompt === "string" ? request.prompt : "",
        maxTokens: request.maxTokens,
        editsBefore: editsSoFar(),
        sentAtMs: wallClock(),
        pieces: [],
        wasAborted: true,
      };
      onRequest(observed);
      const client = createModelClient({
        endpoint,
        fetch: named(observed.id),
        now: wallClock,
        timeouts,
      });
      try {
        for await (const event of client.streamCompletion(request, signal)) {
          if (event.kind === "text") {
            observed.pieces.push({ atMs: wallClock(), text: event.text });
          } else if (event.kind === "end") {
            observed.wasAborted = false;
            if (event.answer.usage !== undefined) observed.usage = event.answer.usage;
          }
          yield event;
        }
      } finally {
        observed.endedAtMs = wallClock();
      }
    },
  };
}

/** Headers are the client's business, except for the one that ties its request to the server's record. */
function named(id: string) {
  return (url: string, init: RequestInit) => {
    const headers = new Headers(init.headers);
    headers.set("x-request-id", id);
    return fetch(url, { ...init, headers });
  };
}
