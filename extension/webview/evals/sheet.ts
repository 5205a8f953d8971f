// What the views of figures are built of: badges in words, tables that scroll by themselves, lists of sentences. Knows no
// run and no figure; everything it shows becomes text nodes.
import { html, nothing, type TemplateResult } from "lit";
import type { EndpointFacts, Hardware } from "../../../core/protocol/run-facts.ts";
import { t } from "../../words.ts";
import { hardwareBadge, simulatedBadge } from "./badge.ts";

export type Cell = string | TemplateResult;

export type Column = {
  text: string;
  /** A unit or what the figure is, smaller below. */
  note?: string | undefined;
  isFigure?: boolean;
};

export type Row = {
  head: Cell;
  cells: readonly Cell[];
  /** Struck out: its figures are not to be quoted. */
  isSpoiled?: boolean;
};

export type BadgeKind = "warning" | "good" | "bad" | "quiet";

/** The word carries the meaning; the colour repeats it. */
export function badge(text: string, kind: BadgeKind): TemplateResult {
  return html`<span class="view-badge view-badge-${kind}">${text}</span>`;
}

/** Whether a simulator answered, and on what the person says it ran. */
export function originBadges(
  { isSimulated }: Pick<EndpointFacts, "isSimulated">,
  hardware: Hardware | undefined,
): TemplateResult {
  const declared = hardwareBadge(hardware);
  return html`${isSimulated ? simulatedBadge() : nothing}
  ${declared === nothing ? badge(t("hardware not declared"), "quiet") : declared}`;
}

/** The caption names the table and the region in which it scrolls. */
export function figureTable({
  caption,
  columns,
  rows,
}: {
  caption: string;
  columns: readonly Column[];
  rows: readonly Row[];
}): TemplateResult {
  return html`<div class="view-scroll" role="group" aria-label=${caption} tabindex="0">
    <table class="view-table">
      <caption>${caption}</caption>
      <thead>
        <tr>
          ${columns.map(
            ({ text, note, isFigure }) =>
              html`<th scope="col" class=${isFigure ? "view-figure" : ""}>
                ${text}${note === undefined ? nothing : html` <span class="view-below">${note}</span>`}
              </th>`,
          )}
        </tr>
      </thead>
      <tbody>
        ${rows.map(({ head, cells, isSpoiled }) => {
          return html`<tr class=${isSpoiled ? "view-spoiled" : ""}>
            <th scope="row">${head}</th>
            ${cells.map(
              (cell, index) =>
                html`<td class=${columns[index + 1]?.isFigure ? "view-figure" : ""}>${cell}</td>`,
            )}
          </tr>`;
        })}
      </tbody>
    </table>
  </div>`;
}

/** A figure with what belongs to it in smaller type below. */
export function figure(text: string, ...below: readonly string[]): TemplateResult {
  return html`${text}${below
    .filter((line) => line !== "")
    .map((line) => html` <span class="view-below">${line}</span>`)}`;
}

export function sentences(
  list: readonly Cell[],
  kind: "notes" | "cautions" = "notes",
): TemplateResult | typeof nothing {
  if (list.length === 0) return nothing;
  return html`<ul class="view-sentences view-${kind}">
    ${list.map((sentence) => html`<li>${sentence}</li>`)}
  </ul>`;
}
