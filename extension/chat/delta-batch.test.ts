import assert from "node:assert/strict";
import type { SetTimer } from "../../core/model/inactivity.ts";
import { batchDeltas, type Delta } from "./delta-batch.ts";

/** A clock that stands until it is told to go on. */
function stoppedClock() {
  let nowMs = 0;
  let timers: { atMs: number; callback: () => void }[] = [];
  const setTimer: SetTimer = (callback, delayMs) => {
    const timer = { atMs: nowMs + delayMs, callback };
    timers.push(timer);
    return () => {
      timers = timers.filter((other) => other !== timer);
    };
  };
  const advance = (byMs: number) => {
    nowMs += byMs;
    const due = timers.filter(({ atMs }) => atMs <= nowMs);
    timers = timers.filter(({ atMs }) => atMs > nowMs);
    for (const { callback } of due) callback();
  };
  return { setTimer, advance, pending: () => timers.length };
}

function started() {
  const sent: Delta[] = [];
  const clock = stoppedClock();
  const batch = batchDeltas({
    send: (delta) => sent.push(delta),
    setTimer: clock.setTimer,
    intervalMs: 33,
  });
  return { sent, clock, batch, texts: () => sent.map(({ text }) => text) };
}

describe("batchDeltas", () => {
  it("sends the first piece at once", () => {
    const { batch, sent } = started();
    batch.push({ text: "a" });
    assert.deepEqual(sent, [{ seq: 0, text: "a", reasoning: "" }]);
  });

  it("gathers what comes within the interval into one message", () => {
    const { batch, clock, texts } = started();
    for (const text of ["a", "b", "c"]) batch.push({ text });
    clock.advance(32);
    assert.deepEqual(texts(), ["a"]);
    clock.advance(1);
    assert.deepEqual(texts(), ["a", "bc"]);
  });

  it("sends at once again after a pause", () => {
    const { batch, clock, texts } = started();
    batch.push({ text: "a" });
    clock.advance(33);
    batch.push({ text: "b" });
    assert.deepEqual(texts(), ["a", "b"]);
  });

  it("never sends twice within the interval", () => {
    const { batch, clock, sent } = started();
    for (let elapsedMs = 0; elapsedMs < 330; elapsedMs += 1) {
      batch.push({ text: "x" });
      clock.advance(1);
    }
    assert.equal(sent.length, 11);
  });

  it("numbers the messages without a gap and loses nothing", () => {
    const { batch, clock, sent, texts } = started();
    for (let index = 0; index < 100; index += 1) {
      batch.push({ text: `${index},` });
      clock.advance(index % 40);
    }
    batch.finish();
    assert.deepEqual(
      sent.map(({ seq }) => seq),
      sent.map((_, index) => index),
    );
    assert.equal(texts().join(""), Array.from({ length: 100 }, (_, index) => `${index},`).join(""));
  });

  it("keeps reasoning and text apart", () => {
    const { batch, sent } = started();
    batch.push({ reasoning: "hm" });
    batch.push({ text: "a" });
    batch.finish();
    assert.deepEqual(sent, [
      { seq: 0, text: "", reasoning: "hm" },
      { seq: 1, text: "a", reasoning: "" },
    ]);
  });

  it("leaves no timer behind", () => {
    const { batch, clock } = started();
    batch.push({ text: "a" });
    batch.push({ text: "b" });
    batch.finish();
    assert.equal(clock.pending(), 0);
  });

  it("sends nothing for an empty answer", () => {
    const { batch, sent } = started();
    batch.push({ text: "" });
    batch.finish();
    assert.deepEqual(sent, []);
  });
});
