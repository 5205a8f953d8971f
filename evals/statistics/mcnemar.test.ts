import assert from "node:assert/strict";
import { holm } from "./holm.ts";
import { detectableDifference, mcnemar } from "./mcnemar.ts";

/** The same from all 2^n outcomes of n fair coins. */
function enumerated(b: number, c: number): number {
  const n = b + c;
  let tail = 0;
  for (let mask = 0; mask < 2 ** n; mask += 1) {
    const heads = [...mask.toString(2)].filter((bit) => bit === "1").length;
    if (heads <= Math.min(b, c)) tail += 1;
  }
  return Math.min(1, (2 * tail) / 2 ** n);
}

describe("mcnemar", () => {
  it("agrees with enumerating all outcomes", () => {
    for (let b = 0; b <= 7; b += 1) {
      for (let c = 0; c <= 7; c += 1) {
        assert.ok(Math.abs(mcnemar(b, c) - enumerated(b, c)) < 1e-12, `${b} against ${c}`);
      }
    }
  });

  it("needs six cases that all go one way", () => {
    assert.ok(mcnemar(0, 5) > 0.05);
    assert.ok(mcnemar(0, 6) < 0.05);
  });

  it("bears thousands of cases", () => assert.equal(Number(mcnemar(1000, 1000).toFixed(2)), 1));
});

describe("detectableDifference", () => {
  const check = (n: number, discordant: number, expected: number) =>
    it(`${discordant} of ${n} differ`, () =>
      assert.equal(Number(detectableDifference(n, discordant).toFixed(4)), expected));
  check(100, 0, 0.06);
  check(100, 6, 0.06);
  // 15 against 5 is the least one-sided split of 20 with p < .05.
  check(100, 20, 0.1);
  check(4, 0, 1);
});

describe("holm", () => {
  const check = (given: number[], expected: number[]) =>
    it(given.join(", "), () =>
      assert.deepEqual(
        holm(given).map((p) => Number(p.toFixed(4))),
        expected,
      ),
    );
  check([0.01, 0.04, 0.03], [0.03, 0.06, 0.06]);
  check([0.5], [0.5]);
  check([0.9, 0.8], [1, 1]);
  check([], []);
});
