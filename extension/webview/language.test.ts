import assert from "node:assert/strict";
import { roughNumber, writtenNumber } from "./language.ts";

describe("numbers", () => {
  it("are rough where they are estimates", () => {
    const check = (value: number, expected: string) => assert.equal(roughNumber(value), expected);
    check(0, "0");
    check(999, "999");
    check(1_240, "1.2k");
    check(9_960, "10k");
    check(12_499, "12k");
    check(262_144, "262k");
    check(1_048_576, "1,049k");
  });

  it("keep the digits that are asked for", () => {
    assert.equal(writtenNumber(1_412), "1,412");
    assert.equal(writtenNumber(61.44, 1), "61.4");
  });
});
