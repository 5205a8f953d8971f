import assert from "node:assert/strict";
import { isSpoiled, watchGenerator } from "./lag.ts";

describe("the generator's own load", () => {
  const check = (lagP99Ms: number, cpu: number, wallSeconds: number, expected: boolean) =>
    it(`${lagP99Ms} ms, ${cpu} of a core, ${wallSeconds} s`, () =>
      assert.equal(isSpoiled({ lagP99Ms, lagMaxMs: lagP99Ms, cpu }, wallSeconds), expected));
  check(2, 0.5, 10, false);
  check(10, 0.95, 10, false);
  check(10.5, 0.1, 10, true);
  check(2, 0.97, 10, true);
  check(40, 1.4, 0.3, false);

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
