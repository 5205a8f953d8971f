// When an upstream is left alone and when it is tried again: a state machine fed with how requests and health checks went.
// It knows no clock and no network: who uses it asks how long to wait before the next check.

/** `half_open`: it is used, but the next failure opens it at once. */
export type CircuitState = "closed" | "half_open" | "open";

export type Circuit = {
  readonly state: CircuitState;
  request(result: "ok" | "failed"): void;
  health(result: "ok" | "failed"): void;
  /** Until the next health check. */
  readonly waitMs: number;
};

const failuresToOpen = 3;
/** Health checks that close it where no request comes to prove more. */
const checksToClose = 3;
const usualWaitMs = 2_000;
const longestWaitMs = 30_000;

/** Nothing is known at first: one failure opens it, one good health check closes it. */
export function createCircuit(): Circuit {
  let state: CircuitState = "half_open";
  // Counted apart, because a server can say that it is well while every request fails.
  const failures = { request: 0, health: 0 };
  let checksLeft = 1;
  /** Failed attempts to come back; undefined before it was open for the first time. */
  let setbacks: number | undefined;
  const close = () => {
    state = "closed";
    failures.request = 0;
    failures.health = 0;
    setbacks = 0;
  };
  const fail = (what: "request" | "health") => {
    if (state === "open") return;
    failures[what] += 1;
    if (state === "closed" && failures.request + failures.health < failuresToOpen) return;
    setbacks = state === "half_open" && setbacks !== undefined ? setbacks + 1 : 0;
    state = "open";
  };
  const halfOpen = () => {
    state = "half_open";
    checksLeft = checksToClose;
  };
  return {
    get state() {
      return state;
    },
    get waitMs() {
      if (state !== "open") return usualWaitMs;
      return Math.min(usualWaitMs * 2 ** (setbacks ?? 0), longestWaitMs);
    },
    request(result) {
      if (result === "failed") fail("request");
      // A request that was under way when it opened: it answers, so it is worth the next one.
      else if (state === "open") halfOpen();
      else close();
    },
    health(result) {
      if (result === "failed") {
        if (state === "open") setbacks = (setbacks ?? 0) + 1;
        else fail("health");
        return;
      }
      failures.health = 0;
      if (state === "open") halfOpen();
      else if (state === "half_open") {
        checksLeft -= 1;
        if (checksLeft === 0) close();
      }
    },
  };
}
