// What tells the two rows of the scorecard apart that rest on the load test: which of its rows they read, which figure, and
// what that figure says.
import { milliseconds, tokensPerSecond } from "../../core/figures/figure-text.ts";
import type { ScorecardRow } from "../../core/protocol/evaluation.ts";
import type { LoadRow } from "../../core/protocol/load-test.ts";
import { rowLabel } from "../load/load-plan.ts";
import type { Decision } from "./row-rule.ts";
import rules from "./thresholds.json" with { type: "json" };

export type LoadRule = {
  id: string;
  title: string;
  pass: number;
  marginal: number;
  minN: number;
  maxErrors: number;
};

export type Kind = {
  isAsked: (row: LoadRow) => boolean;
  /** Ends the sentence “The load test has no row …”. */
  what: string;
  /** Undefined where the row has no such figure. */
  measureOf: (row: LoadRow) => ScorecardRow["measure"] | undefined;
  missing: string;
  /** The row that decides among those that may. */
  choose: (left: LoadRow, right: LoadRow) => number;
  decide: (row: LoadRow) => Decision;
};

/** Of several rows the slowest decides: an endpoint is promised for all of them. */
export const latency: Kind = {
  isAsked: ({ load, isl }) =>
    load.kind === "closed" && load.concurrency === 1 && isl <= rules.latencyRow.maxInputTokens,
  what: `at concurrency 1 with up to ${rules.latencyRow.maxInputTokens} tokens of input`,
  measureOf: ({ ttftMs }) => ttftMs && { kind: "ttft", n: ttftMs.n, p50Ms: ttftMs.p50 },
  missing: "No answer had a first token.",
  choose: (left, right) => p50Of(right) - p50Of(left),
  decide(row) {
    const { pass, marginal } = rules.latencyRow;
    const at = `at ${rowLabel(row)}`;
    const p50Ms = p50Of(row);
    if (p50Ms > marginal)
      return { verdict: "FAIL", reason: `Above ${milliseconds(marginal)} ${at}.` };
    return p50Ms <= pass
      ? {
          verdict: "PASS",
          reason: `At most ${milliseconds(pass)} ${at}: fit for inline completion.`,
        }
      : {
          verdict: "MARGINAL",
          reason: `Above ${milliseconds(pass)} ${at}: for chat, not for inline completion.`,
        };
  },
};

/** Of the highest concurrency the best row decides; over the wall clock, because nobody gets the steady rate. */
export const throughput: Kind = {
  isAsked: ({ load }) =>
    load.kind === "closed" && load.concurrency >= rules.throughputRow.leastConcurrency,
  what: `at concurrency ${rules.throughputRow.leastConcurrency} or above`,
  measureOf: ({ outputTokensPerSecond: rate, n }) =>
    rate === undefined ? undefined : { kind: "throughput", n, tokensPerSecond: rate },
  missing: "The server sends no usage: its tokens could not be counted.",
  choose: (left, right) =>
    concurrencyOf(right) - concurrencyOf(left) || rateOf(right) - rateOf(left),
  decide(row) {
    const { pass, marginal } = rules.throughputRow;
    const { steadyTokensPerSecond: steady } = row;
    const beside =
      steady === undefined ? "" : `; ${tokensPerSecond(steady)} while all streams decode`;
    const at = `at ${rowLabel(row)}${beside}.`;
    const rate = rateOf(row);
    if (rate >= pass) return { verdict: "PASS", reason: `At least ${tokensPerSecond(pass)} ${at}` };
    return rate >= marginal
      ? { verdict: "MARGINAL", reason: `Below ${tokensPerSecond(pass)} ${at}` }
      : { verdict: "FAIL", reason: `Below ${tokensPerSecond(marginal)} ${at}` };
  },
};

function p50Of({ ttftMs }: LoadRow): number {
  return ttftMs?.p50 ?? 0;
}

function rateOf({ outputTokensPerSecond = 0 }: LoadRow): number {
  return outputTokensPerSecond;
}

function concurrencyOf({ load }: LoadRow): number {
  return load.kind === "closed" ? load.concurrency : load.peakConcurrency;
}
