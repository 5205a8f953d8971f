import assert from "node:assert/strict";
import type { HoleResult, HoleSummary } from "../../core/protocol/repository-run.ts";
import { summariesOf } from "./summaries.ts";

function hole(more: Partial<HoleResult>): HoleResult {
  return {
    id: "a.ts:1:1",
    path: "a.ts",
    line: 1,
    languageId: "typescript",
    kind: "call",
    expected: "one",
    answer: "two",
    isExact: false,
    isSameButForSpace: false,
    similarity: 0.5,
    ...more,
  };
}

function check(holes: HoleResult[], expected: Partial<HoleSummary>) {
  const [all] = summariesOf(holes);
  assert.ok(all);
  const rounded = JSON.parse(
    JSON.stringify(all, (_, value) =>
      typeof value === "number" ? Math.round(value * 1e4) / 1e4 : value,
    ),
  );
  assert.deepEqual(rounded, { kind: "all", ...expected });
}

describe("summariesOf", () => {
  it("counts what was offered among all, and what parses among what was judged", () =>
    check(
      [
        hole({ answer: "one", isExact: true, similarity: 1, parses: true, compiles: true }),
        hole({ parses: false, compiles: false, similarity: 0.2 }),
        hole({ similarity: 0.4 }),
        hole({ answer: "", similarity: 0, reason: "The model had nothing to say." }),
      ],
      {
        n: 4,
        // Wilson: (p + z²/2n ± z√(p(1−p)/n + z²/4n²)) / (1 + z²/n) with z = 1.96.
        offered: { passed: 3, n: 4, rate: 0.75, low: 0.3006, high: 0.9544 },
        exact: { passed: 1, n: 4, rate: 0.25, low: 0.0456, high: 0.6994 },
        parses: { passed: 1, n: 2, rate: 0.5, low: 0.0945, high: 0.9055 },
        compiles: { passed: 1, n: 2, rate: 0.5, low: 0.0945, high: 0.9055 },
        similarity: { n: 3, p50: 0.4 },
      },
    ));

  it("leaves failures of the endpoint out of every share", () =>
    check([hole({ answer: "", failure: "Nothing is listening." }), hole({ similarity: 0.3 })], {
      n: 1,
      offered: { passed: 1, n: 1, rate: 1, low: 0.2065, high: 1 },
      exact: { passed: 0, n: 1, rate: 0, low: 0, high: 0.7935 },
      similarity: { n: 1, p50: 0.3 },
    }));

  it("has no share of nothing", () => check([], { n: 0 }));

  it("keeps the kinds apart", () =>
    assert.deepEqual(
      summariesOf([hole({ kind: "block" }), hole({ kind: "call" }), hole({ kind: "call" })]).map(
        ({ kind, n }) => [kind, n],
      ),
      [
        ["all", 3],
        ["function", 0],
        ["call", 2],
        ["block", 1],
      ],
    ));
});
