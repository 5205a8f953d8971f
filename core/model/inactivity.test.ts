import assert from "node:assert/strict";
import type { ModelError } from "./errors.ts";
import { durationText, type SetTimer, watchInactivity } from "./inactivity.ts";

/** A timer that runs out when the test says so. */
function handTimer() {
  const running: { callback: () => void; delayMs: number }[] = [];
  const setTimer: SetTimer = (callback, delayMs) => {
    const entry = { callback, delayMs };
    running.push(entry);
    return () => void running.splice(running.indexOf(entry), 1);
  };
  return { setTimer, running };
}

function watch() {
  const { setTimer, running } = handTimer();
  const errors: ModelError[] = [];
  const timeouts = { firstByteMs: 60_000, stalledMs: 90_000 };
  const watching = watchInactivity(timeouts, setTimer, (error) => errors.push(error));
  return { watching, running, errors };
}

describe("watchInactivity", () => {
  it("waits for the first byte from the start", () => {
    const { running, errors } = watch();
    assert.deepEqual(
      running.map(({ delayMs }) => delayMs),
      [60_000],
    );
    running[0]?.callback();
    assert.equal(errors[0]?.code, "timeout_first_byte");
    assert.equal(errors[0]?.summary, "The endpoint sent nothing for 60 seconds.");
  });

  it("goes on waiting for the first byte when the body is opened", () => {
    const { watching, running } = watch();
    watching.await();
    assert.equal(running.length, 1);
  });

  it("lets a reader take its time", () => {
    const { watching, running } = watch();
    watching.arrived();
    assert.equal(running.length, 0);
  });

  it("waits anew for every piece after the first", () => {
    const { watching, running, errors } = watch();
    watching.arrived();
    watching.await();
    assert.deepEqual(
      running.map(({ delayMs }) => delayMs),
      [90_000],
    );
    running[0]?.callback();
    assert.equal(errors[0]?.code, "timeout_stalled");
    assert.equal(watching.expired, errors[0]);
  });

  it("leaves no timer behind", () => {
    const { watching, running } = watch();
    watching.stop();
    assert.equal(running.length, 0);
    assert.equal(watching.expired, undefined);
  });
});

describe("durationText", () => {
  const check = (durationMs: number, expected: string) =>
    it(`says ${expected}`, () => assert.equal(durationText(durationMs), expected));
  check(1000, "1 second");
  check(500, "0.5 seconds");
  check(60_000, "60 seconds");
  check(90_000, "90 seconds");
  check(120_000, "2 minutes");
  check(600_000, "10 minutes");
});
