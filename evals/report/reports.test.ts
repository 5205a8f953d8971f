import assert from "node:assert/strict";
import type { RunHeader } from "../../core/protocol/evaluation.ts";
import { buildEvaluation } from "./build-evaluation.ts";
import { compare } from "./compare.ts";
import { consoleReport } from "./console-report.ts";
import { htmlReport } from "./html-report.ts";
import { junitReport } from "./junit-report.ts";
import { markdownReport } from "./markdown-report.ts";
import { sampleHeader, sampleLoadRow, sampleLoadTest, sampleResult } from "./sample-results.ts";

const hostile = `"><script>alert(1)</script>\u001b[2J\u0000 & </system-out>]]>`;

const results = [
  sampleResult("sql.good"),
  sampleResult("sql.bad", {
    verdict: "fail",
    failClass: "wrong-answer",
    reason: hostile,
    extracted: hostile,
    output: hostile,
    checks: [{ name: hostile, ok: false, expected: [1], actual: hostile }],
  }),
  sampleResult("sql.gone", { verdict: "skipped", reason: "no sandbox" }),
];
const otherRun = { ...sampleHeader, id: "before", profile: "smoke" as const };
const loadTest = sampleLoadTest([sampleLoadRow(1), sampleLoadRow(128)]);
const result = buildEvaluation({
  run: sampleHeader,
  planned: 3,
  results,
  load: { loadTest },
  comparison: compare(
    { run: { ...sampleHeader, hardware: { gpus: 8 } }, results, load: loadTest },
    {
      run: {
        ...otherRun,
        endpoint: { ...sampleHeader.endpoint, model: hostile },
        hardware: { gpus: 4 },
      },
      cases: results.map((each) => ({ ...each, verdict: "pass" as const })),
      load: sampleLoadTest([sampleLoadRow(1), sampleLoadRow(128, { steadyTokensPerSecond: 5000 })]),
    },
  ),
});

/** One case with 20 facts, 2 falsehoods and 2 statements that are disputed. */
function withRubric(run: RunHeader) {
  const advisory = true as const;
  const checks = [
    ...Array.from({ length: 20 }, (_, at) => ({ name: `fact: ${at}`, ok: at < 17, advisory })),
    ...[true, false].map((ok) => ({ name: `falsehood: ${ok}`, ok, advisory })),
    ...[1, 2].map((at) => ({ name: `fact: of ${at}`, ok: null, advisory })),
  ];
  const results = [sampleResult("sql.good", { checks })];
  return buildEvaluation({ run, planned: 1, results });
}

describe("the reports", () => {
  const all = {
    console: consoleReport,
    html: htmlReport,
    junit: junitReport,
    markdown: markdownReport,
  };
  for (const [name, report] of Object.entries(all)) {
    it(`${name}: says simulated`, () => assert.match(report(result), /simulated/i));
    it(`${name}: names the failed case`, () => assert.match(report(result), /sql\.bad#1\.0/));
    if (name !== "markdown") {
      it(`${name}: says why a case was skipped`, () => assert.match(report(result), /no sandbox/));
    }
    it(`${name}: is the same twice`, () => assert.equal(report(result), report(result)));
    it(`${name}: lets no control character through`, () =>
      assert.doesNotMatch(report(result), /[\p{Cc}--[\n]]/v));
  }

  for (const report of [htmlReport, junitReport]) {
    it(`${report.name}: turns no answer into markup`, () =>
      assert.doesNotMatch(report(result), /<script|<\/system-out>\]/));
  }

  it("console: shows n and the interval beside every share", () =>
    assert.match(consoleReport(result), /SQL generation +INSUFFICIENT +50 % +9 %–91 % +2/));

  for (const report of [consoleReport, htmlReport]) {
    const check = (judge: RunHeader["judge"], expected: RegExp) =>
      it(`${report.name}: ${expected}`, () =>
        assert.match(report(withRubric({ ...sampleHeader, ...(judge && { judge }) })), expected));
    const judge = { model: "judge", isSelf: false };
    check(judge, /17\/20 facts, 1 false claim, 2 disputed(?!,)/);
    check(
      { ...judge, isSelf: true },
      /17\/20 facts, 1 false claim, 2 disputed, self-judged \(80 %–82 % after deflation\)/,
    );
  }

  it("console: doubts a judge that rated planted answers wrongly", () => {
    const report = (right: number) => {
      const judge = { model: "judge", isSelf: false, calibration: { right, of: 12 } };
      return consoleReport(withRubric({ ...sampleHeader, judge }));
    };
    assert.match(report(9), /only 9 of 12 planted answers/);
    assert.doesNotMatch(report(10), /planted answers/);
  });

  it("markdown: turns no answer into markup", () =>
    assert.doesNotMatch(markdownReport(result), /<script|<\/system/));

  for (const report of [consoleReport, htmlReport, markdownReport]) {
    it(`${report.name}: shows the load test and the rows that rest on it`, () => {
      const text = report(result);
      assert.match(text, /Load test of qwen3-coder \(SIMULATED\)/);
      assert.match(text, /Latency for interactive use\W.*PASS\W.*p50 150 ms/);
      assert.match(text, /512\/512/);
    });
    it(`${report.name}: says that hardware is declared`, () => {
      const run = { ...sampleHeader, hardware: { gpus: 4, name: "H100 SXM" } };
      assert.match(report({ ...result, run }), /hardware:? 4 × H100 SXM \(declared\)/);
    });
    it(`${report.name}: compares load tests, and what more GPUs brought`, () => {
      assert.match(report(result), /Load tests of both runs \(SIMULATED\)/);
      assert.match(
        report(result),
        /From 4 to 8 GPUs \(declared\) 1\.60× the output at 512\/512 × 128, steady: scaling efficiency 80 %; the published run reached 63 % from 4 to 8\./,
      );
    });
    it(`${report.name}: gives the interval of a difference`, () =>
      assert.match(report(result), /−50\.0 points.*−90\.5 to \+27\.3 points/));
    it(`${report.name}: compares with the baseline, and says in what else they differ`, () => {
      assert.match(report(result), /Against before/);
      assert.match(report(result), /another profile: smoke, here standard\./);
      assert.match(report(result), /Passed in the baseline only: sql\.bad#(&#8203;)?1\.0/);
    });
    it(`${report.name}: says how long answers took`, () =>
      assert.match(report(result), /TTFT p50 40 ms, n 3/));
  }

  it("console: says what is missing on this machine", () =>
    assert.match(consoleReport(result), /no go: looked for go on PATH/));

  it("junit: counts what failed and what was skipped", () =>
    assert.match(junitReport(result), /name="sql" tests="3" failures="1" errors="0" skipped="1"/));

  it("html: allows no script and no network", () =>
    assert.match(htmlReport(result), /content="default-src 'none'; style-src 'unsafe-inline'"/));
});
