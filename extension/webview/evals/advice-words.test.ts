import assert from "node:assert/strict";
import { deploymentAdvice } from "../../../core/figures/deployment-advice.ts";
import type { RowVerdict, ScorecardRow } from "../../../core/protocol/evaluation.ts";
import { adviceWords } from "./advice-words.ts";
import { scorecardTitle } from "./words.ts";

const ids = [
  "code-generation",
  "bugfix",
  "multi-language",
  "sql",
  "system-design",
  "tool-use",
  "instruction-following",
  "long-context",
  "reasoning",
  "math",
  "interactive-latency",
  "batch-throughput",
];

/** As reports have them: each verdict for every row in turn, and one row more of each kind. */
function rows(verdicts: readonly RowVerdict[]): ScorecardRow[] {
  return ids.map((id, at) => ({
    id,
    title: scorecardTitle({ id, title: id }),
    verdict: verdicts[at % verdicts.length]!,
    reason: "",
    measure:
      id === "interactive-latency" ? { kind: "ttft", n: 32, p50Ms: 1_618 } : { kind: "none" },
    thresholds: { pass: 0.9, marginal: 0.75, minN: 16 },
    coverage: 1,
    badges: [],
  }));
}

describe("the panel's words for what an endpoint is fit for", () => {
  const all: readonly RowVerdict[][] = [
    ["PASS"],
    ["FAIL"],
    ["INSUFFICIENT"],
    ["PASS", "MARGINAL"],
    ["PASS", "PASS", "INSUFFICIENT"],
    ["MARGINAL", "FAIL", "INSUFFICIENT", "PASS"],
    [...Array<RowVerdict>(11).fill("PASS"), "INSUFFICIENT"],
  ];
  for (const verdicts of all) {
    it(`are those of reports in English: ${verdicts.join(", ")}`, () => {
      const own = rows(verdicts);
      assert.equal(deploymentAdvice(own, false, adviceWords), deploymentAdvice(own, false));
    });
  }

  it("are those of reports where there is nothing to say", () => {
    for (const isSimulated of [true, false]) {
      assert.equal(
        deploymentAdvice([], isSimulated, adviceWords),
        deploymentAdvice([], isSimulated),
      );
    }
  });
});
