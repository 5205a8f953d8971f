// Which endpoint and model are measured, and what hardware is declared to stand behind them.
import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import { t } from "../../words.ts";
import { simulatedBadge } from "./badge.ts";
import { fieldValue } from "./form-fields.ts";
import { icon } from "./icon.ts";
import type { EndpointView, Setup } from "./messages.ts";
import { problemView } from "./problem.ts";
import { type FilledForm, mostGpus } from "./setup-form.ts";
import type { SetupActions } from "./what-fields.ts";
import { hostOf, tokensText, withMarkup } from "./words.ts";

export function targetFields(
  setup: Setup,
  filled: FilledForm,
  actions: SetupActions,
): TemplateResult {
  const { endpoint } = filled;
  return html`<div class="field-row">
      <label class="field">
        <span class="field-label">${t("Endpoint")}</span>
        <select
          data-testid="endpoint"
          @change=${(event: Event) => actions.change({ endpoint: fieldValue(event), gpus: undefined, gpuName: undefined })}
        >
          ${setup.endpoints.map(
            ({ id, host }) =>
              html`<option value=${id} .selected=${id === endpoint?.id}>${id} (${host})</option>`,
          )}
        </select>
      </label>
      ${endpoint ? modelField(endpoint, filled, actions) : nothing}
    </div>
    ${
      endpoint?.models.state === "failed"
        ? problemView(endpoint.models.problem, (action) => actions.post({ type: "action", action }))
        : nothing
    }`;
}

function modelField({ models, url }: EndpointView, { model }: FilledForm, actions: SetupActions) {
  const list = models.state === "known" ? models.list : [];
  const placeholder = models.state === "loading" ? t("Asking the endpoint…") : t("Not known");
  return html`<div class="field">
    <label class="field-label" for="setup-model">${t("Model")}</label>
    <div class="field-line">
      <select
        id="setup-model"
        data-testid="model"
        ?disabled=${list.length === 0}
        @change=${(event: Event) => actions.change({ model: fieldValue(event) })}
      >
        ${list.length === 0 ? html`<option>${placeholder}</option>` : nothing}
        ${list.map(
          ({ id }) => html`<option value=${id} .selected=${id === model?.id}>${id}</option>`,
        )}
      </select>
      <button
        type="button"
        class="icon-button"
        title=${t("Ask the endpoints for their models again")}
        aria-label=${t("Ask the endpoints for their models again")}
        @click=${() => actions.post({ type: "lookAgain" })}
      >
        ${icon("retry")}
      </button>
    </div>
    <div class="field-note quiet" role="status">
      ${models.state === "loading" ? t("Asking {0} for its models…", hostOf(url)) : nothing}
      ${model?.isSimulated ? simulatedBadge() : nothing}
      ${model?.contextWindow === undefined ? nothing : html`<span>${t("Context window {0}", tokensText(model.contextWindow))}</span>`}
    </div>
  </div>`;
}

/** What was typed since the last drawing gives way, too, when the endpoint changes: hence `live`. */
export function hardwareFields(filled: FilledForm, { change }: SetupActions): TemplateResult {
  return html`<fieldset class="group">
    <legend>
      ${t("Declared hardware")} <span class="quiet">${withMarkup(
        t("(optional: an API cannot prove it, so every report calls it {0})"),
        html`<em>${t("declared")}</em>`,
      )}</span>
    </legend>
    <div class="field-row">
      <label class="field-inline field-inline-short">
        <span class="field-label">${t("GPUs")}</span>
        <input
          type="number"
          min="1"
          max=${mostGpus}
          .value=${live(filled.gpus)}
          @input=${(event: Event) => change({ gpus: fieldValue(event) })}
        />
      </label>
      <label class="field-inline">
        <span class="field-label">${t("Kind")}</span>
        <input
          type="text"
          maxlength="80"
          placeholder=${t("such as H100 SXM")}
          .value=${live(filled.gpuName)}
          @input=${(event: Event) => change({ gpuName: fieldValue(event) })}
        />
      </label>
    </div>
  </fieldset>`;
}
