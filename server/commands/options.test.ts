import assert from "node:assert/strict";
import { InvalidArgumentError } from "commander";
import { hardwareName, hardwareOf, keysOf, rates, wholeNumber, wholeNumbers } from "./options.ts";

function check<T>(parse: (text: string) => T, text: string, expected: T | RegExp) {
  it(`${JSON.stringify(text)}: ${expected instanceof RegExp ? "refused" : expected}`, () => {
    if (!(expected instanceof RegExp)) return assert.deepEqual(parse(text), expected);
    assert.throws(
      () => parse(text),
      (error) => error instanceof InvalidArgumentError && expected.test(error.message),
    );
  });
}

describe("wholeNumber", () => {
  check(wholeNumber(1), "12", 12);
  for (const wrong of ["0", "-1", "1.5", "", "x", "1e3", "99999999999999999999"]) {
    check(wholeNumber(1), wrong, /whole number from 1 on/);
  }
  check(wholeNumber(1, 8), "9", /whole number from 1 to 8/);
});

describe("wholeNumbers", () => {
  check(wholeNumbers(1), "1,8, 32", [1, 8, 32]);
  check(wholeNumbers(1), "8,8", [8]);
  check(wholeNumbers(1), "1,,2", /whole number/);
  check(wholeNumbers(1), "1;2", /whole number/);
});

describe("rates", () => {
  check(rates, "0.5,4", [0.5, 4]);
  check(rates, ".5", [0.5]);
  for (const wrong of ["0", "-1", "x", "1e9", "1,,2", "Infinity"]) {
    check(rates, wrong, /numbers above 0/);
  }
});

describe("hardwareName", () => {
  check(hardwareName, " H100 SXM ", "H100 SXM");
  check(hardwareName, " ", /at most 80/);
  check(hardwareName, "x".repeat(81), /at most 80/);
});

describe("hardwareOf", () => {
  it("declares only what was said", () => {
    assert.deepEqual(hardwareOf({}), {});
    assert.deepEqual(hardwareOf({ gpus: 4 }), { hardware: { gpus: 4 } });
    assert.deepEqual(hardwareOf({ gpuName: "H100" }), { hardware: { name: "H100" } });
  });
});

describe("keysOf", () => {
  it("takes no empty key", () => {
    assert.deepEqual(keysOf({ TANDEM_API_KEY: "", TANDEM_JUDGE_API_KEY: "j" }), {
      judgeApiKey: "j",
    });
  });
});
