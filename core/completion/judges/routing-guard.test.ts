import assert from "node:assert/strict";
import { createRoutingGuard, type GuardVerdict, type RoutingGuard } from "./routing-guard.ts";

const times = (count: number, ms: number) => Array.from({ length: count }, () => ms);

/** A negative number is the wait of a request that was given up. */
function guardAfter(samples: number[], { needsProof = false, limit = (): number => 200 } = {}) {
  const guard = createRoutingGuard({ maxTtftMs: limit });
  guard.reset({ needsProof });
  feed(guard, samples);
  return guard;
}

function feed(guard: RoutingGuard, samples: number[]) {
  for (const ms of samples) {
    if (ms < 0) guard.addUnanswered(-ms);
    else guard.add(ms);
  }
}

function check(
  samples: number[],
  expected: Pick<GuardVerdict, "state" | "n"> & { p50Ms?: number; isAtLeast?: boolean },
  needsProof = false,
) {
  const guard = guardAfter(samples, { needsProof });
  assert.deepEqual(guard.verdict(), {
    isAtLeast: false,
    leastRequests: 10,
    maxTtftMs: 200,
    isAnyway: false,
    ...expected,
  });
  assert.equal(guard.mayAsk(), expected.state === "open" || expected.state === "measuring");
}

describe("createRoutingGuard", () => {
  it("lets requests through before it knows", () => check([], { state: "measuring", n: 0 }));
  it("does not judge nine requests, however slow", () =>
    check(times(9, 1608), { state: "measuring", n: 9, p50Ms: 1608 }));
  it("pauses at ten slow ones", () =>
    check(times(10, 1608), { state: "paused", n: 10, p50Ms: 1608 }));
  it("is open at the limit itself", () =>
    check(times(10, 200), { state: "open", n: 10, p50Ms: 200 }));
  it("forgives a cold start and a burst", () =>
    check([9000, ...times(6, 90), ...times(3, 2000)], { state: "open", n: 10, p50Ms: 90 }));
  it("looks at the last twenty only", () =>
    check([...times(30, 90), ...times(11, 400)], { state: "paused", n: 20, p50Ms: 400 }));
  it("opens again when measured requests are fast", () =>
    check([...times(20, 1608), ...times(11, 90)], { state: "open", n: 20, p50Ms: 90 }));

  describe("requests without a first token", () => {
    it("count when they waited longer than the limit, as a figure that can only be higher", () =>
      check(times(10, -450), { state: "paused", n: 10, p50Ms: 450, isAtLeast: true }));
    it("say nothing when they were given up sooner", () =>
      check(times(10, -150), { state: "measuring", n: 0 }));
    it("leave the median exact where they are above it", () =>
      check([...times(9, 90), -450], { state: "open", n: 10, p50Ms: 90 }));
    it("say nothing any more when the limit is raised above them", () => {
      let limit = 200;
      const guard = guardAfter(times(12, -450), { limit: () => limit });
      limit = 500;
      assert.equal(guard.verdict().state, "measuring");
    });
  });

  describe("with proof needed", () => {
    it("asks nothing before the first measurement", () =>
      check([], { state: "proving", n: 0 }, true));
    it("asks nothing at nine fast ones", () =>
      check(times(9, 90), { state: "proving", n: 9, p50Ms: 90 }, true));
    it("opens at ten fast ones", () =>
      check(times(10, 90), { state: "open", n: 10, p50Ms: 90 }, true));
    it("stays closed at ten slow ones and says why", () =>
      check(times(10, 1608), { state: "paused", n: 10, p50Ms: 1608 }, true));
    it("pauses later, like any other model", () =>
      check([...times(10, 90), ...times(11, 400)], { state: "paused", n: 20, p50Ms: 400 }, true));
  });

  it("obeys the limit as it is set now", () => {
    let limit = 200;
    const guard = guardAfter(times(10, 300), { limit: () => limit });
    assert.equal(guard.verdict().state, "paused");
    limit = 400;
    assert.equal(guard.verdict().state, "open");
  });

  describe("used anyway", () => {
    it("stays open, says so, and goes on measuring", () => {
      const guard = guardAfter(times(10, 1608));
      guard.useAnyway();
      feed(guard, times(5, 1700));
      const { state, isAnyway, n } = guard.verdict();
      assert.deepEqual({ state, isAnyway, n }, { state: "open", isAnyway: true, n: 15 });
      assert.equal(guard.mayAsk(), true);
    });
    it("is no exception while the model is fast", () => {
      const guard = guardAfter(times(10, 90));
      guard.useAnyway();
      assert.equal(guard.verdict().isAnyway, false);
    });
    it("ends with a reset, which forgets every sample", () => {
      const guard = guardAfter(times(10, 1608));
      guard.useAnyway();
      guard.reset({ needsProof: true });
      const { state, n } = guard.verdict();
      assert.deepEqual({ state, n }, { state: "proving", n: 0 });
    });
  });
});
