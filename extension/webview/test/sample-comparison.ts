// Two evaluations held against each other as it really looks: a regression, an improvement, and rows too small to tell.
import type { Comparison } from "../../../core/protocol/evaluation.ts";
import type { EvaluationComparison } from "../evals/messages.ts";
import { baselineEvaluation, evaluation, realEndpoint, withoutCases } from "./sample-evaluation.ts";

const comparisonRow = (
  scope: string,
  [both, onlyBaseline, onlyThis, neither]: [number, number, number, number],
  more: Partial<Comparison["rows"][number]> = {},
): Comparison["rows"][number] => {
  const n = both + onlyBaseline + onlyThis + neither;
  const difference = (onlyThis - onlyBaseline) / n;
  const half = (1.96 * Math.sqrt(onlyBaseline + onlyThis + 1)) / n;
  return {
    scope,
    both,
    onlyBaseline,
    onlyThis,
    neither,
    difference,
    low: difference - half,
    high: difference + half,
    pValue: 1,
    verdict: "no detectable change",
    detectable: Math.min(1, 6 / n),
    ...more,
  };
};

export const comparison: Comparison = {
  baseline: { id: baselineEvaluation.run.id, model: realEndpoint.model, isSimulated: false },
  rows: [
    comparisonRow("all", [346, 9, 16, 17], { pValue: 0.23 }),
    comparisonRow("long-context", [21, 8, 0, 0], { pValue: 0.0078, verdict: "regression" }),
    comparisonRow("tool-use", [46, 0, 9, 5], { pValue: 0.0039, verdict: "improvement" }),
    comparisonRow("completion", [21, 1, 2, 0]),
    comparisonRow("bugfix", [21, 1, 1, 1]),
    comparisonRow("instruction-following", [43, 3, 3, 11]),
  ],
  regressed: [
    "long.single-30k-50#1.0",
    "long.multi-key-30k-25#1.0",
    "long.chain-30k#1.0",
    "if.csv-quoted#1.1",
  ],
  improved: ["tool.coding-loop#1.0", "tool.stale-id#1.0", "algorithm.py.ttl-lru#1.0"],
  unpaired: 3,
  caveats: [
    "This run is simulated, the baseline is not.",
    "The declared hardware differs: 4 × H100 SXM and 8 × H100 SXM.",
  ],
  load: [
    {
      label: "512/512 × 1",
      what: "p50 TTFT",
      unit: "ms",
      baseline: 1_338,
      baselineN: 32,
      current: 1_618,
      currentN: 32,
      ratio: 1.21,
    },
    {
      label: "512/512 × 128",
      what: "output tokens/s",
      unit: "tokens/s",
      baseline: 7_015,
      baselineN: 512,
      current: 5_412,
      currentN: 512,
      ratio: 0.77,
    },
  ],
  scaling: {
    label: "512/512 × 128",
    gpus: { fewer: 4, more: 8 },
    speedup: 1.27,
    efficiency: 0.635,
    published: 0.635,
  },
};

export const comparisonView: EvaluationComparison = {
  current: withoutCases(evaluation),
  baseline: withoutCases(baselineEvaluation),
  comparison,
};
