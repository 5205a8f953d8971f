import assert from "node:assert/strict";
import type { Progress } from "./messages.ts";
import { paceOf, remainingMs } from "./pace.ts";

const at = (done: number, of = 100): Progress => ({
  label: "asking",
  done,
  of,
  failed: 0,
  startedAtMs: 0,
});
const start = paceOf(undefined, "a", at(40), 1_000);

function check(title: string, progress: Progress, nowMs: number, expected: number | undefined) {
  it(title, () => assert.equal(remainingMs(start, progress, nowMs), expected));
}

describe("remainingMs", () => {
  check("knows nothing at the start", at(40), 1_000, undefined);
  check("knows nothing after four steps", at(44), 5_000, undefined);
  check("goes by what was seen, not by what was done before", at(50), 11_000, 50_000);
  check("has nothing left at the end", at(100), 61_000, undefined);
});

describe("paceOf", () => {
  it("keeps its start", () => assert.equal(paceOf(start, "a", at(60), 9_000), start));
  it("starts again for another run", () =>
    assert.deepEqual(paceOf(start, "b", at(3), 9_000), { runId: "b", done: 3, atMs: 9_000 }));
  it("starts again when another phase counts from nought", () =>
    assert.deepEqual(paceOf(start, "a", at(0), 9_000), { runId: "a", done: 0, atMs: 9_000 }));
});
