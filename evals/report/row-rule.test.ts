import assert from "node:assert/strict";
import { categories } from "../../core/protocol/case-file.ts";
import { wilson } from "../../core/statistics/wilson.ts";
import { decideRate, type RateFacts, rowRules } from "./row-rule.ts";

const thresholds = { pass: 0.9, marginal: 0.75, minN: 20 };

function check(passed: number, n: number, verdict: string, more: Partial<RateFacts> = {}) {
  it(`${passed} of ${n} ${JSON.stringify(more)}: ${verdict}`, () => {
    const rate =
      n === 0 ? undefined : { passed, n, clusters: n, rate: passed / n, ...wilson(passed, n) };
    const facts = { rate, coverage: 1, infraShare: 0, ...more };
    const decision = decideRate({ ...thresholds, eachLanguage: 0.75 }, facts);
    assert.equal(decision.verdict, verdict, decision.reason);
    assert.match(decision.reason, /\.$/);
  });
}

describe("decideRate", () => {
  check(20, 20, "PASS");
  check(19, 20, "PASS");
  check(17, 20, "MARGINAL");
  check(14, 20, "FAIL");
  check(0, 20, "FAIL");
  check(19, 19, "INSUFFICIENT");
  check(0, 19, "INSUFFICIENT");
  check(0, 0, "INSUFFICIENT");
  check(20, 20, "INSUFFICIENT", { coverage: 0.89 });
  check(0, 0, "INSUFFICIENT", { coverage: 0, ungraded: "no go (9 of 9)" });
  check(20, 20, "PASS", { coverage: 0.9 });
  check(20, 20, "INSUFFICIENT", { infraShare: 0.06 });
  check(20, 20, "INSUFFICIENT", { parserFault: "Tool calls arrive as text." });
  check(20, 20, "MARGINAL", { weakest: { language: "rust", share: 0.7 } });
  check(20, 20, "PASS", { weakest: { language: "rust", share: 0.75 } });

  it("says why cases could not be graded", () => {
    const facts = { rate: undefined, coverage: 0, infraShare: 0 };
    const ungraded = "context window 8192 < 30000 (10 of 19)";
    const { reason } = decideRate(thresholds, { ...facts, ungraded });
    assert.equal(reason, `No case could be graded: ${ungraded}.`);
  });

  it("says what most of the requests failed of", () => {
    const facts = { rate: undefined, coverage: 0, infraShare: 1 };
    const failure = "The request is longer than the model's context window (11 of 12)";
    assert.equal(
      decideRate(thresholds, { ...facts, failure }).reason,
      `100 % of the requests failed before there was an answer: ${failure}.`,
    );
  });

  it("asks for more than the share when its interval is wide", () => {
    const rate = { passed: 20, n: 20, clusters: 3, rate: 1, ...wilson(3, 3) };
    const { verdict } = decideRate(thresholds, { rate, coverage: 1, infraShare: 0 });
    assert.equal(verdict, "MARGINAL");
  });
});

describe("thresholds.json", () => {
  it("has ten rows with floors below their thresholds, over categories that exist", () => {
    assert.equal(rowRules.length, 10);
    for (const rule of rowRules) {
      assert.ok(rule.marginal < rule.pass, rule.id);
      assert.ok(rule.minN > 0, rule.id);
      assert.ok(
        rule.categories.every((category) => categories.includes(category)),
        rule.id,
      );
    }
  });
});
