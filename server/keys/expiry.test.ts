import assert from "node:assert/strict";
import { durationMs, expiryOf } from "./expiry.ts";

describe("durationMs", () => {
  const check = (text: string, expected: number | undefined) =>
    it(`${JSON.stringify(text)}: ${expected}`, () => assert.equal(durationMs(text), expected));
  check("30m", 1_800_000);
  check("24h", 86_400_000);
  check(" 90 d ", 7_776_000_000);
  check("2w", 1_209_600_000);
  check("0", 0);
  check("0h", 0);
  check("36500d", 3_153_600_000_000);
  for (const text of ["", "d", "90", "1.5d", "-1d", "90D", "1y", "36501d", "999999999w", "1d1h"]) {
    check(text, undefined);
  }
});

describe("expiryOf", () => {
  const now = Date.parse("2026-06-01T12:00:00Z");
  const check = (text: string, expected: string | undefined) =>
    it(`${JSON.stringify(text)}: ${expected ?? "refused"}`, () =>
      assert.equal(expiryOf(text, now), expected === undefined ? undefined : Date.parse(expected)));
  check("24h", "2026-06-02T12:00:00Z");
  check("2026-12-31", "2027-01-01T00:00:00Z");
  check("2026-06-01", "2026-06-02T00:00:00Z");
  check("2028-02-29", "2028-03-01T00:00:00Z");
  check("2026-06-01T12:00:00.001Z", "2026-06-01T12:00:00.001Z");
  check("2026-06-01T15:00+02:00", "2026-06-01T13:00:00Z");
  for (const text of [
    "0",
    "2026-05-31",
    "2026-06-01T12:00Z",
    "2027-02-29",
    "2027-02-30T10:00Z",
    "2027-13-01",
    "2027-01-01T10:00",
    "2027-01-01T25:00Z",
    "01/02/2027",
    "tomorrow",
    "9999-01-01",
    "",
  ]) {
    check(text, undefined);
  }
});
