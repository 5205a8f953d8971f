// Takes a request's body off the wire, within limits of length and time, and no faster than there is room for it. Does not
// look at what is in it, nor know who else wants room.
import type { IncomingMessage } from "node:http";
import { GatewayError } from "../../gateway-error.ts";
import type { StopSignal } from "../../stop.ts";

export type BodyLimits = {
  maxBytes: number;
  /** From its first byte to its last, waiting for room left out. */
  timeoutMs: number;
  /** Without any byte of it. */
  idleMs: number;
};

/** Beyond `firstBytes`, which it has already. */
export type BodyRoom = {
  /** Undefined where there is room for so many bytes in all, else it resolves when there is. */
  grow(bytes: number, signal: StopSignal): Promise<void> | undefined;
};

/** Most bodies are shorter. */
const firstStep = 64 * 1024;
/** Each piece costs some 100 bytes beside its own: those of a client that sends byte by byte are put together. */
const mostPieces = 1024;
const nothing = Buffer.alloc(0);

/** The room that reading begins with. A body that is longer asks for more as it comes: what is announced need not come. */
export function firstBytes(request: IncomingMessage, limits: BodyLimits): number {
  return Math.min(longestBytes(request, limits), firstStep);
}

/**
 * Rejects with GatewayError `body_too_large`, `unsupported_media_type`, `request_timeout` or `client_gone`, and with the
 * signal's reason when aborted. What is refused for its length or encoding is read on and dropped for a while, so that a
 * client that writes before it reads gets to see the answer; then its connection is destroyed. Late bodies are not read on:
 * their answer has to close the connection.
 */
export function readBody(
  request: IncomingMessage,
  limits: BodyLimits,
  room: BodyRoom,
  signal: StopSignal,
): Promise<Buffer> {
  const refusal = refusalOf(request, limits);
  if (refusal !== undefined) {
    drain(request);
    return Promise.reject(refusal);
  }
  if (signal.aborted) return Promise.reject(signal.reason);
  if (request.destroyed) return Promise.reject(clientGone());
  const longest = longestBytes(request, limits);
  let reserved = Math.min(longest, firstStep);
  const { readableLength } = request;
  // Most bodies have come with their headers: nothing has to be waited for, nor listened to.
  if (readableLength === Number(request.headers["content-length"]) && readableLength <= reserved) {
    const body: Buffer = request.read() ?? nothing;
    // Lets it end, or its connection would not take the next request.
    request.resume();
    return Promise.resolve(body);
  }
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>();
  let joined: Buffer[] = [];
  let pieces: Buffer[] = [];
  let length = 0;

  const leave = () => {
    clock.stop();
    signal.removeEventListener("abort", abort);
    request.off("data", take).off("end", end).off("close", gone).off("error", gone);
  };
  const fail = (reason: unknown) => {
    leave();
    joined = [];
    pieces = [];
    reject(reason);
  };
  const take = (piece: Buffer) => {
    length += piece.length;
    if (length > limits.maxBytes) {
      fail(tooLarge(limits.maxBytes));
      drain(request);
      return;
    }
    clock.moved();
    pieces.push(piece);
    if (pieces.length === mostPieces) {
      joined.push(Buffer.concat(pieces));
      pieces = [];
    }
    // Early enough for whatever comes in one go.
    if (reserved < longest && 2 * length > reserved) grow();
  };
  const grow = () => {
    reserved = Math.min(longest, 2 * Math.max(reserved, length));
    const waiting = room.grow(reserved, signal);
    if (waiting === undefined) return;
    request.pause();
    clock.stop();
    const goOn = () => {
      if (request.destroyed) return;
      clock.goOn();
      request.resume();
    };
    // Without room only because it is aborted, which is heard of by itself.
    waiting.then(goOn, ignore);
  };
  const end = () => {
    leave();
    const [first] = pieces;
    const isOne = first !== undefined && length === first.length;
    resolve(isOne ? first : Buffer.concat([...joined, ...pieces], length));
  };
  const gone = () => fail(clientGone());
  const abort = () => {
    request.pause();
    fail(signal.reason);
  };
  const clock = startClock(limits, (error) => {
    request.pause();
    fail(error);
  });
  signal.addEventListener("abort", abort, { once: true });
  request.on("data", take).on("end", end).on("close", gone).on("error", gone);
  return promise;
}

type Clock = { moved(): void; stop(): void; goOn(): void };

/** One timer for both limits, armed anew only where it goes off. */
function startClock(
  { timeoutMs, idleMs }: BodyLimits,
  onLate: (error: GatewayError) => void,
): Clock {
  let startedAt = performance.now();
  let movedAt = startedAt;
  let stoppedAt = startedAt;
  let timer: NodeJS.Timeout;
  const look = () => {
    const now = performance.now();
    const left = startedAt + timeoutMs - now;
    const idleLeft = movedAt + idleMs - now;
    if (left <= 0) onLate(tooSlow(timeoutMs));
    else if (idleLeft <= 0) onLate(tooSilent(idleMs));
    else timer = setTimeout(look, Math.ceil(Math.min(left, idleLeft)));
  };
  timer = setTimeout(look, Math.min(timeoutMs, idleMs));
  return {
    moved() {
      movedAt = performance.now();
    },
    stop() {
      clearTimeout(timer);
      stoppedAt = performance.now();
    },
    goOn() {
      movedAt = performance.now();
      startedAt += movedAt - stoppedAt;
      look();
    },
  };
}

/** What a refused client may still send before its connection is destroyed. */
const drainBytes = 128 * 1024 * 1024;
const drainMs = 10_000;

function drain(request: IncomingMessage): void {
  let left = drainBytes;
  const giveUp = () => request.destroy();
  const timer = setTimeout(giveUp, drainMs);
  timer.unref();
  const drop = (piece: Buffer) => {
    left -= piece.length;
    if (left < 0) giveUp();
  };
  const stop = () => clearTimeout(timer);
  // The connection may end any way it likes; without a listener its error would be the process's.
  request.on("data", drop).on("end", stop).on("close", stop).on("error", stop);
}

function refusalOf(request: IncomingMessage, { maxBytes }: BodyLimits): GatewayError | undefined {
  const encoding = request.headers["content-encoding"];
  if (encoding !== undefined && !/^(identity)?$/i.test(encoding.trim())) {
    return new GatewayError(
      "unsupported_media_type",
      "The request's body is compressed: send it without a content-encoding.",
    );
  }
  return Number(request.headers["content-length"] ?? 0) > maxBytes ? tooLarge(maxBytes) : undefined;
}

/** A body that does not say how long it is may be the longest; one that is too long is refused before it is read. */
function longestBytes({ headers }: IncomingMessage, { maxBytes }: BodyLimits): number {
  const length = Number(headers["content-length"] ?? maxBytes);
  return length <= maxBytes ? length : 0;
}

function clientGone(): GatewayError {
  return new GatewayError("client_gone", "The client went away before its request was complete.");
}

function tooLarge(maxBytes: number): GatewayError {
  const limit = maxBytes / (1024 * 1024);
  const text = Number.isInteger(limit) ? `${limit} MiB` : `${maxBytes} bytes`;
  return new GatewayError(
    "body_too_large",
    `The request's body is longer than ${text}: send less, or have the limit raised.`,
  );
}

function tooSlow(timeoutMs: number): GatewayError {
  return new GatewayError(
    "request_timeout",
    `The request's body did not arrive within ${timeoutMs / 1000} s: send it again.`,
  );
}

function tooSilent(idleMs: number): GatewayError {
  return new GatewayError(
    "request_timeout",
    `Nothing more of the request's body came for ${idleMs / 1000} s: send it again.`,
  );
}

function ignore(): void {}
