// The form that starts a run. Native controls; what they say is kept by the page, and what may be started is decided by
// setup-form.ts.
import { html, nothing, type TemplateResult } from "lit";
import { t } from "../../words.ts";
import { icon } from "./icon.ts";
import type { Setup } from "./messages.ts";
import { fillForm, requestOf, type SetupForm } from "./setup-form.ts";
import { summaryOf } from "./start-summary.ts";
import { hardwareFields, targetFields } from "./target-fields.ts";
import {
  evaluationFields,
  kindFields,
  loadFields,
  repositoryFields,
  type SetupActions,
} from "./what-fields.ts";

/** `isStarting`: what was asked for has not opened yet. */
export function setupView(
  setup: Setup,
  form: SetupForm,
  isStarting: boolean,
  actions: SetupActions,
): TemplateResult {
  if (setup.endpoints.length === 0) return noEndpoint(setup, actions);
  const filled = fillForm(form, setup);
  const request = requestOf(form, setup);
  const canStart = typeof request !== "string" && !isStarting;
  const onSubmit = (event: Event) => {
    event.preventDefault();
    if (canStart) actions.start();
  };
  return html`<form class="setup" data-testid="setup" aria-labelledby="setup-title" @submit=${onSubmit}>
    <h2 id="setup-title" class="setup-title">${t("New run")}</h2>
    ${targetFields(setup, filled, actions)} ${kindFields(form, actions)}
    ${form.kind === "evaluation" ? evaluationFields(form, filled, actions) : nothing}
    ${form.kind === "load" ? loadFields(form, actions) : nothing}
    ${form.kind === "repository" ? repositoryFields(setup, form, filled, actions) : nothing}
    ${hardwareFields(filled, actions)}
    <div class="setup-end">
      <button type="submit" class="button button-big" ?disabled=${!canStart}>
        ${icon("play")}${startLabels[form.kind]()}
      </button>
      <p class="setup-words" role="status" data-testid="start-words">
        ${isStarting ? t("Starting…") : typeof request === "string" ? request : summaryOf(request, setup)}
      </p>
    </div>
  </form>`;
}

const startLabels: Readonly<Record<SetupForm["kind"], () => string>> = {
  evaluation: () => t("Evaluate"),
  load: () => t("Run Load Test"),
  repository: () => t("Measure Repository"),
};

function noEndpoint({ problem }: Setup, { post }: SetupActions): TemplateResult {
  const { message, actions } = problem ?? {
    message: t("There is no endpoint yet."),
    actions: [{ action: "connectEndpoint" as const, label: t("Connect Endpoint") }],
  };
  return html`<div class="empty" data-testid="no-endpoint">
    <h2>${t("What may this endpoint be deployed for?")}</h2>
    <p>
      ${t(
        "Tandem asks it the questions of a coding suite, runs what it answers in a sandbox, measures how fast it is, and gives a verdict for twelve uses, each with its number of cases and its interval.",
      )}
    </p>
    <p>${message}</p>
    <div class="button-row">
      ${actions.map(
        ({ action, label }, index) =>
          html`<button
            type="button"
            class=${index === 0 ? "button" : "button button-secondary"}
            @click=${() => post({ type: "action", action })}
          >
            ${label}
          </button>`,
      )}
    </div>
  </div>`;
}
