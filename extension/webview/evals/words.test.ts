import assert from "node:assert/strict";
import { clockText, hardwareText, hostOf, startedText } from "./words.ts";

function check<T>(write: (value: T) => string | undefined, value: T, expected: string | undefined) {
  it(`${JSON.stringify(value)}: ${expected}`, () => assert.equal(write(value), expected));
}

describe("clockText", () => {
  check(clockText, -5, "0 s");
  check(clockText, 48_400, "48 s");
  check(clockText, 252_000, "4 min 12 s");
  check(clockText, 3_780_000, "1 h 3 min");
});

describe("hardwareText", () => {
  check(hardwareText, { gpus: 4, name: "H100 SXM" }, "4 × H100 SXM");
  check(hardwareText, { gpus: 1 }, "1 × GPU");
  check(hardwareText, { gpus: 2 }, "2 × GPUs");
  check(hardwareText, { name: "L40S" }, "L40S");
  check(hardwareText, {}, undefined);
  check(hardwareText, undefined, undefined);
});

describe("hostOf", () => {
  check(hostOf, "https://gpu1:8000/v1", "gpu1:8000");
  check(hostOf, "not a url", "not a url");
  check(hostOf, "", "unknown endpoint");
});

describe("startedText", () => {
  check(startedText, "yesterday", "at an unknown time");
});
