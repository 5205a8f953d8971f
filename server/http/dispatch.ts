// One try at one upstream: sends a body and resolves with the answer as soon as its headers are there. It does not know
// whether the answer is any good, nor who reads it.
import type { IncomingHttpHeaders } from "node:http";
import type { Dispatcher, Pool } from "undici";
import { GatewayError } from "../gateway-error.ts";
import type { StopSignal } from "../stop.ts";
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
export function ask(attempt: Attempt, signal: StopSignal): Promise<Answer> {
  if (signal.aborted) return Promise.reject(signal.reason);
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  const line = new Line(attempt, signal, { resolve, reject });
  const { path, headers, body } = attempt;
  // The body is nowhere else: while the answer comes, nobody here holds it.
  attempt.pool.dispatch({ path, method: "POST", headers, body }, line);
  return promise;
}

type Settle = { resolve(answer: Answer): void; reject(error: Error): void };

/**
 * What is between the gateway and the upstream for one request: what undici tells, and what a reader asks. A class, because
 * thousands are alive at once, and each would carry a closure for every function.
 */
class Line implements Answer, Dispatcher.DispatchHandler {
  status = 0;
  headers: IncomingHttpHeaders = {};
  readonly #attempt: Pick<Attempt, "timer" | "mayFlow">;
  readonly #signal: StopSignal;
  readonly #settle: Settle;
  readonly #onAbort = () => this.abort(this.#signal.reason);
  #controller: Dispatcher.DispatchController | undefined;
  /** Why it is over, when it did not end by itself. */
  #over: Error | undefined;
  #hasEnded = false;
  #reader: AnswerReader | undefined;
  /** What came before there was a reader. */
  #early: Buffer[] = [];
  /** By the reader. */
  #isPaused = false;

  constructor({ timer, mayFlow, firstByteMs }: Attempt, signal: StopSignal, settle: Settle) {
    this.#attempt = { timer, mayFlow };
    this.#signal = signal;
    this.#settle = settle;
    signal.addEventListener("abort", this.#onAbort);
    timer.enter(firstByteMs, () => this.abort(upstreamSilent()));
  }

  onRequestStart(started: Dispatcher.DispatchController): void {
    this.#controller = started;
    if (this.#over !== undefined) started.abort(this.#over);
  }

  onResponseStart(
    _started: Dispatcher.DispatchController,
    status: number,
    headers: IncomingHttpHeaders,
  ): void {
    // Informational answers come before the real one.
    if (status < 200) return;
    this.status = status;
    this.headers = headers;
    if (!this.#attempt.mayFlow()) this.#controller?.pause();
    this.#settle.resolve(this);
  }

  onResponseData(_started: Dispatcher.DispatchController, piece: Buffer): void {
    if (this.#reader !== undefined) this.#reader.piece(piece);
    else this.#early.push(piece);
  }

  onResponseEnd(): void {
    if (this.#over !== undefined) return;
    this.#hasEnded = true;
    this.#leave();
    this.#reader?.end();
  }

  onResponseError(_started: Dispatcher.DispatchController, error: Error): void {
    this.abort(error);
  }

  read(reader: AnswerReader): void {
    this.#reader = reader;
    for (const piece of this.#early) reader.piece(piece);
    this.#early = [];
    if (this.#over !== undefined) reader.broken(this.#over);
    else if (this.#hasEnded) reader.end();
    // What came before may have been enough for now.
    else if (!this.#isPaused) this.#controller?.resume();
  }

  pause(): void {
    this.#isPaused = true;
    this.#controller?.pause();
  }

  resume(): boolean {
    this.#isPaused = false;
    // Its connection may serve another request by now.
    if (this.#over !== undefined || this.#hasEnded) return false;
    this.#controller?.resume();
    return true;
  }

  abort(error: Error): void {
    if (this.#over !== undefined || this.#hasEnded) return;
    this.#over = error;
    this.#leave();
    this.#controller?.abort(error);
    this.#settle.reject(error);
    this.#reader?.broken(error);
  }

  #leave(): void {
    this.#signal.removeEventListener("abort", this.#onAbort);
    this.#attempt.timer.stop();
  }
}

function upstreamSilent(): GatewayError {
  return new GatewayError(
    "upstream_timeout",
    "The model's server took too long to begin its answer. Try again, or ask for less.",
  );
}
