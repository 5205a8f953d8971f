import assert from "node:assert/strict";
import { relativeTime } from "./relative-time.ts";

function check(agoMs: number, expected: string) {
  const now = Date.UTC(2026, 4, 12);
  assert.equal(relativeTime(now - agoMs, now), expected);
}

describe("relativeTime", () => {
  it("names the largest unit that has passed", () => {
    check(0, "now");
    check(59_000, "now");
    check(60_000, "1 minute ago");
    check(3 * 3_600_000 + 5, "3 hours ago");
    check(30 * 3_600_000, "yesterday");
    check(9 * 86_400_000, "last week");
    check(40 * 86_400_000, "last month");
    check(800 * 86_400_000, "2 years ago");
  });

  it("knows no future, however clocks differ", () => {
    check(-5_000, "now");
  });
});
