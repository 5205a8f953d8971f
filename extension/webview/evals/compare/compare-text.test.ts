import assert from "node:assert/strict";
import type { Comparison, RowVerdict, ScorecardRow } from "../../../../core/protocol/evaluation.ts";
import { comparison, comparisonView } from "../../test/sample-comparison.ts";
import { factRows, loadText, methodText, pairText, scoreTexts } from "./compare-text.ts";

function check(what: string, got: () => unknown, expected: unknown) {
  it(what, () => assert.deepEqual(got(), expected));
}

const scored = (id: string, verdict: RowVerdict): ScorecardRow => ({
  id,
  title: id,
  verdict,
  reason: "",
  measure: { kind: "rate", passed: 9, n: 10, clusters: 10, rate: 0.9, low: 0.596, high: 0.982 },
  thresholds: { pass: 0.9, marginal: 0.7, minN: 10 },
  coverage: 1,
  badges: [],
});
const change = (before: RowVerdict | undefined, after: RowVerdict | undefined) =>
  scoreTexts(before ? [scored("row", before)] : [], after ? [scored("row", after)] : []).map(
    (row) => row.change,
  );

const row: Comparison["rows"][number] = {
  scope: "sql",
  both: 20,
  onlyBaseline: 8,
  onlyThis: 0,
  neither: 4,
  difference: -0.25,
  low: -0.401,
  high: -0.099,
  pValue: 0.00781,
  verdict: "regression",
  detectable: 0.1801,
};

describe("two compared runs", () => {
  check("a row of the paired table", () => pairText(row), {
    scope: "SQL",
    counts: ["20", "8", "0", "4"],
    n: "32",
    difference: "−25.0 points",
    interval: "−40.1 to −9.9 points",
    p: "0.008",
    verdict: "regression",
    kind: "bad",
    detectable: "19 points",
  });
  const { low: _, high: __, ...bare } = row;
  check("a row without interval", () => pairText({ ...bare, scope: "all" }).interval, "–");

  check("same verdict", () => change("PASS", "PASS"), ["same"]);
  check("worse", () => change("PASS", "FAIL"), ["worse"]);
  check("better", () => change("MARGINAL", "PASS"), ["better"]);
  check("neither better nor worse", () => change("INSUFFICIENT", "FAIL"), ["changed"]);
  check("only B has the row", () => change(undefined, "PASS"), ["changed"]);
  check("only A has the row", () => change("FAIL", undefined), ["changed"]);
  check(
    "no row is lost, B's order first",
    () =>
      scoreTexts([scored("old", "PASS"), scored("x", "PASS")], [scored("x", "FAIL")]).map(
        ({ title, a, b }) => [title, a.verdict, b.verdict, a.measure.n, b.measure.n],
      ),
    [
      ["x", "PASS", "FAIL", "10", "10"],
      ["old", "PASS", "not in this run", "10", "0"],
    ],
  );

  check("facts that differ", () => {
    return factRows(comparisonView)
      .filter(({ what, isSame }) => !isSame && what !== "Started")
      .map(({ what, a, b }) => [what, a, b]);
  }, [
    ["Model", "Qwen/Qwen3-Coder-30B-A3B-Instruct", "qwen3-coder"],
    ["Host", "gpu1.example.com:8000", "localhost:41234"],
    ["Answered by", "real endpoint", "simulated endpoint"],
    ["Hardware, declared", "8 × H100 SXM", "4 × H100 SXM"],
  ]);

  const load = comparison.load ?? [];
  check("load rows", () => load.map(loadText), [
    {
      label: "512/512 × 1",
      what: "p50 TTFT",
      a: "1,338 ms",
      aN: "32",
      b: "1,618 ms",
      bN: "32",
      ratio: "1.21×",
      word: "slower",
    },
    {
      label: "512/512 × 128",
      what: "output tokens/s",
      a: "7,015 tok/s",
      aN: "512",
      b: "5,412 tok/s",
      bN: "512",
      ratio: "0.77×",
      word: "slower",
    },
  ]);
  check(
    "a tenth of a millisecond counts between tokens",
    () => loadText({ ...load[0]!, what: "p50 TPOT", baseline: 5.81, current: 5.79 }).b,
    "5.8 ms",
  );
  check("a faster first token", () => loadText({ ...load[0]!, ratio: 0.8 }).word, "faster");
  check("no difference to speak of", () => loadText({ ...load[0]!, ratio: 1.004 }).word, "equal");

  check(
    "how p is meant",
    () =>
      methodText({ rows: [row, row], unpaired: 1 })
        .split(". ")
        .slice(1),
    [
      "p is the exact two-sided McNemar test on the cases that only one run passed, adjusted by Holm for 2 scopes",
      "A regression or improvement needs p < 0.05 and at least 5 points",
      "1 case of only one of the runs left out.",
    ],
  );
});
