// The tab of the cases: filters, how many are shown, the list, and the opened case beside it.
import { html, nothing, type TemplateResult } from "lit";
import type { CaseFilters } from "./case-filters.ts";
import { choicesOf } from "./case-filters.ts";
import type { CaseRow } from "./messages.ts";
import { categoryName } from "./words.ts";

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
    <section class="case-side" aria-label="List of cases">
      ${filterRow(state, change)}
      <p class="case-count" aria-live=${isRunning ? "off" : "polite"} data-testid="case-count">
        ${shown.length.toLocaleString("en")} of ${all.length.toLocaleString("en")} shown
      </p>
      ${list}
      ${
        shown.length === 0
          ? html`<p class="quiet">${all.length === 0 ? "No case is graded yet." : "No case fits these filters."}</p>`
          : nothing
      }
    </section>
    ${details}
  </div>`;
}

const chosenBy: readonly { key: keyof Omit<CaseFilters, "text">; name: string; every: string }[] = [
  { key: "category", name: "Category", every: "All categories" },
  { key: "verdict", name: "Verdict", every: "All verdicts" },
  { key: "failClass", name: "Failure", every: "All failures" },
  { key: "language", name: "Language", every: "All languages" },
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
  return html`<div class="filters" role="search" aria-label="Filter cases">
    <input
      type="search"
      placeholder="Filter by name, topic or reason"
      aria-label="Filter by name, topic or reason"
      data-testid="filter-text"
      .value=${filters.text}
      @input=${onText}
    />
    ${chosenBy.map(({ key, name, every }) => {
      const onChange = ({ target }: Event) => {
        if (target instanceof HTMLSelectElement) change({ [key]: target.value });
      };
      return html`<select aria-label=${name} data-testid="filter-${key}" @change=${onChange}>
        <option value="" .selected=${filters[key] === ""}>${every}</option>
        ${choices[key].map(
          (value) =>
            html`<option value=${value} .selected=${value === filters[key]}>
              ${key === "category" ? categoryName(value) : value}
            </option>`,
        )}
      </select>`;
    })}
  </div>`;
}
