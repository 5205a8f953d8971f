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

export function keepPace(answer: Answer, { client, timer, silenceMs }: PaceOptions): Pace {
  let isPaused = false;
  let isAtEnd = false;
  let awaitUpstream = () => timer.enter(silenceMs, () => answer.abort(wentSilent()));
  const goOn = () => {
    if (!isPaused) return;
    isPaused = false;
    if (answer.resume()) awaitUpstream();
  };
  const pause = () => {
    if (isPaused) return;
    isPaused = true;
    answer.pause();
    client.onRoom(goOn);
    // The upstream is not to blame while the client does not read.
    timer.enter(silenceMs, () => {
      client.abort(clientGone());
      client.cut();
    });
  };
  awaitUpstream();
  return {
    moved() {
      if (!isPaused && !isAtEnd) timer.moved();
    },
    await(endMs, onMissing) {
      if (isAtEnd) return;
      isAtEnd = true;
      awaitUpstream = () => timer.enter(Math.min(endMs, silenceMs), onMissing);
      if (!isPaused) awaitUpstream();
    },
    write(out) {
      if (!client.write(out)) pause();
    },
  };
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
