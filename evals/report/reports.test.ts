import assert from "node:assert/strict";
import { buildEvaluation } from "./build-evaluation.ts";
import { consoleReport } from "./console-report.ts";
import { htmlReport } from "./html-report.ts";
import { junitReport } from "./junit-report.ts";
import { sampleHeader, sampleResult } from "./sample-results.ts";

const hostile = `"><script>alert(1)</script>\u001b[2J\u0000 & </system-out>]]>`;

const result = buildEvaluation({
  run: sampleHeader,
  planned: 3,
  results: [
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
  ],
});

describe("the reports", () => {
  const all = { console: consoleReport, html: htmlReport, junit: junitReport };
  for (const [name, report] of Object.entries(all)) {
    it(`${name}: says simulated`, () => assert.match(report(result), /simulated/));
    it(`${name}: names the failed case`, () => assert.match(report(result), /sql\.bad#1\.0/));
    it(`${name}: says why a case was skipped`, () => assert.match(report(result), /no sandbox/));
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

  it("console: says what is missing on this machine", () =>
    assert.match(consoleReport(result), /no go: looked for go on PATH/));

  it("junit: counts what failed and what was skipped", () =>
    assert.match(junitReport(result), /name="sql" tests="3" failures="1" errors="0" skipped="1"/));

  it("html: allows no script and no network", () =>
    assert.match(htmlReport(result), /content="default-src 'none'; style-src 'unsafe-inline'"/));
});
