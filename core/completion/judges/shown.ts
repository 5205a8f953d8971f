// The one definition of a shown completion, for the editor and the benchmarks alike: VS Code does not say what it drew.
// Knows no editor; whoever owns it tells it what was returned and what came in between.
import type { SetTimer } from "../../model/inactivity.ts";

/** Shorter than this nobody has seen it. */
export const shownAfterMs = 100;

export type ShownCounter = {
  /** The suggestion was handed to the editor; also call it when it is returned again while it is typed through. */
  returned(id: number): void;
  /** An edit contradicts the suggestion, or whichever one is there, or nothing is suggested any more. */
  superseded(id?: number): void;
  /** The person took it, so it was seen, however fast that was. */
  accepted(id: number): void;
  dispose(): void;
};

export type ShownOptions = {
  /** A monotonic clock in milliseconds. */
  now: () => number;
  setTimer: SetTimer;
  onShown(id: number): void;
};

/**
 * A suggestion is shown when it was returned and was not superseded for 100 ms, neither by a different suggestion nor by
 * an edit that contradicts it. It counts once in its life: typing it through neither supersedes it nor counts it again,
 * and coming back to it does not either. Superseded too early, it may still count when it is returned anew.
 */
export function createShownCounter({ now, setTimer, onShown }: ShownOptions): ShownCounter {
  const counted = new Set<number>();
  let waiting: { id: number; since: number; cancelTimer: () => void } | undefined;

  const count = (id: number) => {
    if (counted.has(id)) return;
    counted.add(id);
    forgetOldest(counted);
    onShown(id);
  };
  const leave = () => {
    waiting?.cancelTimer();
    waiting = undefined;
  };
  const supersede = () => {
    if (waiting === undefined) return;
    const { id, since } = waiting;
    leave();
    // A busy editor runs timers late; what counts is how long it was there.
    if (now() - since >= shownAfterMs) count(id);
  };
  return {
    returned(id) {
      if (waiting?.id === id) return;
      supersede();
      if (counted.has(id)) return;
      const cancelTimer = setTimer(() => {
        waiting = undefined;
        count(id);
      }, shownAfterMs);
      waiting = { id, since: now(), cancelTimer };
    },
    superseded(id) {
      if (id === undefined || waiting?.id === id) supersede();
    },
    accepted(id) {
      if (waiting?.id === id) leave();
      count(id);
    },
    dispose: leave,
  };
}

const mostRemembered = 1000;

function forgetOldest(ids: Set<number>): void {
  if (ids.size <= mostRemembered) return;
  for (const oldest of ids) {
    ids.delete(oldest);
    return;
  }
}
