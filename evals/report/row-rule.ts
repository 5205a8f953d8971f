// The rule that turns a share and its interval into a verdict. A number that too little stands behind is INSUFFICIENT.

import { percent, percentUp, plural } from "../../core/figures/figure-text.ts";
import type { Category } from "../../core/protocol/case-file.ts";
import type { Rate, RowVerdict } from "../../core/protocol/evaluation.ts";
import rules from "./thresholds.json" with { type: "json" };

export type RateFacts = {
  rate: Rate | undefined;
  coverage: number;
  infraShare: number;
  /** The sentence of a server that does not parse tool calls. */
  parserFault?: string | undefined;
  weakest?: { language: string; share: number } | undefined;
  /** Why most of the ungraded cases were not graded. */
  ungraded?: string | undefined;
  /** What most of the failed requests failed of. */
  failure?: string | undefined;
};

export type Decision = { verdict: RowVerdict; reason: string };

/** One row of the scorecard as thresholds.json has it. */
export type RowRule = {
  id: string;
  title: string;
  categories: Category[];
  topics?: string[];
  measure?: "rating";
  pass: number;
  marginal: number;
  minN: number;
  eachLanguage?: number;
};

// The file is ours; a test holds it against this type.
export const rowRules = rules.rows as RowRule[];

/**
 * PASS: share ≥ `pass` and the interval's lower end ≥ `marginal` less the slack that small suites need. FAIL: share
 * below `marginal`. INSUFFICIENT: fewer than `minN` cases, too little coverage, too many failures that are not the
 * model's.
 */
export function decideRate(
  thresholds: Omit<RowRule, "id" | "title" | "categories">,
  facts: RateFacts,
): Decision {
  const { pass, marginal, minN, eachLanguage } = thresholds;
  const { rate, coverage, infraShare, parserFault, weakest, ungraded, failure } = facts;
  const why = ungraded === undefined ? "" : `: ${ungraded}`;
  const insufficient = (reason: string): Decision => ({ verdict: "INSUFFICIENT", reason });
  if (parserFault !== undefined) return insufficient(parserFault);
  if (infraShare > rules.maxInfra) {
    return insufficient(failedText(infraShare, failure));
  }
  if (rate === undefined) return insufficient(withStop(`No case could be graded${why}`));
  if (coverage < rules.minCoverage) {
    return insufficient(withStop(`Only ${percent(coverage)} of the cases could be graded${why}`));
  }
  if (rate.n < minN) return insufficient(`${plural(rate.n, "case")}; a verdict needs ${minN}.`);
  if (rate.rate < marginal) {
    return { verdict: "FAIL", reason: `Below ${percent(marginal)}.` };
  }
  if (rate.rate < pass) return { verdict: "MARGINAL", reason: `Below ${percent(pass)}.` };
  const least = marginal - rules.intervalSlack;
  if (rate.low < least) {
    return {
      verdict: "MARGINAL",
      reason: `The interval reaches down to ${percent(rate.low)}, below ${percent(least)}.`,
    };
  }
  if (eachLanguage !== undefined && weakest !== undefined && weakest.share < eachLanguage) {
    return {
      verdict: "MARGINAL",
      reason: `${weakest.language} has only ${percent(weakest.share)}.`,
    };
  }
  return { verdict: "PASS", reason: `At least ${percent(pass)}.` };
}

/** What came to nothing before there was an answer is no fault of the model's answers. */
export function failedText(share: number, failure: string | undefined): string {
  const why = failure === undefined ? "" : `: ${failure}`;
  return withStop(`${percentUp(share)} of the requests failed before there was an answer${why}`);
}

function withStop(sentence: string): string {
  return sentence.endsWith(".") ? sentence : `${sentence}.`;
}
