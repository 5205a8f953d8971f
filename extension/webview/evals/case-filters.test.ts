import assert from "node:assert/strict";
import { type CaseFilters, choicesOf, filterCases, noFilters } from "./case-filters.ts";
import type { CaseRow } from "./messages.ts";

const row = (id: string, more: Partial<CaseRow> = {}): CaseRow => ({
  id,
  case: id,
  epoch: 0,
  category: "sql",
  tier: "easy",
  verdict: "pass",
  ...more,
});
const rows = [
  row("sql.sessions"),
  row("bugfix.py.seat-pool", {
    category: "bugfix",
    language: "python",
    verdict: "fail",
    failClass: "timeout",
    reason: "Ran longer than 4,000 ms.",
  }),
  row("bugfix.go.tally", { category: "bugfix", language: "go" }),
  row("chat.math.workers", { category: "chat", topic: "math", verdict: "infra" }),
];

function check(filters: Partial<CaseFilters>, expected: string[]) {
  it(JSON.stringify(filters), () =>
    assert.deepEqual(
      filterCases(rows, { ...noFilters, ...filters }).map(({ id }) => id),
      expected,
    ),
  );
}

describe("filterCases", () => {
  check({}, ["sql.sessions", "bugfix.py.seat-pool", "bugfix.go.tally", "chat.math.workers"]);
  check({ text: "  SEAT longer " }, ["bugfix.py.seat-pool"]);
  check({ text: "math" }, ["chat.math.workers"]);
  check({ text: "seat tally" }, []);
  check({ category: "bugfix" }, ["bugfix.py.seat-pool", "bugfix.go.tally"]);
  check({ category: "bugfix", verdict: "pass" }, ["bugfix.go.tally"]);
  check({ failClass: "timeout" }, ["bugfix.py.seat-pool"]);
  check({ language: "go" }, ["bugfix.go.tally"]);

  it("offers what occurs", () =>
    assert.deepEqual(choicesOf(rows), {
      category: ["sql", "bugfix", "chat"],
      verdict: ["pass", "fail", "infra"],
      failClass: ["timeout"],
      language: ["go", "python"],
    }));
});
