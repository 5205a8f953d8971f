// Watches an answer of server-sent events on its way to the client: passes whole events on as they come, holds back what
// would make the answer look complete, and reads usage where asked. Knows neither sockets nor the audit.
import type { Usage } from "../../../core/protocol/audit-record.ts";
import { GatewayError } from "../../gateway-error.ts";
import { betweenEvents, type Edge, edgeOf, endOfLastEvent } from "./events.ts";
import { hasContent } from "./marks.ts";
import { newReading, readEvents } from "./read-events.ts";
import { closeStream, type StreamEnd, usageSoFar } from "./stream-end.ts";

export type StreamWatchOptions = {
  /** Answers per prompt. */
  n: number;
  /** Prompts of the request; 1 unless given. */
  prompts?: number;
  /** The client did not ask for usage: the chunk that brings it is taken out. */
  dropsUsage: boolean;
};

export type StreamWatch = {
  /**
   * What may go out now, normally the very chunk; always whole events, so that a comment or an error event can follow
   * anything that went out. Throws GatewayError `upstream_failed` for an event longer than any that is real.
   */
  take(chunk: Buffer): Buffer | undefined;
  /** A non-empty content, text, reasoning or tool-call delta has been seen. */
  readonly firstContent: boolean;
  /** `[DONE]` has been seen. */
  readonly isDone: boolean;
  /** Once, when the upstream has ended. */
  end(): StreamEnd;
  /** As of the last whole event that told it; parsed only here. For streams that are aborted. */
  lastUsage(): Usage | undefined;
};

export function createStreamWatch({ n, prompts = 1, dropsUsage }: StreamWatchOptions): StreamWatch {
  const reading = newReading(n, prompts);
  /** The event that has begun and not ended. */
  const torn = createPile();
  let edge: Edge = betweenEvents;
  /** Whole events that wait for the end. */
  const held = createPile();
  let firstContent = false;

  const pass = (events: Buffer): Buffer | undefined => {
    firstContent ||= hasContent(events);
    const openTo = readEvents(reading, events);
    if (openTo === events.length && held.isEmpty()) return events;
    if (openTo < 0) {
      held.add(events);
      return undefined;
    }
    held.add(events.subarray(0, openTo));
    const open = held.clear();
    held.add(events.subarray(openTo));
    return open.length === 0 ? undefined : open;
  };

  return {
    get firstContent() {
      return firstContent;
    },
    get isDone() {
      return reading.isDone;
    },
    take(chunk) {
      const to = endOfLastEvent(chunk, edge);
      if (to === chunk.length && torn.isEmpty()) return to === 0 ? undefined : pass(chunk);
      if (to === 0) {
        edge = edgeOf(chunk, edge);
        torn.add(chunk);
        return undefined;
      }
      torn.add(chunk.subarray(0, to));
      const events = torn.clear();
      const rest = chunk.subarray(to);
      torn.add(rest);
      edge = edgeOf(rest, betweenEvents);
      return pass(events);
    },
    end: () => closeStream(reading, { held: held.clear(), torn: torn.clear(), dropsUsage }),
    lastUsage: () => usageSoFar(reading),
  };
}

export function isEventStream(contentType: string | undefined): boolean {
  return contentType !== undefined && /^\s*text\/event-stream\s*(;|$)/i.test(contentType);
}

/** No server sends events this long; whatever does has lost its way, and memory has to end somewhere. */
const maxPileBytes = 16 * 1024 * 1024;

type Pile = {
  isEmpty(): boolean;
  add(piece: Buffer): void;
  /** All pieces as one; the pile is empty then. */
  clear(): Buffer;
};

function createPile(): Pile {
  let pieces: Buffer[] = [];
  let bytes = 0;
  return {
    isEmpty: () => bytes === 0,
    add(piece) {
      if (piece.length === 0) return;
      bytes += piece.length;
      if (bytes > maxPileBytes) {
        throw new GatewayError(
          "upstream_failed",
          `The model's server sent more than ${maxPileBytes / (1024 * 1024)} MiB without ending an event. Try again.`,
        );
      }
      pieces.push(piece);
    },
    clear() {
      const [first] = pieces;
      const all = pieces.length === 1 && first !== undefined ? first : Buffer.concat(pieces, bytes);
      pieces = [];
      bytes = 0;
      return all;
    },
  };
}
