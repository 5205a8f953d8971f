// The checks of one case: what each expected and what it got. Advisory ones are said to be no part of the verdict.
import { html, nothing, type TemplateResult } from "lit";
import type { Check } from "../../../core/protocol/grade.ts";
import type { Json } from "../../../core/protocol/json.ts";
import { icon } from "./icon.ts";

export function checksView(checks: readonly Check[]): TemplateResult {
  const failed = checks.filter(({ ok, advisory }) => ok === false && !advisory).length;
  return html`<section class="detail-part" aria-labelledby="checks-title">
    <h4 id="checks-title">
      Checks <span class="quiet">${checks.length.toLocaleString("en")}${failed > 0 ? `, ${failed} failed` : ""}</span>
    </h4>
    <div class="scroll-x checks-scroll" tabindex="0" role="group" aria-labelledby="checks-title">
      <table class="sheet checks" data-testid="checks">
        <thead>
          <tr>
            <th scope="col">Check</th>
            <th scope="col">Outcome</th>
            <th scope="col">Expected</th>
            <th scope="col">Actual</th>
          </tr>
        </thead>
        <tbody>
          ${failedFirst(checks).map(checkRow)}
        </tbody>
      </table>
    </div>
  </section>`;
}

function checkRow({ name, ok, expected, actual, detail, advisory }: Check): TemplateResult {
  return html`<tr>
    <th scope="row">
      ${name}
      ${advisory ? html`<span class="quiet">advisory, no part of the verdict</span>` : nothing}
      ${detail ? html`<span class="row-reason">${detail}</span>` : nothing}
    </th>
    <td>${outcome(ok)}</td>
    <td>${valueView(expected)}</td>
    <td>${valueView(actual)}</td>
  </tr>`;
}

function outcome(ok: boolean | null): TemplateResult {
  if (ok === null)
    return html`<span class="case-verdict case-verdict-unscored">${icon("question")}open</span>`;
  return ok
    ? html`<span class="case-verdict case-verdict-pass">${icon("success")}ok</span>`
    : html`<span class="case-verdict case-verdict-fail">${icon("fail")}failed</span>`;
}

function valueView(value: Json | undefined): TemplateResult {
  if (value === undefined) return html`<span class="quiet">–</span>`;
  return html`<code class="value">${typeof value === "string" ? value : JSON.stringify(value)}</code>`;
}

function failedFirst(checks: readonly Check[]): Check[] {
  const rank = ({ ok }: Check) => (ok === false ? 0 : ok === null ? 1 : 2);
  return [...checks].sort((left, right) => rank(left) - rank(right));
}
