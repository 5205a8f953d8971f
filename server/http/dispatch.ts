// One try at one upstream: sends a body and resolves with the answer as soon as its headers are there. It does not know
// whether the answer is any good, nor who reads it.
import type { IncomingHttpHeaders } from "node:http";
import type { Dispatcher, Pool } from "undici";
import { GatewayError } from "../gateway-error.ts";
import type { HeaderList } from "./pass-headers.ts";
import type { PhaseTimer } from "./phase-timer.ts";

/** Exactly one of `end` and `broken` comes last. */
export type AnswerReader = {
  piece(chunk: Buffer): void;
  end(): void;
  broken(error: Error): void;
};

export type Answer = {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** Everything goes there from now on, beginning with what has come already. */
  read(reader: AnswerReader): void;
  /** One piece more may come. */
  pause(): void;
  /** False when it is over, and nothing more can come. */
  resume(): boolean;
  /** Closes the upstream's socket; the reader hears of it. */
  abort(reason: Error): void;
};

export type Attempt = {
  pool: Pool;
  path: string;
  headers: HeaderList;
  body: Buffer;
  timer: PhaseTimer;
  firstByteMs: number;
  /** Whether pieces may be taken from the socket before somebody reads. */
  mayFlow(): boolean;
};

/** Rejects with what went wrong on the way to the headers, with the signal's reason when aborted. */
export function ask(attempt: Attempt, signal: AbortSignal): Promise<Answer> {
  if (signal.aborted) return Promise.reject(signal.reason);
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  const { timer, mayFlow, pool, path, headers, body } = attempt;
  const line: Line = {
    controller: undefined,
    over: undefined,
    hasEnded: false,
    reader: undefined,
    early: [],
    isPaused: false,
    reject,
    leave() {
      signal.removeEventListener("abort", abort);
      timer.stop();
    },
  };
  const abort = () => fail(line, signal.reason);
  signal.addEventListener("abort", abort, { once: true });
  timer.enter(attempt.firstByteMs, () => fail(line, upstreamSilent()));
  const onHeaders = (status: number, answerHeaders: IncomingHttpHeaders) => {
    if (!mayFlow()) line.controller?.pause();
    resolve(answerOf(line, status, answerHeaders));
  };
  // The body is nowhere else: while the answer comes, nobody here holds it.
  pool.dispatch({ path, method: "POST", headers, body }, handlerOf(line, onHeaders));
  return promise;
}

/** What is between the gateway and the upstream for one request. */
type Line = {
  controller: Dispatcher.DispatchController | undefined;
  /** Why it is over, when it did not end by itself. */
  over: Error | undefined;
  hasEnded: boolean;
  reader: AnswerReader | undefined;
  /** What came before there was a reader. */
  early: Buffer[];
  /** By the reader. */
  isPaused: boolean;
  reject(error: Error): void;
  leave(): void;
};

function handlerOf(
  line: Line,
  onHeaders: (status: number, headers: IncomingHttpHeaders) => void,
): Dispatcher.DispatchHandler {
  return {
    onRequestStart(started) {
      line.controller = started;
      if (line.over !== undefined) started.abort(line.over);
    },
    onResponseStart(_started, status, headers) {
      // Informational answers come before the real one.
      if (status >= 200) onHeaders(status, headers);
    },
    onResponseData(_started, piece) {
      if (line.reader !== undefined) line.reader.piece(piece);
      else line.early.push(piece);
    },
    onResponseEnd() {
      if (line.over !== undefined) return;
      line.hasEnded = true;
      line.leave();
      line.reader?.end();
    },
    onResponseError: (_started, error) => fail(line, error),
  };
}

function answerOf(line: Line, status: number, headers: IncomingHttpHeaders): Answer {
  return {
    status,
    headers,
    read(reader) {
      line.reader = reader;
      for (const piece of line.early) reader.piece(piece);
      line.early = [];
      if (line.over !== undefined) reader.broken(line.over);
      else if (line.hasEnded) reader.end();
      // What came before may have been enough for now.
      else if (!line.isPaused) line.controller?.resume();
    },
    pause() {
      line.isPaused = true;
      line.controller?.pause();
    },
    resume() {
      line.isPaused = false;
      // Its connection may serve another request by now.
      if (line.over !== undefined || line.hasEnded) return false;
      line.controller?.resume();
      return true;
    },
    abort: (reason) => fail(line, reason),
  };
}

function fail(line: Line, error: Error): void {
  if (line.over !== undefined || line.hasEnded) return;
  line.over = error;
  line.leave();
  line.controller?.abort(error);
  line.reject(error);
  line.reader?.broken(error);
}

function upstreamSilent(): GatewayError {
  return new GatewayError(
    "upstream_timeout",
    "The model's server took too long to begin its answer. Try again, or ask for less.",
  );
}
