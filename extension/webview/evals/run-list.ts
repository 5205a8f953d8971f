// Earlier runs, newest first, and the choice of one to compare with. A run whose files cannot be read is a row like the
// others, with what is wrong and the way to delete it.
import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { RunKind, RunSummary } from "../../../core/protocol/evaluation-process.ts";
import { t } from "../../words.ts";
import { writtenNumber } from "../language.ts";
import { hardwareBadge, privateBadge, simulatedBadge } from "./badge.ts";
import { type IconName, icon } from "./icon.ts";
import type { Intent, Problem } from "./messages.ts";
import { problemView } from "./problem.ts";
import { hostOf, startedText } from "./words.ts";

export type RunListState = {
  runs: readonly RunSummary[] | undefined;
  problem: Problem | undefined;
  /** How many rows at most. */
  shown: number;
};

export type RunListActions = {
  post(intent: Intent): void;
  showMore(): void;
};

/** In a narrow view the runs lie below the form: the head names them and leads there. */
export function startHead(runs: number): TemplateResult {
  return html`<div class="panel-head">
    <h1 class="panel-title">${t("Evaluate Endpoint")}</h1>
    ${
      runs === 0
        ? nothing
        : html`<button type="button" class="link-button to-runs" @click=${goToRuns}>
            ${icon("down")}${t("Earlier runs ({0})", writtenNumber(runs))}
          </button>`
    }
  </div>`;
}

function goToRuns(): void {
  const title = document.getElementById("runs-title");
  title?.scrollIntoView();
  title?.focus();
}

export function runList(state: RunListState, actions: RunListActions): TemplateResult {
  const { runs, problem } = state;
  return html`<section class="runs" aria-labelledby="runs-title" data-testid="runs">
    <h2 id="runs-title" tabindex="-1">
      ${t("Earlier runs")}${runs === undefined || runs.length === 0 ? nothing : html` <span class="quiet">${writtenNumber(runs.length)}</span>`}
    </h2>
    ${problem ? problemView(problem, (action) => actions.post({ type: "action", action })) : nothing}
    ${runs === undefined ? html`<p class="quiet" role="status">${t("Reading the runs…")}</p>` : rows(runs, state, actions)}
  </section>`;
}

function rows(runs: readonly RunSummary[], state: RunListState, actions: RunListActions) {
  if (runs.length === 0) {
    return html`<p class="quiet">${t("None yet. Every run is kept here until you delete it.")}</p>`;
  }
  const newestFirst = [...runs].sort((left, right) => startOf(right) - startOf(left));
  const rest = newestFirst.length - state.shown;
  return html`<ul class="run-rows">
      ${repeat(
        newestFirst.slice(0, state.shown),
        ({ id }) => id,
        (run) => runRow(run, actions),
      )}
    </ul>
    ${
      rest > 0
        ? html`<button type="button" class="link-button" @click=${actions.showMore}>
            ${t("Show more ({0})", writtenNumber(rest))}
          </button>`
        : nothing
    }`;
}

const kindNames: Readonly<Record<RunKind, () => string>> = {
  evaluation: () => t("Evaluation"),
  load: () => t("Load test"),
  repository: () => t("Repository"),
};

const states: Readonly<Record<RunSummary["state"], { icon: IconName; word: () => string }>> = {
  complete: { icon: "success", word: () => t("complete") },
  interrupted: { icon: "warning", word: () => t("interrupted") },
  running: { icon: "running", word: () => t("running") },
  unreadable: { icon: "error", word: () => t("unreadable") },
};

function runRow(run: RunSummary, actions: RunListActions): TemplateResult {
  const { icon: stateIcon, word } = states[run.state];
  const isReadable = run.state !== "unreadable";
  const name = run.endpoint.model || t("unknown model");
  const what = run.title.split("·")[1]?.trim();
  return html`<li class="run-row" data-testid="run" data-state=${run.state}>
    <div class="run-main">
      <p>
        ${
          isReadable
            ? html`<button type="button" class="link-button run-open" @click=${() => actions.post({ type: "openRun", id: run.id })}>
                ${name}
              </button>`
            : html`<span class="run-open">${name}</span>`
        }
      </p>
      <p class="run-facts quiet">
        ${[
          [kindNames[run.kind](), what].filter(Boolean).join(", "),
          hostOf(run.endpoint.url),
          startedText(run.startedAt),
        ].map((fact) => html`<span class="fact">${fact}</span>`)}
      </p>
      <p class="run-outcome">
        <span class="run-state run-state-${run.state}">${icon(stateIcon)}${word()}</span> ${run.outcome}
      </p>
      <p class="badges">
        ${run.endpoint.isSimulated ? simulatedBadge() : nothing} ${hardwareBadge(run.hardware)}
        ${run.isPrivate ? privateBadge() : nothing}
      </p>
    </div>
    <div class="run-actions">${deleteButton(run, name, actions)}</div>
  </li>`;
}

/** The host asks before it deletes anything. */
function deleteButton({ id, state }: RunSummary, name: string, actions: RunListActions) {
  if (state === "running") return nothing;
  return html`<button
    type="button"
    class="icon-button"
    title=${t("Delete")}
    aria-label=${t("Delete the run of {0}", name)}
    @click=${() => actions.post({ type: "deleteRun", id })}
  >
    ${icon("delete")}
  </button>`;
}

/** Finished runs of its kind, which a run can be held against. */
export function baselinesFor(
  { id, kind }: Pick<RunSummary, "id" | "kind">,
  runs: readonly RunSummary[] | undefined,
): RunSummary[] {
  if (kind === "repository") return [];
  return (runs ?? []).filter(
    (run) =>
      run.kind === kind &&
      run.id !== id &&
      (run.state === "complete" || run.state === "interrupted"),
  );
}

export function baselinePicker(
  baselines: readonly RunSummary[],
  post: (intent: Intent) => void,
): TemplateResult {
  const onSubmit = (event: SubmitEvent) => {
    event.preventDefault();
    const { target } = event;
    const chosen = target instanceof HTMLFormElement ? target.querySelector("select")?.value : "";
    if (chosen) post({ type: "compare", baseline: chosen });
  };
  return html`<form class="baseline" @submit=${onSubmit}>
    <label>
      <span class="visually-hidden">${t("Compare with")}</span>
      <select data-testid="baseline" title=${t("The run to compare with")}>
        ${baselines.map((run) => html`<option value=${run.id}>${baselineText(run)}</option>`)}
      </select>
    </label>
    <button type="submit" class="button button-secondary">${icon("compare")}${t("Compare")}</button>
  </form>`;
}

/** What tells runs apart comes first: the box shows only its beginning. */
function baselineText({ startedAt, title, endpoint }: RunSummary): string {
  const what = title.split("·")[1]?.trim() ?? title;
  const simulated = endpoint.isSimulated ? [t("simulated")] : [];
  return [startedText(startedAt), what, endpoint.model, ...simulated].join(", ");
}

/** Those without a readable start come last. */
function startOf({ startedAt }: RunSummary): number {
  const atMs = Date.parse(startedAt);
  return Number.isNaN(atMs) ? Number.NEGATIVE_INFINITY : atMs;
}
