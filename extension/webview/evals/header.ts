// The head of an open run: what was measured where, by which facts a reader judges it, and what can be done with it now.
import { html, nothing, type TemplateResult } from "lit";
import type { ExportFormat, RunSummary } from "../../../core/protocol/evaluation-process.ts";
import type { EndpointFacts, Hardware } from "../../../core/protocol/run-facts.ts";
import { t } from "../../words.ts";
import { hardwareBadge, privateBadge, simulatedBadge } from "./badge.ts";
import { type IconName, icon } from "./icon.ts";
import type { Intent, OpenedRun } from "./messages.ts";
import { baselinePicker, baselinesFor } from "./run-list.ts";
import { hardwareText, hostOf, startedText, tokensText } from "./words.ts";

export type RunFacts = {
  endpoint: EndpointFacts;
  hardware: Hardware | undefined;
  startedAt: string;
  /** `evaluation · standard`. */
  title: string;
};

export function runFacts(run: OpenedRun): RunFacts | undefined {
  const { header } = run;
  if (header === undefined) return undefined;
  const { endpoint, hardware, startedAt } = header;
  return { endpoint, hardware, startedAt, title: titleOf(run) };
}

export function runHeader(
  run: OpenedRun,
  runs: readonly RunSummary[] | undefined,
  post: (intent: Intent) => void,
): TemplateResult {
  const facts = runFacts(run);
  return html`<header class="run-head" data-testid="run-header">
    <div class="run-title">
      <button
        type="button"
        class="icon-button"
        title=${t("Back to all runs")}
        aria-label=${t("Back to all runs")}
        @click=${() => post({ type: "close" })}
      >
        ${icon("back")}
      </button>
      <h2>${facts?.endpoint.model ?? t("Run")}</h2>
      ${stateChip(run.state)}
      <span class="badges">
        ${facts?.endpoint.isSimulated ? simulatedBadge() : nothing}
        ${hardwareBadge(facts?.hardware)} ${run.kind === "repository" ? privateBadge() : nothing}
      </span>
    </div>
    ${facts ? factLine(facts) : nothing} ${actionRow(run, runs, post)}
  </header>`;
}

const states: Readonly<Record<OpenedRun["state"], { icon: IconName; word: () => string }>> = {
  running: { icon: "running", word: () => t("Running") },
  complete: { icon: "success", word: () => t("Complete") },
  interrupted: { icon: "warning", word: () => t("Interrupted") },
  failed: { icon: "fail", word: () => t("Failed") },
};

function stateChip(state: OpenedRun["state"]): TemplateResult {
  const { icon: name, word } = states[state];
  return html`<span class="state state-${state}" data-testid="state">${icon(name)}${word()}</span>`;
}

function factLine({ endpoint, hardware, startedAt, title }: RunFacts): TemplateResult {
  const { url, serverVersion, contextWindow } = endpoint;
  const facts = [
    title,
    hostOf(url),
    serverVersion === undefined ? t("server version unknown") : t("server {0}", serverVersion),
    contextWindow === undefined
      ? t("context window unknown")
      : t("context {0}", tokensText(contextWindow)),
    hardwareText(hardware) === undefined ? t("hardware not declared") : undefined,
    startedText(startedAt),
  ].filter((fact) => fact !== undefined);
  return html`<p class="fact-line">${facts.map((fact) => html`<span class="fact">${fact}</span>`)}</p>`;
}

function titleOf(run: OpenedRun): string {
  switch (run.kind) {
    case "evaluation":
      return t("Evaluation, {0}", run.header?.profile ?? "");
    case "load":
      return t("Load test, {0}", run.header?.profile ?? "");
    case "repository":
      return t("Repository {0}", run.header?.folder ?? "");
  }
}

const exports: readonly { format: ExportFormat; name: string }[] = [
  { format: "markdown", name: "Markdown" },
  { format: "html", name: "HTML" },
  { format: "json", name: "JSON" },
];

function actionRow(
  run: OpenedRun,
  runs: readonly RunSummary[] | undefined,
  post: (intent: Intent) => void,
): TemplateResult | typeof nothing {
  if (run.state === "running") return nothing;
  const hasResult = run.kind === "load" ? run.loadTest !== undefined : run.result !== undefined;
  const baselines = hasResult ? baselinesFor(run, runs) : [];
  // A problem that offers it says why, too.
  const isOffered = run.problem?.actions.some(({ action }) => action === "resume") ?? false;
  const isResumable = run.kind === "evaluation" && run.state !== "complete" && !isOffered;
  if (!isResumable && !hasResult) return nothing;
  return html`<div class="run-tools">
    ${
      isResumable
        ? html`<button type="button" class="button" @click=${() => post({ type: "resume", id: run.id })}>
            ${icon("play")}${t("Resume")}
          </button>`
        : nothing
    }
    ${hasResult ? exportButtons(post) : nothing}
    ${baselines.length > 0 ? baselinePicker(baselines, post) : nothing}
    ${
      run.kind === "evaluation" && hasResult
        ? html`<button
            type="button"
            class="link-button regrade"
            title=${t("Grades the stored answers again; asks no endpoint")}
            @click=${() => post({ type: "regrade", id: run.id })}
          >
            ${t("Grade Again")}
          </button>`
        : nothing
    }
  </div>`;
}

function exportButtons(post: (intent: Intent) => void): TemplateResult {
  return html`<span class="exports" role="group" aria-label=${t("Export")}>
    <span class="quiet" aria-hidden="true">${t("Export")}</span>
    <span class="joined">
      ${exports.map(
        ({ format, name }) => html`<button
          type="button"
          class="button button-secondary"
          aria-label=${t("Export {0}", name)}
          @click=${() => post({ type: "export", format })}
        >
          ${name}
        </button>`,
      )}
    </span>
  </span>`;
}
