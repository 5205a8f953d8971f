// The categories of the suite: what came of their cases, why some failed and why some were not run. While a run goes on, only
// what has been graded is counted.
import { html, nothing, type TemplateResult } from "lit";
import { percent, percentRange } from "../../../core/figures/figure-text.ts";
import type { CategorySummary, Counts } from "../../../core/protocol/evaluation.ts";
import type { Verdict } from "../../../core/protocol/grade.ts";
import { t } from "../../words.ts";
import { caseVerdict } from "./badge.ts";
import type { CaseRow } from "./messages.ts";
import { categoryName, failClassWord } from "./words.ts";

export type CategoryActions = { showCases(category: string): void };

export function categoriesView(
  categories: readonly CategorySummary[],
  actions: CategoryActions,
): TemplateResult {
  return html`<section class="part" aria-labelledby="categories-title">
    <h3 id="categories-title">${t("Categories")}</h3>
    <div class="scroll-x" tabindex="0" role="group" aria-labelledby="categories-title">
      <table class="sheet categories" data-testid="categories">
        <thead>
          <tr>
            <th scope="col">${t("Category")}</th>
            <th scope="col" class="number">${t("Passed")}</th>
            <th scope="col" class="number">${t("Rate")}</th>
            <th scope="col">${t("95 % interval")}</th>
            <th scope="col" class="number">${t("Problems")}</th>
            <th scope="col" class="number">${t("Skipped")}</th>
            <th scope="col" class="number">${t("Unscored")}</th>
            <th scope="col" class="number">${t("Infra")}</th>
            <th scope="col" class="number">${t("Flips")}</th>
            <th scope="col">${t("Why not")}</th>
          </tr>
        </thead>
        <tbody>
          ${categories.map((one) => categoryRow(one, actions))}
        </tbody>
      </table>
    </div>
  </section>`;
}

function categoryRow(summary: CategorySummary, { showCases }: CategoryActions): TemplateResult {
  const { category, counts, rate, flipped, failClasses, skipped } = summary;
  const name = categoryName(category);
  return html`<tr>
    <th scope="row">
      <button type="button" class="link-button" @click=${() => showCases(category)}>${name}</button>
    </th>
    <td class="number">${t("{0} of {1}", counts.pass, counts.pass + counts.fail)}</td>
    <td class="number">${rate ? percent(rate.rate) : "–"}</td>
    <td class="whole">${rate ? percentRange(rate) : "–"}</td>
    <td class="number">${rate?.clusters ?? 0}</td>
    ${[counts.skipped, counts.unscored, counts.infra, flipped].map(
      (count) => html`<td class=${count === 0 ? "number quiet" : "number"}>${count}</td>`,
    )}
    <td>
      ${Object.entries(failClasses).map(
        ([name, count]) => html`<span class="chip">${failClassWord(name)} ${count}</span> `,
      )}
      ${Object.entries(skipped).map(
        ([reason, count]) =>
          html`<span class="quiet">${t("{0} skipped: {1}", count, reason)}</span> `,
      )}
      ${rubricOf(summary)}
    </td>
  </tr>`;
}

function rubricOf({ rubric }: CategorySummary): TemplateResult | typeof nothing {
  if (rubric === undefined) return nothing;
  const { facts, falsehoods, disputed, isSelfJudged } = rubric;
  return html`<span class="quiet">
    ${
      isSelfJudged
        ? t(
            "A judge, the model itself, found {0} of {1} facts and {2} of {3} falsehoods; {4} disputed. Decides nothing.",
            facts.met,
            facts.of,
            falsehoods.claimed,
            falsehoods.of,
            disputed,
          )
        : t(
            "A judge found {0} of {1} facts and {2} of {3} falsehoods; {4} disputed. Decides nothing.",
            facts.met,
            facts.of,
            falsehoods.claimed,
            falsehoods.of,
            disputed,
          )
    }
  </span>`;
}

const shown: readonly Verdict[] = ["pass", "fail", "skipped", "unscored", "infra"];

/** While a run goes on: counts without shares, which would still move. */
export function liveCategories(rows: readonly CaseRow[], isRunning: boolean): TemplateResult {
  const counts = new Map<string, Counts>();
  for (const { category, verdict } of rows) {
    const own = counts.get(category) ?? { pass: 0, fail: 0, skipped: 0, unscored: 0, infra: 0 };
    own[verdict] += 1;
    counts.set(category, own);
  }
  return html`<section class="part" aria-labelledby="live-title" data-testid="live-categories">
    <h3 id="live-title">${t("Graded so far")}</h3>
    <p class="quiet part-words">
      ${isRunning ? t("Rates, intervals and verdicts come when everything is graded.") : t("The run ended before its verdict: counts without rates.")}
    </p>
    <div class="scroll-x" tabindex="0" role="group" aria-labelledby="live-title">
      <table class="sheet sheet-narrow">
      <thead>
        <tr>
          <th scope="col">${t("Category")}</th>
          ${shown.map((verdict) => html`<th scope="col" class="number">${caseVerdict(verdict)}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${[...counts].map(
          ([category, own]) => html`<tr>
            <th scope="row">${categoryName(category)}</th>
            ${shown.map(
              (verdict) =>
                html`<td class=${own[verdict] === 0 ? "number quiet" : "number"}>${own[verdict]}</td>`,
            )}
          </tr>`,
        )}
      </tbody>
    </table>
    </div>
  </section>`;
}
