import assert from "node:assert/strict";
import { distributionOf } from "./distribution.ts";

const upTo = (n: number) => Array.from({ length: n }, (_, index) => n - index);

describe("distributionOf", () => {
  const check = (n: number, expected: object | undefined) =>
    it(`${n} samples`, () => assert.deepEqual(distributionOf(upTo(n)), expected));
  check(0, undefined);
  check(19, { n: 19, p50: 10 });
  check(20, { n: 20, p50: 10.5, p95: 19 });
  check(100, { n: 100, p50: 50.5, p95: 95, p99: 99 });
});
