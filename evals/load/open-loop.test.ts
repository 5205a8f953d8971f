import assert from "node:assert/strict";
import { randomFrom } from "../random.ts";
import { arrivals, runOpenLoop } from "./open-loop.ts";
import { sampleOf } from "./sample-of.ts";

const never = new AbortController().signal;

describe("open loop", () => {
  it("has arrivals that are exponential around the rate, and the same for the same seed", () => {
    const drawn = (seed: number) =>
      arrivals({ requestsPerSecond: 50, requests: 4001, random: randomFrom(seed) });
    const times = drawn(1);
    assert.deepEqual(drawn(1), times);
    assert.notDeepEqual(drawn(2), times);
    assert.equal(times[0], 0);
    const gaps = times.slice(1).map((at, index) => at - times[index]!);
    const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
    assert.ok(Math.abs(mean - 20) < 1.5, `${mean}`);
    // Of exponential gaps, 1/e exceed the mean.
    const longer = gaps.filter((gap) => gap > 20).length / gaps.length;
    assert.ok(Math.abs(longer - Math.exp(-1)) < 0.03, `${longer}`);
  });

  it("does not wait for answers, and counts how many were under way", async () => {
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    let asked = 0;
    const { samples, peakConcurrency } = await runOpenLoop(
      {
        requestsPerSecond: 10_000,
        requests: 6,
        random: () => 0.1,
        onDone: () => undefined,
        async ask() {
          asked += 1;
          if (asked === 6) release();
          await held;
          return sampleOf({ deltas: [1, 2] });
        },
      },
      never,
    );
    assert.equal(samples.length, 6);
    assert.equal(peakConcurrency, 6);
  });

  it("counts from the moment a request was due, not from when the generator came to send it", async () => {
    const lateMs = 5000;
    // Node's timers count whole milliseconds, so that one may go off a moment before its time.
    const earlyMs = 1;
    const startedAt = performance.now();
    const { samples } = await runOpenLoop(
      {
        requestsPerSecond: 1000,
        requests: 3,
        random: randomFrom(1),
        onDone: () => undefined,
        async ask() {
          const sentAt = performance.now() + lateMs;
          return sampleOf({ sentAt, deltas: [sentAt + 40, sentAt + 50], endedAt: sentAt + 60 });
        },
      },
      never,
    );
    for (const { sentAt, endedAt, timing } of samples) {
      assert.ok(sentAt < startedAt + lateMs, `${sentAt - startedAt}`);
      assert.ok(timing.ttftMs! > lateMs + 40 - earlyMs, `${timing.ttftMs}`);
      assert.ok(timing.firstEventMs! > lateMs + 40 - earlyMs, `${timing.firstEventMs}`);
      assert.ok(timing.e2elMs > lateMs + 60 - earlyMs, `${timing.e2elMs}`);
      assert.ok(Math.abs(sentAt + timing.e2elMs - endedAt) < 1e-6);
      assert.equal(timing.itlMs.length, 1);
    }
  });

  it("stops asking a server that only fails", async () => {
    let asked = 0;
    const { samples } = await runOpenLoop(
      {
        requestsPerSecond: 20_000,
        requests: 1000,
        random: randomFrom(1),
        onDone: () => undefined,
        async ask() {
          asked += 1;
          return sampleOf({ deltas: [], error: "refused", completionTokens: undefined });
        },
      },
      never,
    );
    assert.equal(samples.length, asked);
    assert.ok(asked >= 20 && asked < 1000, `${asked}`);
  });
});
