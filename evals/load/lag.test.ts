import assert from "node:assert/strict";
import { isSpoiled, lagP99Of, watchGenerator } from "./lag.ts";

describe("the generator's own load", () => {
  const check = (lagP99Ms: number, cpu: number, wallSeconds: number, expected: boolean) =>
    it(`${lagP99Ms} ms, ${cpu} of a core, ${wallSeconds} s`, () =>
      assert.equal(isSpoiled({ lagP99Ms, lagMaxMs: lagP99Ms, cpu }, wallSeconds), expected));
  check(2, 0.5, 10, false);
  check(10, 0.95, 10, false);
  check(10.5, 0.1, 10, true);
  check(2, 0.97, 10, true);
  check(40, 1.4, 0.3, false);

  // What one of a hundred moments waits at least, however few beats of a timer there were meanwhile.
  const checkP99 = (what: string, lags: number[], wallMs: number, expected: number) =>
    it(what, () => assert.ok(Math.abs(lagP99Of(lags, wallMs) - expected) < 1e-9));
  checkP99("no lag", [0, 0, 0], 15, 0);
  checkP99("none at all", [], 0, 0);
  checkP99("one long pause, which is an accident", [...Array(180).fill(0), 100], 1000, 0);
  checkP99("two of 300 ms in 3 s", [300, ...Array(500).fill(0.5), 300], 3000, 270);
  checkP99("less than one in a hundred moments", [...Array(1000).fill(0), 40, 40], 5000, 0);
  checkP99("all the time", Array(101).fill(20), 2500, 19.75);

  it("sees a loop that is held up", async () => {
    const stop = watchGenerator();
    const turn = () => new Promise((resolve) => setTimeout(resolve, 10));
    await turn();
    const until = performance.now() + 60;
    while (performance.now() < until);
    await turn();
    const { lagMaxMs, cpu } = stop();
    assert.ok(lagMaxMs > 20, `${lagMaxMs}`);
    assert.ok(cpu > 0, `${cpu}`);
  });
});
