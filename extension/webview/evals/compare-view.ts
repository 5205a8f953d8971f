// Two runs held against each other: A is the baseline, B is this run. What speaks against the comparison comes first, then
// what became worse. Draws what was computed; it decides nothing.
import { html, nothing, type TemplateResult } from "lit";
import type { Comparison } from "../../../core/protocol/evaluation.ts";
import type { Published } from "../../../core/protocol/published.ts";
import { plural, t } from "../../words.ts";
import { writtenNumber } from "../language.ts";
import { type CompareActions, compareFrame, simulatedMark } from "./compare/compare-frame.ts";
import { loadsParts } from "./compare/compare-loads.ts";
import {
  factTable,
  loadRatioTable,
  pairTable,
  scalingTable,
  scorecardTable,
} from "./compare/compare-tables.ts";
import { methodText } from "./compare/compare-text.ts";
import type { ComparisonView, EvaluationComparison } from "./messages.ts";

export type { CompareActions } from "./compare/compare-frame.ts";

/** `published`: as soon as it is known; two load tests are drawn beside it. */
export function compareView(
  view: ComparisonView,
  actions: CompareActions,
  published?: Published,
): TemplateResult {
  const parts =
    view.kind === "loads" ? loadsParts(view, published) : evaluationParts(view, actions);
  return compareFrame(view, actions, parts);
}

function evaluationParts(view: EvaluationComparison, actions: CompareActions): TemplateResult {
  const { comparison } = view;
  const { load = [], scaling } = comparison;
  const mark = simulatedMark(view);
  return html`${changed(comparison, actions)}
    <h4>${t("Pairs of cases")}</h4>
    ${pairTable(comparison, mark)}
    <p class="view-note">${methodText(comparison)}</p>
    <h4>${t("Scorecards")}</h4>
    ${scorecardTable(view, mark)}
    ${load.length === 0 && scaling === undefined ? nothing : html`<h4>${t("Load tests")}</h4>`}
    ${loadRatioTable(load, mark)} ${scaling === undefined ? nothing : scalingTable(scaling, mark)}
    <h4>${t("Both runs")}</h4>
    ${factTable(view)}`;
}

function changed({ regressed, improved }: Comparison, actions: CompareActions): TemplateResult {
  return html`<h4>${t("Regressions")}</h4>
    ${
      regressed.length === 0
        ? html`<p class="view-empty">${t("No case that A passed failed in B.")}</p>`
        : html`<p>${plural(regressed.length, ["Passed in A, not in B: {1} case.", "Passed in A, not in B: {1} cases."], writtenNumber(regressed.length))}</p>
            ${idList(regressed, actions)}`
    }
    ${
      improved.length === 0
        ? nothing
        : html`<details class="view-more">
            <summary>${plural(improved.length, ["Passed in B, not in A: {1} case", "Passed in B, not in A: {1} cases"], writtenNumber(improved.length))}</summary>
            ${idList(improved, actions)}
          </details>`
    }`;
}

const shownAtOnce = 20;

function idList(ids: readonly string[], { openCase }: CompareActions): TemplateResult {
  const item = (id: string) =>
    openCase
      ? html`<button type="button" class="link-button" title=${t("Open the case")} @click=${() => openCase(id)}>${id}</button>`
      : id;
  const list = (some: readonly string[]) =>
    html`<ul class="compare-ids">${some.map((id) => html`<li>${item(id)}</li>`)}</ul>`;
  const rest = ids.slice(shownAtOnce);
  return html`${list(ids.slice(0, shownAtOnce))}
  ${
    rest.length === 0
      ? nothing
      : html`<details class="view-more">
          <summary>${plural(rest.length, ["Show {1} more case", "Show {1} more cases"], writtenNumber(rest.length))}</summary>
          ${list(rest)}
        </details>`
  }`;
}
