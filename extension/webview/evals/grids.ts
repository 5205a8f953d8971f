// The tabs on long contexts and on repeats: the cases of a run as the charts want them.
import { html, nothing, type TemplateResult } from "lit";
import { percent } from "../../../core/figures/figure-text.ts";
import type { CategorySummary } from "../../../core/protocol/evaluation.ts";
import { t } from "../../words.ts";
import { type DepthGridProps, depthGrid, type FlipMapProps, flipMap } from "./charts/charts.ts";
import type { CaseRow } from "./messages.ts";
import { categoryName } from "./words.ts";

export function longContextView(rows: readonly CaseRow[], isSimulated: boolean): TemplateResult {
  const cells = depthCells(rows);
  if (cells.length === 0) {
    return html`<section class="part">
      <h3>${t("Long context")}</h3>
      <p class="quiet">${t("This run has asked no question about a long text.")}</p>
    </section>`;
  }
  return html`<section class="part">
    ${depthGrid({ title: t("Where in a long text the answer is found"), isSimulated, cells })}
  </section>`;
}

/** One cell a length and depth; what could not be graded counts as nothing, so that its cell says n 0. */
export function depthCells(rows: readonly CaseRow[]): DepthGridProps["cells"] {
  const cells = new Map<string, DepthGridProps["cells"][number]>();
  for (const { haystack, verdict } of rows) {
    if (haystack === undefined) continue;
    const { tokens, depth } = haystack;
    const key = `${tokens} ${depth}`;
    const cell = cells.get(key) ?? { tokens, depth, passed: 0, n: 0 };
    const isGraded = verdict === "pass" || verdict === "fail";
    cells.set(key, {
      ...cell,
      n: cell.n + (isGraded ? 1 : 0),
      passed: cell.passed + (verdict === "pass" ? 1 : 0),
    });
  }
  return [...cells.values()];
}

export function repeatsView(
  rows: readonly CaseRow[],
  categories: readonly CategorySummary[],
  isSimulated: boolean,
): TemplateResult {
  const cases = repeatedCases(rows);
  if (cases.length === 0) {
    return html`<section class="part">
      <h3>${t("Repeats")}</h3>
      <p class="quiet">${t("No case was asked more than once. The standard profile asks tool use four times, the full one everything three times.")}</p>
    </section>`;
  }
  return html`<section class="part">
      ${flipMap({ title: t("Cases that were asked several times"), isSimulated, cases })}
    </section>
    ${repeatTable(categories)}`;
}

/** Cases with more than one epoch, those whose verdict flips first. */
export function repeatedCases(rows: readonly CaseRow[]): FlipMapProps["cases"] {
  const byId = new Map<string, CaseRow[]>();
  for (const row of rows) {
    const own = byId.get(row.id);
    if (own) own.push(row);
    else byId.set(row.id, [row]);
  }
  return [...byId]
    .filter(([, own]) => own.length > 1)
    .map(([id, own]) => ({
      id,
      epochs: own.map(({ epoch, verdict }) => ({ epoch, verdict })),
      verdicts: new Set(own.map(({ verdict }) => verdict)).size,
    }))
    .sort((left, right) => right.verdicts - left.verdicts)
    .map(({ id, epochs }) => ({ id, epochs }));
}

function repeatTable(categories: readonly CategorySummary[]): TemplateResult | typeof nothing {
  const repeated = categories.flatMap(({ category, repeated, rate, flipped }) =>
    repeated === undefined ? [] : [{ category, repeated, rate, flipped }],
  );
  if (repeated.length === 0) return nothing;
  const attempts = Math.max(...repeated.map(({ repeated: { attempts } }) => attempts));
  const ks = Array.from({ length: attempts }, (_, index) => index + 1);
  return html`<section class="part" aria-labelledby="repeats-title">
    <h3 id="repeats-title">${t("How reliable repeats are")}</h3>
    <p class="quiet part-words">${t("pass@k: at least one of k attempts passes. pass^k: all k pass, which is what an agent needs.")}</p>
    <div class="scroll-x" tabindex="0" role="group" aria-labelledby="repeats-title">
      <table class="sheet sheet-narrow">
        <thead>
          <tr>
            <th scope="col">${t("Category")}</th>
            <th scope="col" class="number">n</th>
            <th scope="col" class="number">${t("Flips")}</th>
            ${ks.map((k) => html`<th scope="col" class="number">pass@${k}</th>`)}
            ${ks.map((k) => html`<th scope="col" class="number">pass^${k}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${repeated.map(
            ({ category, repeated: { passAtK, passHatK }, rate, flipped }) => html`<tr>
              <th scope="row">${categoryName(category)}</th>
              <td class="number">${rate?.n ?? "–"}</td>
              <td class="number">${flipped}</td>
              ${ks.map((_, at) => html`<td class="number">${shareText(passAtK[at])}</td>`)}
              ${ks.map((_, at) => html`<td class="number">${shareText(passHatK[at])}</td>`)}
            </tr>`,
          )}
        </tbody>
      </table>
    </div>
  </section>`;
}

function shareText(share: number | undefined): string {
  return share === undefined ? "–" : percent(share);
}
