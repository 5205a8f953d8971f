// The checks of one case: what each expected and what it got. Advisory ones are said to be no part of the verdict.
import { html, nothing, type TemplateResult } from "lit";
import type { Check } from "../../../core/protocol/grade.ts";
import type { Json } from "../../../core/protocol/json.ts";
import { t } from "../../words.ts";
import { writtenNumber } from "../language.ts";
import { icon } from "./icon.ts";

export function checksView(checks: readonly Check[]): TemplateResult {
  const failed = checks.filter(({ ok, advisory }) => ok === false && !advisory).length;
  const count = writtenNumber(checks.length);
  return html`<section class="detail-part" aria-labelledby="checks-title">
    <h4 id="checks-title">
      ${t("Checks")} <span class="quiet">${failed > 0 ? t("{0}, {1} failed", count, failed) : count}</span>
    </h4>
    <div class="scroll-x checks-scroll" tabindex="0" role="group" aria-labelledby="checks-title">
      <table class="sheet checks" data-testid="checks">
        <thead>
          <tr>
            <th scope="col">${t("Check")}</th>
            <th scope="col">${t("Outcome")}</th>
            <th scope="col">${t("Expected")}</th>
            <th scope="col">${t("Actual")}</th>
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
      ${advisory ? html`<span class="quiet">${t("advisory, no part of the verdict")}</span>` : nothing}
      ${detail ? html`<span class="row-reason">${detail}</span>` : nothing}
    </th>
    <td>${outcome(ok)}</td>
    <td>${valueView(expected)}</td>
    <td>${valueView(actual)}</td>
  </tr>`;
}

function outcome(ok: boolean | null): TemplateResult {
  if (ok === null)
    return html`<span class="case-verdict case-verdict-unscored">${icon("question")}${t("undecided")}</span>`;
  return ok
    ? html`<span class="case-verdict case-verdict-pass">${icon("success")}${t("ok")}</span>`
    : html`<span class="case-verdict case-verdict-fail">${icon("fail")}${t("failed")}</span>`;
}

function valueView(value: Json | undefined): TemplateResult {
  if (value === undefined) return html`<span class="quiet">–</span>`;
  return html`<code class="value">${typeof value === "string" ? value : JSON.stringify(value)}</code>`;
}

function failedFirst(checks: readonly Check[]): Check[] {
  const rank = ({ ok }: Check) => (ok === false ? 0 : ok === null ? 1 : 2);
  return [...checks].sort((left, right) => rank(left) - rank(right));
}
