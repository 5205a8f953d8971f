// One row of a load test in words and figures. Pure text: knows no markup and decides nothing.
import {
  fineMilliseconds,
  milliseconds,
  percent,
  times,
  tokensPerSecond,
} from "../../../../core/figures/figure-text.ts";
import type { CautionCode, LoadRow } from "../../../../core/protocol/load-test.ts";
import type { Distribution } from "../../../../core/protocol/run-facts.ts";
import { t } from "../../../words.ts";
import { numberLanguage, writtenNumber } from "../../language.ts";

export const none = "–";

/** `512/512 × 128`; `512/512 at 4/s` where requests arrive by themselves. */
export function rowLabel({ isl, osl, load }: Pick<LoadRow, "isl" | "osl" | "load">): string {
  const shape = shapeLabel({ isl, osl });
  return load.kind === "closed"
    ? `${shape} × ${load.concurrency}`
    : t(
        "{0} at {1}/s",
        shape,
        load.requestsPerSecond.toLocaleString(numberLanguage(), { maximumFractionDigits: 2 }),
      );
}

export function shapeLabel({ isl, osl }: Pick<LoadRow, "isl" | "osl">): string {
  return `${isl}/${osl}`;
}

/** How many, and below it `timeout 2`, `unreachable 1`. */
export function errorText(errors: LoadRow["errors"]): { sum: string; codes: string[] } {
  const entries = Object.entries(errors).filter(([, count]) => count > 0);
  const sum = entries.reduce((total, [, count]) => total + count, 0);
  return {
    sum: writtenNumber(sum),
    codes: entries.map(([code, count]) => `${code} ${writtenNumber(count)}`),
  };
}

export type Percentile = "p50" | "p95" | "p99";

/** A dash where too few samples carry the percentile. */
export function percentileText(
  distribution: Distribution | undefined,
  percentile: Percentile,
): string {
  const ms = distribution?.[percentile];
  return ms === undefined ? none : milliseconds(ms);
}

/** Median, and below it what else is known; for times between tokens, where a tenth counts. */
export function gapText(
  distribution: Distribution | undefined,
  rowN: number,
): { median: string; below: string[] } {
  if (distribution === undefined) return { median: none, below: [] };
  const { n, p50, p95 } = distribution;
  return {
    median: fineMilliseconds(p50),
    below: [
      ...(p95 === undefined ? [] : [`p95 ${fineMilliseconds(p95)}`]),
      ...(n === rowN ? [] : [`n ${writtenNumber(n)}`]),
    ],
  };
}

/** Whether a gap between two chunks is a gap between two tokens. */
export function isTokenByToken({ tokensPerChunk }: Pick<LoadRow, "tokensPerChunk">): boolean {
  return tokensPerChunk !== undefined && Math.abs(tokensPerChunk - 1) < 0.005;
}

/** `1.3 tokens a chunk`; nothing to say where it is one. */
export function chunkText(row: Pick<LoadRow, "tokensPerChunk" | "itlMs">): string {
  if (row.itlMs === undefined || isTokenByToken(row)) return "";
  return row.tokensPerChunk === undefined
    ? t("tokens a chunk unknown")
    : t("{0} tokens a chunk", writtenNumber(row.tokensPerChunk, 2));
}

export function rateText(rate: number | undefined): string {
  return rate === undefined ? none : tokensPerSecond(rate);
}

export function hitText(rate: number | undefined): string {
  return rate === undefined ? t("not told") : percent(rate);
}

export type Beside = LoadRow["published"][number];

/** `1.01×` and `of 1,608 ms`, of one published deployment; undefined where it has no such figure. */
export function besideText(
  row: Pick<LoadRow, "published" | "steadyTokensPerSecond" | "outputTokensPerSecond">,
  deployment: string,
  what: Beside["what"],
): { ratio: string; of: string } | undefined {
  const beside = row.published.find((one) => one.deployment === deployment && one.what === what);
  if (beside === undefined) return undefined;
  const { ratio, published } = beside;
  if (what === "ttftMs") return { ratio: times(ratio), of: t("of {0}", milliseconds(published)) };
  const basis = basisOf(row, ratio * published);
  return {
    ratio: times(ratio),
    of:
      basis === "steady"
        ? t("of {0}", tokensPerSecond(published))
        : t("of {0}, by wall", tokensPerSecond(published)),
  };
}

/** Which of the row's two throughputs was held against the published one. */
function basisOf(
  row: Pick<LoadRow, "steadyTokensPerSecond" | "outputTokensPerSecond">,
  rate: number,
): "steady" | "wall" {
  const { steadyTokensPerSecond: steady, outputTokensPerSecond: wall } = row;
  if (steady === undefined) return "wall";
  return wall === undefined || Math.abs(steady - rate) <= Math.abs(wall - rate) ? "steady" : "wall";
}

/** In few words, for the cell; the sentence stands below the table. */
export const cautionWords: Record<CautionCode, () => string> = {
  "busy-endpoint": () => t("busy endpoint"),
  queueing: () => t("queueing"),
  "wrong-length": () => t("wrong length"),
  "wrong-prompt-length": () => t("wrong prompt length"),
  "generator-lag": () => t("generator late"),
  cache: () => t("cache"),
  errors: () => t("errors"),
  "few-requests": () => t("few requests"),
  proxy: () => t("proxy"),
  "no-usage": () => t("no usage"),
};

export type SaidOfRows = { rows: string[]; word: string; message: string };

/** Each caution once, with the rows that it is about. */
export function cautionsOf(rows: readonly LoadRow[]): SaidOfRows[] {
  const said = new Map<string, SaidOfRows>();
  for (const row of rows) {
    for (const { code, message } of row.cautions) {
      const key = `${code} ${message}`;
      const known = said.get(key);
      if (known) known.rows.push(rowLabel(row));
      else said.set(key, { rows: [rowLabel(row)], word: cautionWords[code](), message });
    }
  }
  return [...said.values()];
}
