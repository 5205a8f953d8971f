// Writes an answer at the client's speed: an upstream is read no faster than the client reads, and whoever stands still for
// too long, upstream or client, ends the exchange. It does not know what is written.
import { GatewayError } from "../gateway-error.ts";
import { type Client, clientGone } from "./client.ts";
import type { Answer } from "./dispatch.ts";
import type { PhaseTimer } from "./phase-timer.ts";

export type PaceOptions = { client: Client; timer: PhaseTimer; silenceMs: number };

export type Pace = {
  /** A piece came from the upstream. */
  moved(): void;
  /** All has come but the upstream's end, which is waited for this long and not longer, whatever else comes. */
  await(endMs: number, onMissing: () => void): void;
  write(out: Buffer): void;
};

export function keepPace(answer: Answer, options: PaceOptions): Pace {
  return new KeptPace(answer, options);
}

/** A class, because thousands are alive at once, and each would carry a closure for every function. */
class KeptPace implements Pace {
  readonly #answer: Answer;
  readonly #options: PaceOptions;
  #isPaused = false;
  /** What is missing, once all has come but the upstream's end. */
  #end: { ms: number; onMissing: () => void } | undefined;

  constructor(answer: Answer, options: PaceOptions) {
    this.#answer = answer;
    this.#options = options;
    this.#awaitUpstream();
  }

  moved(): void {
    if (!this.#isPaused && this.#end === undefined) this.#options.timer.moved();
  }

  await(endMs: number, onMissing: () => void): void {
    if (this.#end !== undefined) return;
    this.#end = { ms: endMs, onMissing };
    if (!this.#isPaused) this.#awaitUpstream();
  }

  write(out: Buffer): void {
    if (!this.#options.client.write(out)) this.#pause();
  }

  #awaitUpstream(): void {
    const { timer, silenceMs } = this.#options;
    if (this.#end === undefined) timer.enter(silenceMs, () => this.#answer.abort(wentSilent()));
    else timer.enter(Math.min(this.#end.ms, silenceMs), this.#end.onMissing);
  }

  #pause(): void {
    if (this.#isPaused) return;
    this.#isPaused = true;
    this.#answer.pause();
    const { client, timer, silenceMs } = this.#options;
    client.onRoom(() => this.#goOn());
    // The upstream is not to blame while the client does not read.
    timer.enter(silenceMs, () => {
      client.abort(clientGone());
      client.cut();
    });
  }

  #goOn(): void {
    if (!this.#isPaused) return;
    this.#isPaused = false;
    if (this.#answer.resume()) this.#awaitUpstream();
  }
}

/** What an upstream's breaking off means to the client; errors of the gateway itself stay what they are. */
export function breakOf(error: unknown): GatewayError {
  return error instanceof GatewayError ? error : brokeOff(error);
}

export function brokeOff(cause?: unknown): GatewayError {
  return new GatewayError(
    "upstream_failed",
    "The model's server ended the connection in the middle of its answer. Ask again.",
    { cause },
  );
}

function wentSilent(): GatewayError {
  return new GatewayError(
    "upstream_timeout",
    "The model's server stopped in the middle of its answer. Ask again.",
  );
}
