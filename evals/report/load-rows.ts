// The last two rows of the scorecard: how long one person waits and how much the endpoint writes for many. They rest on
// the load test alone; a row of it that others or the generator itself have disturbed decides nothing.
import {
  milliseconds,
  percentUp,
  plural,
  tokensPerSecond,
} from "../../core/figures/figure-text.ts";
import type { RowVerdict, ScorecardRow } from "../../core/protocol/evaluation.ts";
import type { CautionCode, LoadRow, LoadTest } from "../../core/protocol/load-test.ts";
import { rowLabel } from "../load/load-plan.ts";
import { failedIn } from "./load-text.ts";
import rules from "./thresholds.json" with { type: "json" };

/** `failure`: why there is no load test though one was wanted, as a sentence. */
export type Load = { loadTest?: LoadTest | undefined; failure?: string | undefined };

export function loadRows(load: Load): ScorecardRow[] {
  return [latencyRow(load), throughputRow(load)];
}

type Rule = typeof rules.latencyRow | typeof rules.throughputRow;

/** Of several rows the slowest decides: an endpoint is promised for all of them. */
function latencyRow(load: Load): ScorecardRow {
  const rule = rules.latencyRow;
  const found = usableRows(load, rule, {
    isWanted: ({ load, isl }) =>
      load.kind === "closed" && load.concurrency === 1 && isl <= rule.maxInputTokens,
    what: `at concurrency 1 with up to ${rule.maxInputTokens} tokens of input`,
    flawOf: ({ ttftMs }) => (ttftMs === undefined ? "No answer had a first token." : undefined),
  });
  if ("reason" in found) return insufficient(rule, found.reason);
  const slowest = found.rows.toSorted((a, b) => p50Of(b) - p50Of(a))[0] ?? found.rows[0];
  const p50Ms = p50Of(slowest);
  return {
    ...frame(rule, load, slowest),
    ...decideLatency(p50Ms, rowLabel(slowest)),
    measure: { kind: "ttft", n: slowest.ttftMs?.n ?? slowest.n, p50Ms },
  };
}

function decideLatency(p50Ms: number, label: string): { verdict: RowVerdict; reason: string } {
  const { pass, marginal } = rules.latencyRow;
  if (p50Ms <= pass) {
    const reason = `At most ${milliseconds(pass)} at ${label}: fit for inline completion.`;
    return { verdict: "PASS", reason };
  }
  if (p50Ms <= marginal) {
    const reason = `Above ${milliseconds(pass)} at ${label}: for chat, not for inline completion.`;
    return { verdict: "MARGINAL", reason };
  }
  return { verdict: "FAIL", reason: `Above ${milliseconds(marginal)} at ${label}.` };
}

/** Of the highest concurrency the best row decides. */
function throughputRow(load: Load): ScorecardRow {
  const rule = rules.throughputRow;
  const found = usableRows(load, rule, {
    isWanted: ({ load }) => load.kind === "closed" && load.concurrency >= rule.leastConcurrency,
    what: `at concurrency ${rule.leastConcurrency} or above`,
    flawOf: ({ outputTokensPerSecond }) =>
      outputTokensPerSecond === undefined
        ? "The server sends no usage: its tokens could not be counted."
        : undefined,
  });
  if ("reason" in found) return insufficient(rule, found.reason);
  const most = Math.max(...found.rows.map(concurrencyOf));
  const top = found.rows.filter((row) => concurrencyOf(row) === most);
  const best = top.toSorted((a, b) => rateOf(b) - rateOf(a))[0] ?? found.rows[0];
  return {
    ...frame(rule, load, best),
    ...decideThroughput(best),
    measure: { kind: "throughput", n: best.n, tokensPerSecond: rateOf(best) },
  };
}

function decideThroughput(row: LoadRow): { verdict: RowVerdict; reason: string } {
  const { pass, marginal } = rules.throughputRow;
  const rate = rateOf(row);
  const steady =
    row.steadyTokensPerSecond === undefined
      ? ""
      : `; ${tokensPerSecond(row.steadyTokensPerSecond)} while all streams decode`;
  const at = `at ${rowLabel(row)}${steady}.`;
  if (rate >= pass) return { verdict: "PASS", reason: `At least ${tokensPerSecond(pass)} ${at}` };
  const below = `Below ${tokensPerSecond(rate < marginal ? marginal : pass)} ${at}`;
  return { verdict: rate < marginal ? "FAIL" : "MARGINAL", reason: below };
}

type Wanted = {
  isWanted: (row: LoadRow) => boolean;
  /** Ends the sentence “The load test has no row …”. */
  what: string;
  flawOf: (row: LoadRow) => string | undefined;
};
type Usable = { rows: [LoadRow, ...LoadRow[]] } | { reason: string };

function usableRows({ loadTest, failure }: Load, rule: Rule, wanted: Wanted): Usable {
  if (loadTest === undefined) return { reason: failure ?? "No load test ran." };
  const asked = loadTest.rows.filter(wanted.isWanted);
  if (asked.length === 0) {
    const until = loadTest.status === "interrupted" ? ": it was interrupted" : "";
    return { reason: `The load test has no row ${wanted.what}${until}.` };
  }
  const cold = asked.filter(({ cache }) => cache === "cold");
  const judged = cold
    .map((row) => ({ row, flaw: flawOf(row, rule) ?? wanted.flawOf(row) }))
    .sort((a, b) => b.row.n - a.row.n);
  const [first, ...rest] = judged.flatMap(({ row, flaw }) => (flaw === undefined ? [row] : []));
  if (first !== undefined) return { rows: [first, ...rest] };
  return { reason: judged[0]?.flaw ?? "All rows had a warm prefix cache, which flatters." };
}

/** What makes the figures of a row unfit for a verdict. */
function flawOf(row: LoadRow, { minN, maxErrors }: Rule): string | undefined {
  const has = (code: CautionCode) => row.cautions.some((caution) => caution.code === code);
  const failed = failedIn(row);
  const share = failed === 0 ? 0 : failed / (row.n + failed);
  if (share > maxErrors) return `${percentUp(share)} of the ${row.n + failed} requests failed.`;
  if (row.n < minN) return `${plural(row.n, "request")}; a verdict needs ${minN}.`;
  if (row.isSpoiled) return "The load generator itself was too late.";
  if (has("busy-endpoint")) return "Requests of others were on the endpoint.";
  if (has("cache")) return "The prefix cache flattered it: prompts were found there.";
  return undefined;
}

function insufficient({ id, title, pass, marginal, minN }: Rule, reason: string): ScorecardRow {
  return {
    id,
    title,
    verdict: "INSUFFICIENT",
    reason,
    measure: { kind: "none" },
    thresholds: { pass, marginal, minN },
    coverage: 0,
    badges: [],
  };
}

function frame({ id, title, pass, marginal, minN }: Rule, { loadTest }: Load, row: LoadRow) {
  const failed = failedIn(row);
  return {
    id,
    title,
    thresholds: { pass, marginal, minN },
    coverage: row.n / (row.n + failed),
    badges: [
      ...(loadTest?.run.endpoint.isSimulated === true ? ["simulated"] : []),
      ...(loadTest?.run.hardware === undefined ? [] : ["declared hardware"]),
      ...new Set(row.cautions.map(({ code }) => code)),
    ],
  };
}

function p50Of({ ttftMs }: LoadRow): number {
  return ttftMs?.p50 ?? 0;
}

function rateOf({ outputTokensPerSecond = 0 }: LoadRow): number {
  return outputTokensPerSecond;
}

function concurrencyOf({ load }: LoadRow): number {
  return load.kind === "closed" ? load.concurrency : load.peakConcurrency;
}
