import assert from "node:assert/strict";
import { passAtK, passHatK } from "./repeated.ts";

/** All choices of k out of n attempts, of which the first c passed. */
function choices(n: number, c: number, k: number): boolean[][] {
  const all = Array.from({ length: 2 ** n }, (_, mask) =>
    Array.from({ length: n }, (_unused, at) => (mask >> at) % 2 === 1),
  ).filter((taken) => taken.filter(Boolean).length === k);
  return all.map((taken) => taken.flatMap((isTaken, at) => (isTaken ? [at < c] : [])));
}

describe("pass@k and pass^k", () => {
  for (let n = 1; n <= 7; n += 1) {
    it(`agree with counting all choices of ${n} attempts`, () => {
      for (let c = 0; c <= n; c += 1) {
        for (let k = 1; k <= n; k += 1) {
          const all = choices(n, c, k);
          const some = all.filter((taken) => taken.some(Boolean)).length / all.length;
          const every = all.filter((taken) => taken.every(Boolean)).length / all.length;
          assert.ok(Math.abs((passAtK(n, c, k) ?? -1) - some) < 1e-12, `pass@${k} of ${c}/${n}`);
          assert.ok(Math.abs((passHatK(n, c, k) ?? -1) - every) < 1e-12, `pass^${k} of ${c}/${n}`);
        }
      }
    });
  }

  it("are undefined for more than was tried", () => {
    assert.equal(passAtK(2, 1, 3), undefined);
    assert.equal(passHatK(2, 1, 3), undefined);
  });
});
