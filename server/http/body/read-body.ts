// Takes a request's body off the wire, within limits of length and time. Does not look at what is in it.
import type { IncomingMessage } from "node:http";
import { GatewayError } from "../../gateway-error.ts";

export type BodyLimits = { maxBytes: number; timeoutMs: number };

/**
 * Rejects with GatewayError `body_too_large`, `unsupported_media_type`, `request_timeout` or `client_gone`, and with the
 * signal's reason when aborted. What is refused for its length or encoding is read on and dropped for a while, so that a
 * client that writes before it reads gets to see the answer; then its connection is destroyed. Late bodies are not read on:
 * their answer has to close the connection.
 */
export function readBody(
  request: IncomingMessage,
  limits: BodyLimits,
  signal: AbortSignal,
): Promise<Buffer> {
  const refusal = refusalOf(request, limits);
  if (refusal !== undefined) {
    drain(request);
    return Promise.reject(refusal);
  }
  if (signal.aborted) return Promise.reject(signal.reason);
  if (request.destroyed) return Promise.reject(clientGone());
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>();
  const pieces: Buffer[] = [];
  let length = 0;

  const leave = () => {
    clearTimeout(timer);
    signal.removeEventListener("abort", abort);
    request.off("data", take).off("end", end).off("close", gone).off("error", gone);
  };
  const fail = (reason: unknown) => {
    leave();
    pieces.length = 0;
    reject(reason);
  };
  const take = (piece: Buffer) => {
    length += piece.length;
    if (length <= limits.maxBytes) {
      pieces.push(piece);
      return;
    }
    fail(tooLarge(limits.maxBytes));
    drain(request);
  };
  const end = () => {
    leave();
    const [first] = pieces;
    resolve(pieces.length === 1 && first !== undefined ? first : Buffer.concat(pieces, length));
  };
  const gone = () => fail(clientGone());
  const abort = () => {
    request.pause();
    fail(signal.reason);
  };
  const timer = setTimeout(() => {
    request.pause();
    fail(tooSlow(limits.timeoutMs));
  }, limits.timeoutMs);
  signal.addEventListener("abort", abort, { once: true });
  request.on("data", take).on("end", end).on("close", gone).on("error", gone);
  return promise;
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
