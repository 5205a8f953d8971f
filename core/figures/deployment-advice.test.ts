import assert from "node:assert/strict";
import type { RowVerdict, ScorecardRow } from "../protocol/evaluation.ts";
import { deploymentAdvice } from "./deployment-advice.ts";

const titles: Readonly<Record<string, string>> = {
  "code-generation": "Code generation",
  bugfix: "Code review / bugfix",
  "multi-language": "Multi-language support",
  sql: "SQL generation",
  "system-design": "System design reasoning",
  "tool-use": "Tool / API integration",
  "instruction-following": "Instruction following",
  "long-context": "Long document understanding",
  reasoning: "General reasoning",
  math: "Math / logic",
  "interactive-latency": "Latency for interactive use",
  "batch-throughput": "Batch throughput",
};

const row = (id: string, verdict: RowVerdict): ScorecardRow => ({
  id,
  title: titles[id] ?? id,
  verdict,
  reason: "",
  measure:
    id === "interactive-latency" && verdict !== "INSUFFICIENT"
      ? { kind: "ttft", n: 32, p50Ms: 1_618 }
      : { kind: "none" },
  thresholds: { pass: 0.9, marginal: 0.75, minN: 16 },
  coverage: 1,
  badges: [],
});

/** All twelve rows are PASS but for these. */
const whole = (verdicts: Record<string, RowVerdict> = {}) =>
  Object.keys(titles).map((id) => row(id, verdicts[id] ?? "PASS"));
const every = (verdict: RowVerdict) => Object.keys(titles).map((id) => row(id, verdict));

function check(title: string, rows: readonly ScorecardRow[], expected: string, simulated = false) {
  it(title, () => assert.equal(deploymentAdvice(rows, simulated), expected));
}

describe("deploymentAdvice", () => {
  check(
    "names every use when every row is PASS",
    whole(),
    "Fit for chat, review, inline completion, SQL, system design, tool calls, long documents, math and batch work.",
  );
  check(
    "keeps a slow endpoint from inline completion, not from chat",
    whole({ "interactive-latency": "MARGINAL" }),
    "Fit for chat, review, SQL, system design, tool calls, long documents, math and batch work; not for inline completion (p50 TTFT 1,618 ms, n 32).",
  );
  check(
    "keeps a very slow one from both",
    whole({ "interactive-latency": "FAIL", "batch-throughput": "FAIL" }),
    "Fit for review, SQL, system design, tool calls, long documents and math; not for chat (p50 TTFT 1,618 ms, n 32), inline completion (p50 TTFT 1,618 ms, n 32) and batch work.",
  );
  check(
    "calls nothing fit that is MARGINAL, and says which row it is",
    whole({ "instruction-following": "MARGINAL", "tool-use": "MARGINAL" }),
    "Fit for review, inline completion, SQL, system design, long documents, math and batch work; with caveats for chat (Instruction following) and tool calls.",
  );
  check(
    "counts a FAIL more than a row without numbers",
    whole({ "code-generation": "FAIL", reasoning: "INSUFFICIENT", math: "INSUFFICIENT" }),
    "Fit for review, SQL, system design, tool calls, long documents and batch work; not for chat (Code generation) and inline completion (Code generation); no verdict for math; 2 of 12 rows lack numbers.",
  );
  check(
    "gives no verdict on a use of which one row lacks numbers",
    whole({ "multi-language": "INSUFFICIENT" }),
    "Fit for inline completion, SQL, system design, tool calls, long documents, math and batch work; no verdict for chat and review; 1 of 12 rows lacks numbers.",
  );
  check(
    "has no verdict without numbers",
    every("INSUFFICIENT"),
    "No verdict: 12 of 12 rows lack numbers.",
  );
  check(
    "calls nothing fit where everything failed",
    every("FAIL").filter(({ id }) => id === "sql" || id === "math"),
    "Fit for nothing that was tested; not for SQL and math.",
  );
  check(
    "has no verdict on a use that was asked about in part",
    [row("code-generation", "PASS"), row("sql", "PASS")],
    "Fit for SQL; no verdict for chat and inline completion.",
  );
  check("does without rows", [], "No verdict: no row of the scorecard was asked for.");
  check("says nothing of a simulated run", whole(), "Simulated: says nothing about a model.", true);

  for (const id of Object.keys(titles)) {
    it(`never leaves a bad row unsaid: ${id}`, () => {
      const isLatency = id === "interactive-latency";
      for (const verdict of ["FAIL", "MARGINAL", "INSUFFICIENT"] as const) {
        const all = deploymentAdvice(whole(), false);
        const said = deploymentAdvice(whole({ [id]: verdict }), false);
        assert.notEqual(said, all);
        assert.match(
          said,
          verdict === "INSUFFICIENT"
            ? /no verdict for/
            : isLatency
              ? /not for/
              : / for .*(with caveats|not) for/,
        );
      }
    });
  }
});
