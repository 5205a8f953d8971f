import assert from "node:assert/strict";
import type { SetTimer } from "../../model/inactivity.ts";
import { createShownCounter, type ShownCounter } from "./shown.ts";

type Step =
  | { at: number; returned: number }
  | { at: number; superseded: number | "any" }
  | { at: number; accepted: number };

/** Timers fire on time, unless `lateBy` says that the editor was busy. */
function run(steps: Step[], endAt: number, lateBy = 0): number[] {
  let time = 0;
  const timers = new Set<{ at: number; callback: () => void }>();
  const setTimer: SetTimer = (callback, delayMs) => {
    const timer = { at: time + delayMs + lateBy, callback };
    timers.add(timer);
    return () => timers.delete(timer);
  };
  const shown: number[] = [];
  const counter = createShownCounter({
    now: () => time,
    setTimer,
    onShown: (id) => shown.push(id),
  });
  const advance = (to: number) => {
    for (const timer of timers) {
      if (timer.at > to) continue;
      timers.delete(timer);
      time = timer.at;
      timer.callback();
    }
    time = to;
  };
  for (const step of steps) {
    advance(step.at);
    take(step, counter);
  }
  advance(endAt);
  counter.dispose();
  advance(endAt + 1000);
  return shown;
}

function take(step: Step, counter: ShownCounter) {
  if ("returned" in step) counter.returned(step.returned);
  else if ("accepted" in step) counter.accepted(step.accepted);
  else counter.superseded(step.superseded === "any" ? undefined : step.superseded);
}

function check(steps: Step[], expected: number[], { endAt = 1000, lateBy = 0 } = {}) {
  assert.deepEqual(run(steps, endAt, lateBy), expected);
}

describe("createShownCounter", () => {
  it("counts what stays for 100 ms", () => check([{ at: 0, returned: 1 }], [1], { endAt: 100 }));
  it("does not count what has not stayed yet", () =>
    check([{ at: 0, returned: 1 }], [], { endAt: 99 }));
  it("does not count what a different suggestion follows too early", () =>
    check(
      [
        { at: 0, returned: 1 },
        { at: 99, returned: 2 },
      ],
      [2],
    ));
  it("does not count what an edit contradicts too early", () =>
    check(
      [
        { at: 0, returned: 1 },
        { at: 60, superseded: "any" },
      ],
      [],
    ));
  it("counts once what is typed through, from its first return on", () =>
    check(
      [
        { at: 0, returned: 1 },
        { at: 60, returned: 1 },
        { at: 120, returned: 1 },
        { at: 400, returned: 1 },
      ],
      [1],
      { endAt: 410 },
    ));
  it("counts in the middle of typing it through", () =>
    check(
      [
        { at: 0, returned: 1 },
        { at: 60, returned: 1 },
        { at: 105, superseded: 1 },
      ],
      [1],
    ));
  it("does not count again what comes back", () =>
    check(
      [
        { at: 0, returned: 1 },
        { at: 200, returned: 2 },
        { at: 400, returned: 1 },
      ],
      [1, 2],
    ));
  it("counts what comes back after it left too early, from its return on", () =>
    check(
      [
        { at: 0, returned: 1 },
        { at: 50, superseded: 1 },
        { at: 90, returned: 1 },
      ],
      [1],
      { endAt: 190 },
    ));
  it("lets a suggestion that has gone say nothing about the one that is there", () =>
    check(
      [
        { at: 0, returned: 1 },
        { at: 50, superseded: 7 },
      ],
      [1],
    ));
  it("counts what stayed long enough although the timer is late", () =>
    check(
      [
        { at: 0, returned: 1 },
        { at: 130, superseded: 1 },
      ],
      [1],
      { lateBy: 50 },
    ));
  it("counts what was taken at once, and once", () =>
    check(
      [
        { at: 0, returned: 1 },
        { at: 30, accepted: 1 },
        { at: 40, returned: 2 },
      ],
      [1, 2],
    ));
});
