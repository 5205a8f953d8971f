// The tab of the cases: filters, how many are shown, the list, and the opened case beside it.
import { html, nothing, type TemplateResult } from "lit";
import type { Verdict } from "../../../core/protocol/grade.ts";
import { t } from "../../words.ts";
import { writtenNumber } from "../language.ts";
import { verdictWord } from "./badge.ts";
import type { CaseFilters } from "./case-filters.ts";
import { choicesOf } from "./case-filters.ts";
import type { CaseRow } from "./messages.ts";
import { categoryName, failClassWord } from "./words.ts";

export type CasesState = {
  all: readonly CaseRow[];
  shown: readonly CaseRow[];
  filters: CaseFilters;
  /** While they still come, their number is not read out. */
  isRunning: boolean;
};

export function casesView(
  state: CasesState,
  list: HTMLElement,
  details: TemplateResult | typeof nothing,
  change: (filters: Partial<CaseFilters>) => void,
): TemplateResult {
  const { all, shown, isRunning } = state;
  return html`<div class="cases ${details === nothing ? "" : "has-details"}">
    <section class="case-side" aria-label=${t("List of cases")}>
      ${filterRow(state, change)}
      <p class="case-count" aria-live=${isRunning ? "off" : "polite"} data-testid="case-count">
        ${t("{0} of {1} shown", writtenNumber(shown.length), writtenNumber(all.length))}
      </p>
      ${list}
      ${
        shown.length === 0
          ? html`<p class="quiet">${all.length === 0 ? t("No case is graded yet.") : t("No case fits these filters.")}</p>`
          : nothing
      }
    </section>
    ${details}
  </div>`;
}

type Chooser = { key: keyof Omit<CaseFilters, "text">; name: string; every: string };

const choosers = (): Chooser[] => [
  { key: "category", name: t("Category"), every: t("All categories") },
  { key: "verdict", name: t("Verdict"), every: t("All verdicts") },
  { key: "failClass", name: t("Failure"), every: t("All failures") },
  { key: "language", name: t("Language"), every: t("All languages") },
];

let known: { rows: readonly CaseRow[]; choices: ReturnType<typeof choicesOf> } | undefined;

/** The same rows again are not gone through again. */
function choicesFor(rows: readonly CaseRow[]) {
  if (known?.rows !== rows) known = { rows, choices: choicesOf(rows) };
  return known.choices;
}

function filterRow(
  { all, filters }: CasesState,
  change: (filters: Partial<CaseFilters>) => void,
): TemplateResult {
  const choices = choicesFor(all);
  const onText = ({ target }: Event) => {
    if (target instanceof HTMLInputElement) change({ text: target.value });
  };
  return html`<div class="filters" role="search" aria-label=${t("Filter cases")}>
    <input
      type="search"
      placeholder=${t("Filter by name, topic or reason")}
      aria-label=${t("Filter by name, topic or reason")}
      data-testid="filter-text"
      .value=${filters.text}
      @input=${onText}
    />
    ${choosers().map(({ key, name, every }) => {
      const onChange = ({ target }: Event) => {
        if (target instanceof HTMLSelectElement) change({ [key]: target.value });
      };
      return html`<select aria-label=${name} data-testid="filter-${key}" @change=${onChange}>
        <option value="" .selected=${filters[key] === ""}>${every}</option>
        ${choices[key].map(
          (value) =>
            html`<option value=${value} .selected=${value === filters[key]}>
              ${choiceText(key, value)}
            </option>`,
        )}
      </select>`;
    })}
  </div>`;
}

function choiceText(key: Chooser["key"], value: string): string {
  if (key === "category") return categoryName(value);
  if (key === "failClass") return failClassWord(value);
  // The choices of verdicts are those of the rows.
  return key === "verdict" ? verdictWord(value as Verdict) : value;
}
