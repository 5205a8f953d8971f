// The verdict: what the endpoint is fit for in one sentence, and one row for each use with what the verdict rests on. Figures
// are written and the sentence is put together by core/figures; nothing is decided here.
import { html, nothing, type TemplateResult } from "lit";
import { deploymentAdvice } from "../../../core/figures/deployment-advice.ts";
import {
  milliseconds,
  percent,
  rating,
  tokensPerSecond,
} from "../../../core/figures/figure-text.ts";
import { measureText } from "../../../core/figures/measure-text.ts";
import type { Evaluation, RowVerdict, ScorecardRow } from "../../../core/protocol/evaluation.ts";
import { plural, t } from "../../words.ts";
import { adviceWords } from "./advice-words.ts";
import { rowVerdict, simulatedBadge } from "./badge.ts";
import { icon } from "./icon.ts";
import { intervalBar, scaleOf } from "./interval-bar.ts";
import { rowReason } from "./row-reason.ts";
import { scorecardTitle } from "./words.ts";

const verdicts: readonly RowVerdict[] = ["PASS", "MARGINAL", "FAIL", "INSUFFICIENT"];
const meanings: Readonly<Record<RowVerdict, () => string>> = {
  PASS: () => t("ship it"),
  MARGINAL: () => t("works with caveats"),
  FAIL: () => t("do not deploy for this"),
  INSUFFICIENT: () => t("too little to tell"),
};

/** One line for people who listen: `6 PASS, 4 MARGINAL, 1 FAIL, 1 INSUFFICIENT`. */
export function verdictText(rows: readonly ScorecardRow[]): string {
  return verdicts
    .map((verdict) => ({ verdict, count: countOf(rows, verdict) }))
    .filter(({ count }) => count > 0)
    .map(({ verdict, count }) => `${count} ${verdict}`)
    .join(", ");
}

export function scorecardView(evaluation: Omit<Evaluation, "cases">): TemplateResult {
  const { scorecard, gate, run, status } = evaluation;
  return html`<section class="part" aria-labelledby="scorecard-title">
    <div class="part-head">
      <h3 id="scorecard-title">${t("What it may be deployed for")}</h3>
      ${run.endpoint.isSimulated ? simulatedBadge() : nothing}
    </div>
    <p class="advice" data-testid="advice">${deploymentAdvice(scorecard, run.endpoint.isSimulated, adviceWords)}</p>
    ${scorecard.length === 0 ? nothing : tally(scorecard)}
    ${
      gate.ok
        ? nothing
        : html`<div class="notice" data-testid="gate">
            ${icon("warning")}
            <div class="notice-body">
              <p><strong>${t("The gate is closed:")}</strong> ${gate.reasons.join(" ")}</p>
            </div>
          </div>`
    }
    ${
      status === "interrupted"
        ? html`<p class="notice">${icon("info")}${t("The run was interrupted: the verdicts rest on what was answered.")}</p>`
        : nothing
    }
    ${scorecard.length === 0 ? html`<p class="quiet">${t("No row of the scorecard was asked for.")}</p>` : table(scorecard)}
  </section>`;
}

/** A legend of the verdicts: what each means and in how many rows it stands. No verdict of the whole. */
function tally(rows: readonly ScorecardRow[]): TemplateResult {
  return html`<ul class="tally" aria-label=${t("Rows by verdict")}>
    ${verdicts.map((verdict) => {
      const count = countOf(rows, verdict);
      return html`<li class=${count === 0 ? "tally-none" : ""}>
        ${rowVerdict(verdict)}
        <span class="tally-count">${t("{0} of {1} rows", count, rows.length)}</span>
        <span class="tally-words">${meanings[verdict]()}</span>
      </li>`;
    })}
  </ul>`;
}

// Roles are written out: in a narrow view the table is laid out as blocks, which would take its own away.
function table(rows: readonly ScorecardRow[]): TemplateResult {
  return html`<table class="sheet scorecard" role="table" aria-labelledby="scorecard-title" data-testid="scorecard">
    <thead role="rowgroup">
      <tr role="row">
        <th role="columnheader" scope="col">${t("Use")}</th>
        <th role="columnheader" scope="col">${t("Verdict")}</th>
        <th role="columnheader" scope="col" class="number">${t("Result")}</th>
        <th role="columnheader" scope="col" class="number">n</th>
        <th role="columnheader" scope="col">${t("95 % interval and thresholds")}</th>
        <th role="columnheader" scope="col">${t("Published H100 run")}</th>
      </tr>
    </thead>
    <tbody role="rowgroup">
      ${rows.map(rowView)}
    </tbody>
  </table>`;
}

function rowView(row: ScorecardRow): TemplateResult {
  const { interval, n } = measureText(row.measure);
  const scale = scaleOf(row.measure, row.thresholds);
  return html`<tr role="row" data-testid="scorecard-row" data-verdict=${row.verdict}>
    <th role="rowheader" scope="row" class="cell-use">
      ${scorecardTitle(row)}
      <span class="row-reason">${rowReason(row)}</span>
      ${
        row.badges.length === 0
          ? nothing
          : html`<span class="badges">${row.badges.map((badge) => html`<span class="badge">${badgeText(badge)}</span>`)}</span>`
      }
    </th>
    <td role="cell" class="cell-verdict">${rowVerdict(row.verdict)}</td>
    <td role="cell" class="number cell-result" data-label=${t("Result")}>${resultText(row)}</td>
    <td role="cell" class="number cell-n" data-label="n">${n}${problemsOf(row)}</td>
    <td role="cell" class="cell-interval">
      <span class="interval-line">
        ${scale ? intervalBar(scale) : nothing}
        <span class="interval-text">${interval === "–" ? t("no interval") : interval}</span>
      </span>
      <span class="interval-rule quiet">${ruleOf(row)}</span>
    </td>
    <td role="cell" class="cell-published" data-label=${t("Published")}>
      ${
        row.published === undefined
          ? html`<span class="quiet">${t("not published")}</span>`
          : html`<strong>${row.published.verdict}</strong> <span class="quiet">${row.published.evidence}</span>`
      }
    </td>
  </tr>`;
}

function resultText({ measure }: ScorecardRow): string {
  return measure.kind === "rating"
    ? t("{0} of {1}", rating(measure.mean), 10)
    : measureText(measure).result;
}

/** Intervals count problems; where several cases share one, their number says more than n. */
function problemsOf({ measure }: ScorecardRow): TemplateResult | typeof nothing {
  return measure.kind === "rate" && measure.clusters !== measure.n
    ? html`<span class="quiet n-note">${plural(measure.clusters, ["{0} problem", "{0} problems"])}</span>`
    : nothing;
}

const badgeWords: Readonly<Record<string, () => string>> = {
  "partial coverage": () => t("partial coverage"),
  "parser suspect": () => t("parser suspect"),
  "self-judged": () => t("self-judged"),
  simulated: () => t("simulated"),
  "declared hardware": () => t("declared hardware"),
};

/** Codes of cautions, and what this version does not know, stay as they came. */
function badgeText(badge: string): string {
  return badgeWords[badge]?.() ?? badge;
}

function ruleOf({ measure, thresholds }: ScorecardRow): string {
  const { pass, marginal, minN } = thresholds;
  switch (measure.kind) {
    case "ttft":
      return `PASS ≤ ${milliseconds(pass)}, MARGINAL ≤ ${milliseconds(marginal)}, n ≥ ${minN}`;
    case "throughput":
      return `PASS ≥ ${tokensPerSecond(pass)}, MARGINAL ≥ ${tokensPerSecond(marginal)}`;
    case "rating":
      return `PASS ≥ ${pass}, MARGINAL ≥ ${marginal}, n ≥ ${minN}`;
    case "rate":
      return `PASS ≥ ${percent(pass)}, MARGINAL ≥ ${percent(marginal)}, n ≥ ${minN}`;
    case "none":
      return t("needs n ≥ {0}", minN);
  }
}

function countOf(rows: readonly ScorecardRow[], verdict: RowVerdict): number {
  return rows.filter((row) => row.verdict === verdict).length;
}
