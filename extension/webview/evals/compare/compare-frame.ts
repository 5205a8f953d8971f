// What every comparison has around its parts: title, both runs as cards, and what speaks against comparing them. A is the
// baseline, B is this run.
import { html, nothing, type TemplateResult } from "lit";
import { t } from "../../../words.ts";
import type { ComparisonView } from "../messages.ts";
import { originBadges, sentences } from "../sheet.ts";

export type CompareActions = {
  close(): void;
  /** Shows a case of B. Without it, ids are only named. */
  openCase?(id: string): void;
};

export const sideTitles = {
  baseline: () => t("A, the baseline"),
  current: () => t("B, this run"),
} as const;

export function compareFrame(
  view: ComparisonView,
  actions: CompareActions,
  parts: TemplateResult,
): TemplateResult {
  const { caveats = [] } = view.comparison;
  return html`<section class="view compare-view" aria-labelledby="compare-view-title" data-testid="comparison">
    <header class="view-header">
      <h3 id="compare-view-title">${view.kind === "loads" ? t("Two load tests compared") : t("Two runs compared")}</h3>
      <button type="button" class="button button-secondary" @click=${() => actions.close()}>${t("Close Comparison")}</button>
    </header>
    <div class="compare-runs">
      ${runCard(sideTitles.baseline(), view.baseline)} ${runCard(sideTitles.current(), view.current)}
    </div>
    ${
      caveats.length === 0
        ? nothing
        : html`<h4>${t("Before you compare")}</h4>
            ${sentences(caveats, "cautions")}`
    }
    ${parts}
  </section>`;
}

/** In every caption, so that no table can be quoted without it. */
export function simulatedMark({ baseline, current }: ComparisonView): string {
  const [a, b] = [baseline, current].map(({ run }) => run.endpoint.isSimulated);
  if (a && b) return `, ${t("both simulated")}`;
  return a ? `, ${t("A simulated")}` : b ? `, ${t("B simulated")}` : "";
}

function runCard(title: string, { run }: ComparisonView["current"]): TemplateResult {
  const { endpoint, hardware } = run;
  return html`<div class="view-tile">
    <h4>${title}</h4>
    <p class="compare-model">${endpoint.model}</p>
    <p class="view-badges">${originBadges(endpoint, hardware)}</p>
  </div>`;
}
