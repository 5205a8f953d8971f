import assert from "node:assert/strict";
import { startStopwatch, type Timing } from "./timing.ts";

/** `e` an event without a delta, `d` one with; digits before it are the milliseconds that pass. */
function measure(script: string, completionTokens?: number): Timing {
  let time = 1000;
  const stopwatch = startStopwatch(() => time);
  for (const [, delay, kind] of script.matchAll(/(\d+)([ed.])/g)) {
    time += Number(delay);
    if (kind === ".") continue;
    stopwatch.markEvent();
    if (kind === "d") stopwatch.markDelta();
  }
  return stopwatch.finish(completionTokens);
}

describe("startStopwatch", () => {
  const check = (name: string, actual: Timing, expected: Timing) =>
    it(name, () => assert.deepEqual(actual, expected));
  check("keeps the empty first event apart from the first token", measure("40e 2d 10d 8d 5.", 5), {
    firstEventMs: 40,
    ttftMs: 42,
    itlMs: [10, 8],
    tpotMs: 18 / 4,
    e2elMs: 65,
  });
  check("knows no TPOT of one token", measure("40d 1.", 1), {
    firstEventMs: 40,
    ttftMs: 40,
    itlMs: [],
    e2elMs: 41,
  });
  check("knows no TPOT without usage", measure("40d 10d"), {
    firstEventMs: 40,
    ttftMs: 40,
    itlMs: [10],
    e2elMs: 50,
  });
  check("knows no TTFT without a token", measure("40e 10.", 0), {
    firstEventMs: 40,
    itlMs: [],
    e2elMs: 50,
  });
  check("knows only the end when nothing came", measure("30."), { itlMs: [], e2elMs: 30 });
  check("divides by tokens, not by chunks", measure("10d 30d", 4), {
    firstEventMs: 10,
    ttftMs: 10,
    itlMs: [30],
    tpotMs: 10,
    e2elMs: 40,
  });
});
