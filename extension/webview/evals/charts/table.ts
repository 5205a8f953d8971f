// The table that says what a drawing says.
import { html, type TemplateResult } from "lit";

export type Table = { caption: string; head: readonly string[]; rows: readonly string[][] };

/** The first cell of a row names it. A wide or long table scrolls by itself. */
export function tableTemplate({ caption, head, rows }: Table): TemplateResult {
  return html`<div class="chart-table-scroll" role="group" aria-label=${caption} tabindex="0">
    <table>
      <caption>${caption}</caption>
      <thead>
        <tr>${head.map((text) => html`<th scope="col">${text}</th>`)}</tr>
      </thead>
      <tbody>
        ${rows.map(
          ([name, ...cells]) =>
            html`<tr><th scope="row">${name}</th>${cells.map((text) => html`<td>${text}</td>`)}</tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}
