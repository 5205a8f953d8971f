import assert from "node:assert/strict";
import { type CaseResult, evaluation, type RunHeader } from "../../core/protocol/evaluation.ts";
import { buildEvaluation } from "./build-evaluation.ts";
import { compare } from "./compare.ts";
import { sampleHeader, sampleResult } from "./sample-results.ts";

const many = (count: number, more: Partial<CaseResult> = {}) =>
  Array.from({ length: count }, (_, index) => sampleResult(`sql.case-${index}`, more));

function built(results: readonly CaseResult[], run: Partial<RunHeader> = {}) {
  return buildEvaluation({ run: { ...sampleHeader, ...run }, results, planned: results.length });
}

describe("buildEvaluation", () => {
  it("is a valid document", () => {
    const every = [
      ...many(20),
      sampleResult("sql.f", { verdict: "fail", failClass: "timeout", finishReason: "length" }),
      sampleResult("sql.s", { verdict: "skipped", reason: "no go", timings: [] }),
      sampleResult("sql.u", { verdict: "unscored", ratings: [null, 9] }),
      sampleResult("sql.i", { verdict: "infra", retried: ["busy"], timings: [] }),
    ];
    const comparison = compare(
      { run: sampleHeader, results: every },
      { run: { ...sampleHeader, seed: 2 }, cases: every },
    );
    const planned = every.length;
    evaluation.parse(buildEvaluation({ run: sampleHeader, results: every, planned, comparison }));
    evaluation.parse(built([]));
  });

  it("gives a verdict to categories that were asked, and to no other", () => {
    const { scorecard } = built(many(16));
    assert.deepEqual(
      scorecard.map(({ id, verdict }) => [id, verdict]),
      [["sql", "PASS"]],
    );
  });

  it("lets nothing but wrong answers lower a score", () => {
    const results = [
      ...many(16),
      sampleResult("sql.x", { verdict: "skipped", reason: "no sandbox" }),
    ];
    const [summary] = built(results).categories;
    assert.equal(summary?.rate?.rate, 1);
    assert.deepEqual(summary?.skipped, { "no sandbox": 1 });
  });

  it("calls a row INSUFFICIENT when a tenth could not be graded", () => {
    const results = [...many(16), ...many(20, { verdict: "skipped", reason: "no go" }).slice(16)];
    assert.equal(built(results).scorecard[0]?.verdict, "INSUFFICIENT");
  });

  it("says in a row what most of its requests failed of, also in the one that a judge rates", () => {
    const failed = (name: string, category: CaseResult["category"]) =>
      sampleResult(name, {
        category,
        verdict: "infra",
        reason: "The request is too long. You passed 1063 tokens.",
      });
    const results = [failed("sql.a", "sql"), failed("sql.b", "sql"), failed("chat.a", "chat")];
    const { scorecard } = built(results, { suites: ["sql", "chat"] });
    const reason = (n: number) =>
      `100 % of the requests failed before there was an answer: The request is too long (${n} of ${n}).`;
    assert.deepEqual(
      scorecard.map(({ id, verdict, ...row }) => [id, verdict, row.reason]),
      [
        ["sql", "INSUFFICIENT", reason(2)],
        ["reasoning", "INSUFFICIENT", reason(1)],
        ["math", "INSUFFICIENT", "No case could be graded: none was asked."],
      ],
    );
  });

  it("averages epochs before cases, and says which flipped", () => {
    const epochs = (["pass", "fail", "pass", "pass"] as const).map((verdict, epoch) =>
      sampleResult("sql.a", { verdict, epoch }),
    );
    const [summary] = built([...epochs, sampleResult("sql.b")]).categories;
    assert.equal(summary?.rate?.rate, 0.875);
    assert.equal(summary?.rate?.n, 2);
    assert.equal(summary?.flipped, 1);
    // Only a was repeated: three of four, so two of two in half of the pairs.
    assert.deepEqual(summary?.repeated, {
      attempts: 4,
      passAtK: [0.75, 1, 1, 1],
      passHatK: [0.75, 0.5, 0.25, 0],
    });
  });

  it("says that cases are missing", () => {
    const results = many(3);
    const result = buildEvaluation({ run: sampleHeader, results, planned: 4 });
    assert.equal(result.status, "interrupted");
    assert.deepEqual(result.gate.reasons, ["1 question without an answer."]);
  });

  it("takes latencies from single questions only", () => {
    const conversation = {
      timings: [
        { ttftMs: 5, e2elMs: 9 },
        { ttftMs: 6, e2elMs: 9 },
      ],
    };
    const { latency } = built([...many(2), sampleResult("sql.talk", conversation)]);
    assert.deepEqual(latency.ttftMs, { n: 2, p50: 40 });
  });

  describe("the gate", () => {
    const check = (name: string, results: readonly CaseResult[], ok: boolean) =>
      it(name, () => assert.equal(built(results).gate.ok, ok));
    check("passes when rows pass", many(16), true);
    check(
      "fails with a row that fails",
      [...many(10), ...many(16, { verdict: "fail" }).slice(10)],
      false,
    );
    check("passes with too few cases to tell", many(2), true);
    check("fails when nothing passed, however few", many(1, { verdict: "fail" }), false);
    const skipped = { verdict: "skipped" as const, reason: "no sandbox" };
    check("fails when nothing could be graded", many(2, skipped), false);
    check(
      "passes when a part could not be graded",
      [...many(2), sampleResult("sql.x", skipped)],
      true,
    );
    check("fails when no request got through", many(2, { verdict: "infra" }), false);
  });

  describe("the tool row", () => {
    const tools = Array.from({ length: 15 }, (_, index) =>
      sampleResult(`tool.${index}`, { category: "tool-use" }),
    );
    it("is INSUFFICIENT when the server leaves calls in the text", () => {
      const toolParser = { ok: false, message: "Calls arrive as text." };
      const [row] = built(tools, { suites: ["tool-use"], toolParser }).scorecard;
      assert.equal(row?.verdict, "INSUFFICIENT");
      assert.deepEqual(row?.badges, ["parser suspect"]);
    });
  });
});

describe("the rubric of a category", () => {
  const advisory = true as const;
  const results = [
    sampleResult("sql.a", {
      checks: [
        { name: "fact: a", ok: true, advisory },
        { name: "fact: b", ok: null, advisory },
        { name: "falsehood: c", ok: false, advisory },
      ],
    }),
    ...many(20),
  ];
  const judge = { model: "judge", isSelf: false };
  const check = (name: string, run: Partial<RunHeader>, isSelfJudged: boolean) =>
    it(name, () => {
      const { categories, gate } = built(results, run);
      assert.deepEqual(categories[0]?.rubric, {
        facts: { met: 1, of: 1 },
        falsehoods: { claimed: 1, of: 1 },
        disputed: 1,
        isSelfJudged,
      });
      assert.equal(categories[0]?.rate?.rate, 1);
      assert.equal(gate.ok, true);
      evaluation.parse(built(results, run));
    });
  check("is a number of its own", { judge }, false);
  check("says when the model judged itself", { judge: { ...judge, isSelf: true } }, true);
  check("takes an unknown judge for the model", {}, true);

  it("is left out where there is none", () =>
    assert.equal(built(many(2)).categories[0]?.rubric, undefined));
});

describe("the rated row", () => {
  const items = (ratings: (number | null)[], wrong = 0) =>
    Array.from({ length: 40 }, (_, index) =>
      sampleResult(`chat.${index}`, {
        category: "chat",
        topic: index < 10 ? "math" : "writing",
        ratings,
        verdict: index >= 10 ? "unscored" : index < wrong ? "fail" : "pass",
      }),
    );
  const check = (
    name: string,
    results: readonly CaseResult[],
    judge: RunHeader["judge"],
    verdict: string,
  ) =>
    it(name, () => {
      const run = { suites: ["chat" as const], ...(judge === undefined ? {} : { judge }) };
      const row = built(results, run).scorecard.find(({ id }) => id === "reasoning");
      assert.equal(row?.verdict, verdict, row?.reason);
    });
  const good = { right: 12, of: 12 };
  const other = { model: "judge", isSelf: false, calibration: good };
  const self = { model: "qwen3-coder", isSelf: true, calibration: good };
  check("passes by an independent judge", items([9, 9]), other, "PASS");
  check("is lowered when a model judges itself", items([8.8, 8.8]), self, "MARGINAL");
  check("passes by itself with what was computed", items([9.5, 9.5]), self, "PASS");
  check("is held back by what was computed", items([9.5, 9.5], 5), self, "MARGINAL");
  check("does not fail by itself alone", items([4, 4]), self, "MARGINAL");
  check("fails by an independent judge", items([4, 4]), other, "FAIL");
  check("needs a judge", items([9, 9]), undefined, "INSUFFICIENT");
  const blind = { ...other, calibration: { right: 9, of: 12 } };
  check("needs a judge that tells good from bad", items([9, 9]), blind, "INSUFFICIENT");
  check("needs ratings", items([null, 9]), other, "INSUFFICIENT");
});

describe("compare", () => {
  const withFailed = (failed: number) =>
    many(40).map((result, index) =>
      index < failed ? { ...result, verdict: "fail" as const } : result,
    );
  const baseline = { run: sampleHeader, cases: many(40) };
  const here = (results: readonly CaseResult[]) => ({ run: sampleHeader, results });
  const check = (failed: number, verdict: string) =>
    it(`${failed} of 40 lost: ${verdict}`, () => {
      const comparison = compare(here(withFailed(failed)), baseline);
      assert.equal(comparison.rows[0]?.verdict, verdict);
      assert.equal(comparison.regressed.length, failed);
    });
  check(0, "no detectable change");
  check(5, "no detectable change");
  check(10, "regression");

  it("gives the interval of the difference, and none without cases", () => {
    const [row] = compare(here(withFailed(10)), baseline).rows;
    assert.deepEqual(
      [row?.difference, row?.low?.toFixed(3), row?.high?.toFixed(3)],
      [-0.25, "-0.402", "-0.111"],
    );
    const [none] = compare(here([]), baseline).rows;
    assert.deepEqual([none?.low, none?.high], [undefined, undefined]);
  });

  it("sees the way back as an improvement", () => {
    const comparison = compare(here(many(40)), { run: sampleHeader, cases: withFailed(10) });
    assert.equal(comparison.rows[0]?.verdict, "improvement");
    assert.deepEqual(comparison.improved.length, 10);
  });

  it("leaves out what only one run has", () => {
    const comparison = compare(here([...many(4), sampleResult("sql.new")]), {
      run: sampleHeader,
      cases: many(5),
    });
    assert.equal(comparison.unpaired, 2);
  });

  it("says in what else the runs differ", () => {
    const run: RunHeader = {
      ...sampleHeader,
      profile: "smoke",
      suite: { hash: "fedcba9876543210", cases: 8 },
    };
    assert.equal(compare(here(many(4)), baseline).caveats, undefined);
    assert.deepEqual(compare({ run, results: many(4) }, baseline).caveats, [
      "The baseline has another suite: 0123456789abcdef, here fedcba9876543210.",
      "The baseline has another profile: standard, here smoke.",
    ]);
  });

  it("fails the gate when nothing could be compared", () => {
    const run = { ...sampleHeader, seed: 2 };
    const results = many(40).map((result) => ({ ...result, id: result.id.replace("#1", "#2") }));
    const comparison = compare({ run, results }, baseline);
    assert.equal(comparison.unpaired, 80);
    const { gate } = buildEvaluation({ run, results, planned: 40, comparison });
    assert.deepEqual(gate.reasons, ["No case was graded both here and in the baseline."]);
  });
});
