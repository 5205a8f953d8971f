// Two evaluations of the same cases held against each other: A is the baseline, B is this run. What speaks against the
// comparison comes first, then what became worse. Draws what was computed; it decides nothing.
import { html, nothing, type TemplateResult } from "lit";
import { plural } from "../../../core/figures/figure-text.ts";
import type { Comparison } from "../../../core/protocol/evaluation.ts";
import {
  factTable,
  loadRatioTable,
  pairTable,
  scalingTable,
  scorecardTable,
} from "./compare/compare-tables.ts";
import { methodText } from "./compare/compare-text.ts";
import type { ComparisonView } from "./messages.ts";
import { originBadges, sentences } from "./sheet.ts";

export type CompareActions = {
  close(): void;
  /** Shows a case of B. Without it, ids are only named. */
  openCase?(id: string): void;
};

export function compareView(view: ComparisonView, actions: CompareActions): TemplateResult {
  const { comparison } = view;
  const { caveats = [], load = [], scaling } = comparison;
  const mark = simulatedMark(view);
  return html`<section class="view compare-view" aria-labelledby="compare-view-title" data-testid="comparison">
    <header class="view-header">
      <h3 id="compare-view-title">Two runs compared</h3>
      <button type="button" class="button button-secondary" @click=${() => actions.close()}>Close Comparison</button>
    </header>
    <div class="compare-runs">
      ${runCard("A, the baseline", view.baseline)} ${runCard("B, this run", view.current)}
    </div>
    ${
      caveats.length === 0
        ? nothing
        : html`<h4>Before you compare</h4>
            ${sentences(caveats, "cautions")}`
    }
    ${changed(comparison, actions)}
    <h4>Pairs of cases</h4>
    ${pairTable(comparison, mark)}
    <p class="view-note">${methodText(comparison)}</p>
    <h4>Scorecards</h4>
    ${scorecardTable(view, mark)}
    ${load.length === 0 && scaling === undefined ? nothing : html`<h4>Load tests</h4>`}
    ${loadRatioTable(load, mark)} ${scaling === undefined ? nothing : scalingTable(scaling, mark)}
    <h4>Both runs</h4>
    ${factTable(view)}
  </section>`;
}

function runCard(title: string, { run }: ComparisonView["current"]): TemplateResult {
  const { endpoint, hardware } = run;
  return html`<div class="view-tile">
    <h4>${title}</h4>
    <p class="compare-model">${endpoint.model}</p>
    <p class="view-badges">${originBadges(endpoint, hardware)}</p>
  </div>`;
}

/** In every caption, so that no table can be quoted without it. */
function simulatedMark({ baseline, current }: ComparisonView): string {
  const isSimulated = [baseline, current].map(({ run }) => run.endpoint.isSimulated);
  if (isSimulated[0] && isSimulated[1]) return ", both simulated";
  return isSimulated[0] ? ", A simulated" : isSimulated[1] ? ", B simulated" : "";
}

function changed({ regressed, improved }: Comparison, actions: CompareActions): TemplateResult {
  return html`<h4>Regressions</h4>
    ${
      regressed.length === 0
        ? html`<p class="view-empty">No case that A passed failed in B.</p>`
        : html`<p>Passed in A, not in B: ${plural(regressed.length, "case")}.</p>
            ${idList(regressed, actions)}`
    }
    ${
      improved.length === 0
        ? nothing
        : html`<details class="view-more">
            <summary>Passed in B, not in A: ${plural(improved.length, "case")}</summary>
            ${idList(improved, actions)}
          </details>`
    }`;
}

const shownAtOnce = 20;

function idList(ids: readonly string[], { openCase }: CompareActions): TemplateResult {
  const item = (id: string) =>
    openCase
      ? html`<button type="button" class="link-button" title="Open the case" @click=${() => openCase(id)}>${id}</button>`
      : id;
  const list = (some: readonly string[]) =>
    html`<ul class="compare-ids">${some.map((id) => html`<li>${item(id)}</li>`)}</ul>`;
  const rest = ids.slice(shownAtOnce);
  return html`${list(ids.slice(0, shownAtOnce))}
  ${
    rest.length === 0
      ? nothing
      : html`<details class="view-more">
          <summary>Show ${plural(rest.length, "more case")}</summary>
          ${list(rest)}
        </details>`
  }`;
}
