// Writes server-sent events, whole or cut inside a multi-byte character. Knows nothing of what the events say.
import type { ServerResponse } from "node:http";
import { simulatedHeader } from "./reply.ts";

export type EventStream = {
  /** Queues one event; events of one turn leave in one write. */
  send(data: string): void;
  /** Ends the stream after what is queued. */
  end(): void;
  flush(): void;
};

export function openEventStream(
  response: ServerResponse,
  { splitUtf8 }: { splitUtf8: boolean },
): EventStream {
  response.writeHead(200, {
    ...simulatedHeader,
    "content-type": "text/event-stream; charset=utf-8",
  });
  response.flushHeaders();
  let pending = "";
  let isEnding = false;
  const pieces: Buffer[] = [];

  /** One piece a turn of the event loop, because Node joins the writes of a turn into one packet. */
  const pump = () => {
    if (response.destroyed) return;
    const piece = pieces.shift();
    if (piece !== undefined) {
      response.write(piece);
      if (pieces.length > 0 || isEnding) setImmediate(pump);
    } else if (isEnding) response.end();
  };

  const flush = () => {
    if (pending === "") return;
    const text = pending;
    pending = "";
    if (!splitUtf8) {
      response.write(text);
      // Node would hold it back until the other streams of this turn have been written, and its time is noted already.
      response.socket?.uncork();
      return;
    }
    const wasIdle = pieces.length === 0;
    pieces.push(...splitInsideCharacters(Buffer.from(text)));
    if (wasIdle) pump();
  };

  return {
    send(data) {
      pending += `data: ${data}\n\n`;
    },
    flush,
    end() {
      flush();
      isEnding = true;
      if (!splitUtf8) response.end();
      else if (pieces.length === 0) setImmediate(pump);
    },
  };
}

/** Cuts after the first byte of every multi-byte character. */
export function splitInsideCharacters(bytes: Buffer): Buffer[] {
  const pieces: Buffer[] = [];
  let start = 0;
  bytes.forEach((byte, index) => {
    if (byte < 0xc0) return;
    pieces.push(bytes.subarray(start, index + 1));
    start = index + 1;
  });
  pieces.push(bytes.subarray(start));
  return pieces;
}
