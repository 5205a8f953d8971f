// One case, opened: what was asked and answered, what was graded, what each check expected and got, how long it took. All of
// it comes from outside and is shown as text, never as markup.
import { html, nothing, type TemplateResult } from "lit";
import { milliseconds } from "../../../core/figures/figure-text.ts";
import type { CaseResult } from "../../../core/protocol/evaluation.ts";
import type { CaseDetails } from "../../../core/protocol/evaluation-process.ts";
import type { Exchange } from "../../../core/protocol/transcript.ts";
import { t } from "../../words.ts";
import { writtenNumber } from "../language.ts";
import { caseVerdict } from "./badge.ts";
import { checksView } from "./checks.ts";
import { conversationView } from "./conversation.ts";
import { icon } from "./icon.ts";
import type { CaseRow } from "./messages.ts";
import { textBlock } from "./text-block.ts";
import { categoryName, failClassWord, withMarkup } from "./words.ts";

export type CaseActions = {
  close(): void;
  step(by: number): void;
  copy(text: string): void;
};

export type ShownCase = { result: CaseResult; details: CaseDetails };

/** `shown` is undefined until the host has sent it. */
export function caseDetails(
  row: CaseRow,
  shown: ShownCase | undefined,
  actions: CaseActions,
): TemplateResult {
  const onKey = (event: KeyboardEvent) => {
    if (event.key === "Escape") actions.close();
  };
  return html`<article class="case-details" aria-labelledby="case-title" data-testid="case-details" @keydown=${onKey}>
    <div class="case-title">
      <h3 id="case-title" tabindex="-1">${row.id}</h3>
      <span class="case-tools">
        ${toolButton(t("Previous case"), "down", "turned", () => actions.step(-1))}
        ${toolButton(t("Next case"), "down", "", () => actions.step(1))}
        ${toolButton(t("Close the case"), "close", "", actions.close)}
      </span>
    </div>
    <p class="case-facts">
      ${caseVerdict(row.verdict)} ${row.failClass ? html`<span class="chip">${failClassWord(row.failClass)}</span>` : nothing}
      ${[categoryName(row.category), row.tier, row.language, row.topic, t("epoch {0}", row.epoch)]
        .filter(Boolean)
        .map((fact) => html`<span class="fact quiet">${fact}</span>`)}
    </p>
    ${row.reason ? html`<p class="case-reason">${row.reason}</p>` : nothing}
    ${shown ? body(shown, actions) : html`<p class="quiet" role="status">${t("Reading the case…")}</p>`}
  </article>`;
}

function toolButton(
  name: string,
  symbol: "down" | "close",
  className: string,
  onClick: () => void,
): TemplateResult {
  return html`<button type="button" class="icon-button ${className}" title=${name} aria-label=${name} @click=${onClick}>
    ${icon(symbol)}
  </button>`;
}

function body({ result, details }: ShownCase, { copy }: CaseActions): TemplateResult {
  const exchanges = details.transcript?.exchanges ?? [];
  const failure = details.transcript?.failure;
  return html`${result.checks.length > 0 ? checksView(result.checks) : nothing}
    ${result.extracted === undefined ? nothing : textBlock(t("What was graded"), result.extracted, copy)}
    ${result.output ? textBlock(t("Output"), result.output, copy) : nothing}
    ${timingTable(result, exchanges)}
    ${
      failure
        ? html`<p class="notice notice-problem">${icon("error")}${failure.code}: ${failure.message}</p>`
        : nothing
    }
    ${
      exchanges.length === 0
        ? html`<p class="quiet">${t("No transcript is stored for this case.")}</p>`
        : conversationView(exchanges, copy)
    }
    ${
      details.reference === undefined
        ? nothing
        : html`<details class="fold">
            <summary>${icon("chevron")}${t("Reference answer")}</summary>
            ${textBlock(t("The authors' own answer"), details.reference, copy)}
          </details>`
    }
    ${details.casePath ? html`<p class="quiet">${withMarkup(t("Case: {0}"), html`<code>${details.casePath}</code>`)}</p>` : nothing}`;
}

function timingTable(result: CaseResult, exchanges: readonly Exchange[]): TemplateResult {
  const rows =
    exchanges.length > 0
      ? exchanges.map(({ to, timing, usage, finishReason }) => ({
          to,
          timing,
          usage,
          finishReason,
        }))
      : result.timings.map((timing) => ({
          to: "model" as const,
          timing,
          usage: result.usage,
          finishReason: result.finishReason ?? "",
        }));
  if (rows.length === 0)
    return html`<p class="quiet">${t("Nothing was answered, so nothing was timed.")}</p>`;
  return html`<section class="detail-part" aria-labelledby="timing-title">
    <h4 id="timing-title">${t("Timing and usage")}</h4>
    <div class="scroll-x" tabindex="0" role="group" aria-labelledby="timing-title">
      <table class="sheet">
        <thead>
          <tr>
            <th scope="col">${t("Exchange")}</th>
            <th scope="col" class="number">TTFT</th>
            <th scope="col" class="number">TPOT</th>
            <th scope="col" class="number">E2EL</th>
            <th scope="col" class="number">${t("Prompt")}</th>
            <th scope="col" class="number">${t("Answer")}</th>
            <th scope="col">${t("Ended by")}</th>
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            ({ to, timing, usage, finishReason }, index) => html`<tr>
              <th scope="row">${to === "judge" ? t("{0} (judge)", index + 1) : index + 1}</th>
              <td class="number">${timeText(timing.ttftMs)}</td>
              <td class="number">${timing.tpotMs === undefined ? "–" : `${writtenNumber(timing.tpotMs, 1)} ms`}</td>
              <td class="number">${timeText(timing.e2elMs)}</td>
              <td class="number">${usage ? writtenNumber(usage.promptTokens) : "–"}</td>
              <td class="number">${usage ? writtenNumber(usage.completionTokens) : "–"}</td>
              <td>${finishReason}</td>
            </tr>`,
          )}
        </tbody>
      </table>
    </div>
  </section>`;
}

function timeText(ms: number | undefined): string {
  return ms === undefined ? "–" : milliseconds(ms);
}
