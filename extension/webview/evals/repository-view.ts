// A measurement on the team's own repository: marked as private, with shares by kind of hole, and every hole with what stood
// there and what the model wrote. Draws what it is given, also while the run goes on.
import { html, nothing, type TemplateResult } from "lit";
import { percent, plural } from "../../../core/figures/figure-text.ts";
import type { HoleSummary, RepositoryRun } from "../../../core/protocol/repository-run.ts";
import { privateBadge } from "./badge.ts";
import type { OpenedRun } from "./messages.ts";
import "./repository/hole-list.ts";
import { kindWords, shareText, ttftText } from "./repository/hole-text.ts";
import { type Cell, figure, figureTable, originBadges, sentences } from "./sheet.ts";
import { hostOf } from "./words.ts";

export function repositoryView(
  run: Extract<OpenedRun, { kind: "repository" }>,
  actions: { openFile(path: string, line: number): void },
): TemplateResult {
  const { header, result, state } = run;
  const holes = result?.holes ?? run.holes;
  return html`<section class="view repository-view" aria-labelledby="repository-view-title" data-testid="repository">
    <header class="view-header">
      <h3 id="repository-view-title">Your own repository</h3>
      ${privateBadge()} ${header ? originBadges(header.endpoint, header.hardware) : nothing}
    </header>
    ${header ? html`<p class="view-facts">${headerText(header)}</p>` : nothing}
    ${
      result?.insufficient === undefined
        ? nothing
        : html`<p class="view-empty"><strong>INSUFFICIENT:</strong> ${result.insufficient}</p>`
    }
    ${state === "running" ? html`<p class="view-note">${runningText(run)}</p>` : nothing}
    ${result ? resultTemplate(result) : nothing}
    ${
      holes.length === 0
        ? html`<p class="view-empty">No hole has been filled${state === "running" ? " yet" : ""}.</p>`
        : html`<h4>Holes</h4>
            <tandem-holes .holes=${holes} .openFile=${(path: string, line: number) => actions.openFile(path, line)}></tandem-holes>`
    }
  </section>`;
}

function headerText({ endpoint, folder, files, fimFamily, seed }: RepositoryRun["run"]): string {
  return [
    `folder ${folder}`,
    plural(files, "file"),
    `${endpoint.model} at ${hostOf(endpoint.url)}`,
    ...(endpoint.serverVersion === undefined ? [] : [`server ${endpoint.serverVersion}`]),
    ...(fimFamily === undefined ? [] : [`FIM ${fimFamily}`]),
    `seed ${seed}`,
  ].join(" · ");
}

function runningText({ holes, progress }: Extract<OpenedRun, { kind: "repository" }>): string {
  const done = progress?.done ?? holes.length;
  const of = progress === undefined ? "" : ` of ${progress.of.toLocaleString("en")}`;
  return `Running: ${done.toLocaleString("en")}${of} holes so far. Shares and intervals follow when it has ended.`;
}

function resultTemplate({ summaries, ttftMs, notes, run, status }: RepositoryRun): TemplateResult {
  const simulated = run.endpoint.isSimulated ? ", simulated" : "";
  const interrupted = status === "interrupted" ? ", interrupted" : "";
  return html`${
    summaries.length === 0
      ? nothing
      : figureTable({
          caption: `Shares with 95 % interval by kind of hole, private${simulated}${interrupted}`,
          columns: [
            { text: "Kind" },
            { text: "n", note: "holes", isFigure: true },
            { text: "Offered", note: "something", isFigure: true },
            { text: "Exact", note: "of those offered", isFigure: true },
            { text: "Parses", note: "the whole file", isFigure: true },
            { text: "Compiles", note: "where a checker exists", isFigure: true },
            { text: "Similarity", note: "median", isFigure: true },
          ],
          rows: summaries.map((summary) => ({
            head: kindWords[summary.kind],
            cells: summaryCells(summary),
          })),
        })
  }
  ${ttftMs === undefined ? nothing : html`<p>${ttftText(ttftMs)}</p>`} ${sentences(notes)}`;
}

function summaryCells({ n, offered, exact, parses, compiles, similarity }: HoleSummary): Cell[] {
  return [
    n.toLocaleString("en"),
    ...[offered, exact, parses, compiles].map((share) => {
      const text = shareText(share);
      return text === undefined ? "–" : figure(text.rate, text.interval, text.n);
    }),
    similarity === undefined
      ? "–"
      : figure(percent(similarity.p50), `n ${similarity.n.toLocaleString("en")}`),
  ];
}
