import assert from "node:assert/strict";
import { isForLatency } from "./latency-row.ts";

function check(osl: number, expected: boolean) {
  it(`${osl} output tokens: ${expected}`, () => assert.equal(isForLatency({ osl }), expected));
}

describe("isForLatency", () => {
  check(1, true);
  check(32, true);
  check(33, false);
});
