// The last two rows of the scorecard: how long one person waits and how much the endpoint writes for many. They rest on
// the load test alone; a row of it that others or the generator itself have disturbed decides nothing.
import { percentUp, plural } from "../../core/figures/figure-text.ts";
import type { ScorecardRow } from "../../core/protocol/evaluation.ts";
import type { CautionCode, LoadRow, LoadTest } from "../../core/protocol/load-test.ts";
import { type Kind, type LoadRule, latency, throughput } from "./load-row-kinds.ts";
import { failedIn } from "./load-tables.ts";
import rules from "./thresholds.json" with { type: "json" };

/** `failure`: why there is no load test though one was wanted, as a sentence. */
export type Load = { loadTest?: LoadTest | undefined; failure?: string | undefined };

export function loadRows(load: Load): ScorecardRow[] {
  return [
    scorecardRow(latency, load, rules.latencyRow),
    scorecardRow(throughput, load, rules.throughputRow),
  ];
}

function scorecardRow(kind: Kind, { loadTest, failure }: Load, rule: LoadRule): ScorecardRow {
  const { id, title, pass, marginal, minN } = rule;
  const found = findRow(kind, { loadTest, failure }, rule);
  const { row } = found;
  // What the generator spoiled is not to be quoted, not even beside its reason.
  const measure = row === undefined || row.isSpoiled ? undefined : kind.measureOf(row);
  return {
    id,
    title,
    ...("flaw" in found ? { verdict: "INSUFFICIENT", reason: found.flaw } : kind.decide(found.row)),
    measure: measure ?? { kind: "none" },
    thresholds: { pass, marginal, minN },
    coverage: row === undefined || row.n === 0 ? 0 : row.n / (row.n + failedIn(row)),
    badges: loadTest === undefined || row === undefined ? [] : badgesOf(loadTest, row),
  };
}

type Found = { row: LoadRow } | { row?: LoadRow | undefined; flaw: string };

/** The row that decides; without one that may, the one with the most requests and what speaks against it. */
function findRow(kind: Kind, { loadTest, failure }: Load, rule: LoadRule): Found {
  if (loadTest === undefined) return { flaw: failure ?? "No load test ran." };
  const asked = loadTest.rows.filter(kind.isAsked);
  if (asked.length === 0) {
    const why = loadTest.status === "interrupted" ? ": it was interrupted" : "";
    return { flaw: `The load test has no row ${kind.what}${why}.` };
  }
  const judged = asked
    .filter(({ cache }) => cache === "cold")
    .map((row) => ({ row, flaw: flawOf(row, kind, rule) }));
  const [best] = judged
    .flatMap(({ row, flaw }) => (flaw === undefined ? [row] : []))
    .sort(kind.choose);
  if (best !== undefined) return { row: best };
  const [most] = judged.toSorted((left, right) => right.row.n - left.row.n);
  const warmOnly = "Only rows with a warm prefix cache, which flatters.";
  return { row: most?.row, flaw: most?.flaw ?? warmOnly };
}

/** What makes the figures of a row unfit for a verdict. */
function flawOf(row: LoadRow, kind: Kind, { minN, maxErrors }: LoadRule): string | undefined {
  const has = (code: CautionCode) => row.cautions.some((caution) => caution.code === code);
  const sent = row.n + failedIn(row);
  const share = sent === 0 ? 0 : failedIn(row) / sent;
  if (share > maxErrors) return `${percentUp(share)} of the ${plural(sent, "request")} failed.`;
  if (row.n < minN) return `${plural(row.n, "request")}; a verdict needs ${minN}.`;
  if (row.isSpoiled) return "The load generator itself was too late.";
  if (has("busy-endpoint")) return "Requests of others were on the endpoint.";
  if (has("cache")) return "Prompts were found in the prefix cache, which flatters.";
  return kind.measureOf(row) === undefined ? kind.missing : undefined;
}

function badgesOf({ run }: LoadTest, { cautions }: LoadRow): string[] {
  return [
    ...(run.endpoint.isSimulated ? ["simulated"] : []),
    ...(run.hardware === undefined ? [] : ["declared hardware"]),
    ...new Set(cautions.map(({ code }) => code)),
  ];
}
