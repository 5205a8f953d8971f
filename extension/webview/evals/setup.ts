// The form that starts a run: which endpoint and model, what to measure, on which declared hardware. Native controls; what
// they say is kept by the page, and what may be started is decided by setup-form.ts.
import { html, nothing, type TemplateResult } from "lit";
import type { Category } from "../../../core/protocol/case-file.ts";
import { simulatedBadge } from "./badge.ts";
import { icon } from "./icon.ts";
import type { EndpointView, Intent, Setup } from "./messages.ts";
import { problemView } from "./problem.ts";
import {
  type FilledForm,
  fillForm,
  mostGpus,
  mostHoles,
  requestOf,
  type SetupForm,
} from "./setup-form.ts";
import { categoryNames, hostOf, tokensText } from "./words.ts";

export type SetupActions = {
  change(form: Partial<SetupForm>): void;
  post(intent: Intent): void;
  start(): void;
};

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
  const missing = typeof request === "string" ? request : undefined;
  const onSubmit = (event: Event) => {
    event.preventDefault();
    if (missing === undefined && !isStarting) actions.start();
  };
  return html`<form class="setup" data-testid="setup" aria-labelledby="setup-title" @submit=${onSubmit}>
    <h2 id="setup-title">New run</h2>
    ${targetFields(setup, filled, actions)} ${kindFields(form, actions)}
    ${form.kind === "evaluation" ? evaluationFields(form, filled, actions) : nothing}
    ${form.kind === "load" ? loadFields(form, actions) : nothing}
    ${form.kind === "repository" ? repositoryFields(setup, form, filled, actions) : nothing}
    ${hardwareFields(filled, actions)}
    <div class="setup-end">
      <button type="submit" class="button button-big" ?disabled=${missing !== undefined || isStarting}>
        ${icon("play")}${startLabels[form.kind]}
      </button>
      <span class="quiet" role="status">${isStarting ? "Starting…" : (missing ?? nothing)}</span>
    </div>
  </form>`;
}

const startLabels: Readonly<Record<SetupForm["kind"], string>> = {
  evaluation: "Evaluate",
  load: "Run Load Test",
  repository: "Measure Repository",
};

function noEndpoint({ problem }: Setup, { post }: SetupActions): TemplateResult {
  const { message, actions } = problem ?? {
    message: "There is no endpoint yet.",
    actions: [{ action: "connectEndpoint" as const, label: "Connect Endpoint" }],
  };
  return html`<div class="empty" data-testid="no-endpoint">
    <h2>What may this endpoint be deployed for?</h2>
    <p>
      Tandem asks it the questions of a coding suite, runs what it answers in a sandbox, measures how fast it is,
      and gives a verdict for twelve uses, each with its number of cases and its interval.
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

function targetFields(setup: Setup, filled: FilledForm, actions: SetupActions): TemplateResult {
  const { endpoint } = filled;
  return html`<div class="field-row">
      <label class="field">
        <span class="field-label">Endpoint</span>
        <select
          data-testid="endpoint"
          @change=${(event: Event) => actions.change({ endpoint: valueOf(event) })}
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
  const placeholder = models.state === "loading" ? "Asking the endpoint…" : "Not known";
  return html`<div class="field">
    <label class="field-label" for="setup-model">Model</label>
    <div class="field-line">
      <select
        id="setup-model"
        data-testid="model"
        ?disabled=${list.length === 0}
        @change=${(event: Event) => actions.change({ model: valueOf(event) })}
      >
        ${list.length === 0 ? html`<option>${placeholder}</option>` : nothing}
        ${list.map(
          ({ id }) => html`<option value=${id} .selected=${id === model?.id}>${id}</option>`,
        )}
      </select>
      <button
        type="button"
        class="icon-button"
        title="Ask the endpoints for their models again"
        aria-label="Ask the endpoints for their models again"
        @click=${() => actions.post({ type: "lookAgain" })}
      >
        ${icon("retry")}
      </button>
    </div>
    <div class="field-note quiet" role="status">
      ${models.state === "loading" ? `Asking ${hostOf(url)} for its models…` : nothing}
      ${model?.isSimulated ? simulatedBadge() : nothing}
      ${model?.contextWindow === undefined ? nothing : html`<span>Context window ${tokensText(model.contextWindow)}</span>`}
    </div>
  </div>`;
}

type Choice = { value: string; name: string; words: string };

const kinds: Choice[] = [
  {
    value: "evaluation",
    name: "Evaluation",
    words: "The coding suite, graded: a verdict for each use.",
  },
  {
    value: "load",
    name: "Load test",
    words: "Latency and throughput beside published H100 figures.",
  },
  {
    value: "repository",
    name: "Own repository",
    words: "Inline completion on your own code. Nothing is stored elsewhere.",
  },
];

function kindFields(form: SetupForm, { change }: SetupActions): TemplateResult {
  return radios("What to run", "kind", kinds, form.kind, "choices choices-across", (value) =>
    // One of the values above.
    change({ kind: value as SetupForm["kind"] }),
  );
}

const profiles: Choice[] = [
  {
    value: "smoke",
    name: "Smoke",
    words: "13 questions, about a minute. Shows that everything works; too few for verdicts.",
  },
  {
    value: "published",
    name: "Published",
    words: "About 120 questions, some 5 minutes. As many as the published H100 run asked.",
  },
  {
    value: "standard",
    name: "Standard",
    words: "About 420 questions, some 20 minutes. Enough for a verdict in every row.",
  },
  {
    value: "full",
    name: "Full",
    words: "About 1,900 questions, an hour or more. Narrower intervals and repeats.",
  },
];

function evaluationFields(form: SetupForm, filled: FilledForm, { change }: SetupActions) {
  const toggle = (category: Category, isOn: boolean) =>
    change({
      suites: isOn ? [...form.suites, category] : form.suites.filter((other) => other !== category),
    });
  return html`${radios("How much", "profile", profiles, filled.profile, "choices", (value) =>
    // One of the values above.
    change({ profile: value as FilledForm["profile"] }),
  )}
    <label class="check">
      <input
        type="checkbox"
        .checked=${filled.withLoad}
        @change=${(event: Event) => change({ withLoad: isChecked(event) })}
      />
      <span>
        With load test
        <span class="choice-words">Decides the rows on latency and throughput; adds a few minutes.</span>
      </span>
    </label>
    <details class="fold">
      <summary>
        ${icon("chevron")}Categories
        <span class="quiet">${form.suites.length === 0 ? "all" : `${form.suites.length} of 12`}</span>
      </summary>
      <fieldset class="check-grid">
        <legend class="visually-hidden">Only these categories; none chosen means all</legend>
        ${Object.entries(categoryNames).map(([id, name]) => {
          // The keys of the table are the categories.
          const category = id as Category;
          return html`<label class="check">
            <input
              type="checkbox"
              .checked=${form.suites.includes(category)}
              @change=${(event: Event) => toggle(category, isChecked(event))}
            />
            <span>${name}</span>
          </label>`;
        })}
      </fieldset>
    </details>`;
}

const loadProfiles: Choice[] = [
  {
    value: "scorecard",
    name: "Scorecard",
    words: "Concurrency 1 and 128: what the last two rows of the scorecard need. A few minutes.",
  },
  {
    value: "published",
    name: "Published grid",
    words:
      "4 lengths × concurrency 1, 8, 32, 128: every row beside the published H100 figures. Some 20 minutes.",
  },
  {
    value: "inferencemax",
    name: "InferenceMAX",
    words: "The public shapes 1k/1k and 8k/1k. An hour or more.",
  },
];

function loadFields(form: SetupForm, { change }: SetupActions): TemplateResult {
  return radios("How much", "load-profile", loadProfiles, form.loadProfile, "choices", (value) =>
    // One of the values above.
    change({ loadProfile: value as SetupForm["loadProfile"] }),
  );
}

function repositoryFields(
  setup: Setup,
  form: SetupForm,
  filled: FilledForm,
  actions: SetupActions,
) {
  const { folders, isTrusted } = setup;
  if (folders.length === 0) {
    return isTrusted
      ? html`<p class="notice">${icon("info")}Open the folder of your repository: there is none in this window.</p>`
      : problemView(
          {
            message: "This workspace is not trusted. Its files are read only once you trust it.",
            actions: [{ action: "manageTrust", label: "Manage Trust" }],
          },
          (action) => actions.post({ type: "action", action }),
        );
  }
  return html`<div class="field-row">
    <label class="field">
      <span class="field-label">Folder</span>
      <select @change=${(event: Event) => actions.change({ folder: valueOf(event) })}>
        ${folders.map(
          (name) =>
            html`<option value=${name} .selected=${name === filled.folder}>${name}</option>`,
        )}
      </select>
    </label>
    <label class="field field-short">
      <span class="field-label">Holes</span>
      <input
        type="number"
        min="1"
        max=${mostHoles}
        .value=${form.holes}
        @input=${(event: Event) => actions.change({ holes: valueOf(event) })}
      />
    </label>
    <p class="field-note quiet">
      Function bodies, calls and blocks are cut out, and the model fills them in. What it writes is held against what stood there.
    </p>
  </div>`;
}

function hardwareFields(filled: FilledForm, { change }: SetupActions): TemplateResult {
  return html`<fieldset class="group">
    <legend>Declared hardware <span class="quiet">(optional)</span></legend>
    <div class="field-row">
      <label class="field field-short">
        <span class="field-label">GPUs</span>
        <input
          type="number"
          min="1"
          max=${mostGpus}
          .value=${filled.gpus}
          @input=${(event: Event) => change({ gpus: valueOf(event) })}
        />
      </label>
      <label class="field">
        <span class="field-label">Kind</span>
        <input
          type="text"
          maxlength="80"
          placeholder="such as H100 SXM"
          .value=${filled.gpuName}
          @input=${(event: Event) => change({ gpuName: valueOf(event) })}
        />
      </label>
      <p class="field-note quiet">An API cannot prove it: every report calls it <em>declared</em>.</p>
    </div>
  </fieldset>`;
}

function radios(
  legend: string,
  name: string,
  choices: readonly Choice[],
  chosen: string,
  className: string,
  choose: (value: string) => void,
): TemplateResult {
  return html`<fieldset class="group">
    <legend>${legend}</legend>
    <div class=${className}>
      ${choices.map(
        (choice) => html`<label class="choice">
          <input
            type="radio"
            name=${name}
            value=${choice.value}
            .checked=${choice.value === chosen}
            @change=${() => choose(choice.value)}
          />
          <span>
            <span class="choice-name">${choice.name}</span>
            <span class="choice-words">${choice.words}</span>
          </span>
        </label>`,
      )}
    </div>
  </fieldset>`;
}

function valueOf(event: Event): string {
  const { target } = event;
  return target instanceof HTMLInputElement || target instanceof HTMLSelectElement
    ? target.value
    : "";
}

function isChecked({ target }: Event): boolean {
  return target instanceof HTMLInputElement && target.checked;
}
