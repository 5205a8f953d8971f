// A measurement on the team's own repository: marked as private, with shares by kind of hole, and every hole with what stood
// there and what the model wrote. Draws what it is given, also while the run goes on.
import { html, nothing, type TemplateResult } from "lit";
import { percent } from "../../../core/figures/figure-text.ts";
import type { HoleSummary, RepositoryRun } from "../../../core/protocol/repository-run.ts";
import { privateBadge } from "./badge.ts";
import type { OpenedRun } from "./messages.ts";
import "./repository/hole-list.ts";
import { plural, t } from "../../words.ts";
import { writtenNumber } from "../language.ts";
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
      <h3 id="repository-view-title">${t("Your own repository")}</h3>
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
        ? html`<p class="view-empty">${state === "running" ? t("No hole has been filled yet.") : t("No hole has been filled.")}</p>`
        : html`<h4>${t("Holes")}</h4>
            <tandem-holes .holes=${holes} .openFile=${(path: string, line: number) => actions.openFile(path, line)}></tandem-holes>`
    }
  </section>`;
}

function headerText({ endpoint, folder, files, fimFamily, seed }: RepositoryRun["run"]): string {
  return [
    t("folder {0}", folder),
    plural(files, ["{1} file", "{1} files"], writtenNumber(files)),
    t("{0} at {1}", endpoint.model, hostOf(endpoint.url)),
    ...(endpoint.serverVersion === undefined ? [] : [t("server {0}", endpoint.serverVersion)]),
    ...(fimFamily === undefined ? [] : [`FIM ${fimFamily}`]),
    t("seed {0}", seed),
  ].join(" · ");
}

function runningText({ holes, progress }: Extract<OpenedRun, { kind: "repository" }>): string {
  const done = writtenNumber(progress?.done ?? holes.length);
  return progress === undefined
    ? t("Running: {0} holes so far. Shares and intervals follow when it has ended.", done)
    : t(
        "Running: {0} of {1} holes so far. Shares and intervals follow when it has ended.",
        done,
        writtenNumber(progress.of),
      );
}

function resultTemplate({ summaries, ttftMs, notes, run, status }: RepositoryRun): TemplateResult {
  const caption = [
    t("Shares with 95 % interval by kind of hole, private"),
    ...(run.endpoint.isSimulated ? [t("simulated")] : []),
    ...(status === "interrupted" ? [t("interrupted")] : []),
  ].join(", ");
  return html`${
    summaries.length === 0
      ? nothing
      : figureTable({
          caption,
          columns: [
            { text: t("Kind") },
            { text: "n", note: t("holes"), isFigure: true },
            { text: t("Offered"), note: t("something"), isFigure: true },
            { text: t("Exact"), note: t("of those offered"), isFigure: true },
            { text: t("Parses"), note: t("the whole file"), isFigure: true },
            { text: t("Compiles"), note: t("where a checker exists"), isFigure: true },
            { text: t("Similarity"), note: t("median"), isFigure: true },
          ],
          rows: summaries.map((summary) => ({
            head: kindWords[summary.kind](),
            cells: summaryCells(summary),
          })),
        })
  }
  ${ttftMs === undefined ? nothing : html`<p>${ttftText(ttftMs)}</p>`} ${sentences(notes)}`;
}

function summaryCells({ n, offered, exact, parses, compiles, similarity }: HoleSummary): Cell[] {
  return [
    writtenNumber(n),
    ...[offered, exact, parses, compiles].map((share) => {
      const text = shareText(share);
      return text === undefined ? "–" : figure(text.rate, text.interval, text.n);
    }),
    similarity === undefined
      ? "–"
      : figure(percent(similarity.p50), `n ${writtenNumber(similarity.n)}`),
  ];
}
