// The page of an open run: its head, its progress, and its parts as tabs; or the comparison with another run.
import { html, nothing, type TemplateResult } from "lit";
import { guard } from "lit/directives/guard.js";
import { t } from "../../words.ts";
import { caseDetails } from "./case-details.ts";
import { type CaseFilters, filterCases } from "./case-filters.ts";
import { casesView } from "./cases.ts";
import { categoriesView, liveCategories } from "./categories.ts";
import { compareView } from "./compare-view.ts";
import { economicsView } from "./economics-view.ts";
import { factsView } from "./facts.ts";
import { longContextView, repeatsView } from "./grids.ts";
import { runFacts, runHeader } from "./header.ts";
import { icon } from "./icon.ts";
import { latencyView } from "./latency.ts";
import { loadView } from "./load-view.ts";
import type { CaseRow, Intent, OpenedRun } from "./messages.ts";
import { problemView } from "./problem.ts";
import { type ProgressTimes, progressView } from "./progress.ts";
import { repositoryView } from "./repository-view.ts";
import { scorecardView } from "./scorecard.ts";
import { type Tab, type TabId, tabBar, tabPanel } from "./tabs.ts";
import type { ViewState } from "./view-state.ts";

export type RunPageState = {
  view: ViewState;
  run: OpenedRun;
  tab: TabId;
  filters: CaseFilters;
  selected: CaseRow | undefined;
  /** The comparison steps aside for a case that was opened from it. */
  isComparisonAside: boolean;
  times: ProgressTimes;
};

export type RunPageActions = {
  post(intent: Intent): void;
  copy(text: string): void;
  chooseTab(tab: TabId): void;
  filter(filters: Partial<CaseFilters>): void;
  openComparedCase(id: string): void;
  backToComparison(): void;
  closeCase(): void;
  stepCase(by: number): void;
};

export function runPage(
  state: RunPageState,
  list: HTMLElement,
  actions: RunPageActions,
): TemplateResult {
  const { view, run } = state;
  const { post } = actions;
  return html`${runHeader(run, view.runs, post)}
  ${run.problem ? problemView(run.problem, (action) => post({ type: "action", action })) : nothing}
  ${
    run.state === "running"
      ? progressView(run.progress, state.times, () => post({ type: "stop" }))
      : nothing
  }
  ${
    view.comparison && !state.isComparisonAside
      ? compareView(
          view.comparison,
          {
            close: () => post({ type: "closeComparison" }),
            openCase: actions.openComparedCase,
          },
          view.published,
        )
      : parts(state, list, actions)
  }`;
}

function parts(state: RunPageState, list: HTMLElement, actions: RunPageActions): TemplateResult {
  const tabs = tabsOf(state);
  const tab = tabs.find(({ id }) => id === state.tab)?.id ?? tabs[0]?.id ?? "facts";
  return html`${state.view.comparison ? backToComparison(actions) : nothing}
  ${tabBar(tabs, tab, actions.chooseTab)}
  ${tabPanel(tab, partOf(tab, state, list, actions))}`;
}

function backToComparison(actions: RunPageActions): TemplateResult {
  return html`<p class="aside">
    <button type="button" class="button button-secondary" @click=${actions.backToComparison}>
      ${icon("back")}${t("Back to Comparison")}
    </button>
  </p>`;
}

function tabsOf({ run, view }: RunPageState): Tab[] {
  switch (run.kind) {
    case "evaluation":
      return [
        { id: "scorecard" },
        { id: "cases", count: view.cases.length },
        { id: "latency" },
        { id: "longContext" },
        { id: "repeats" },
        { id: "economics" },
        { id: "facts" },
      ];
    case "load":
      return [{ id: "results" }, { id: "economics" }, { id: "facts" }];
    case "repository":
      return [{ id: "results" }, { id: "facts" }];
  }
}

function partOf(
  tab: TabId,
  state: RunPageState,
  list: HTMLElement,
  actions: RunPageActions,
): unknown {
  const { run, view } = state;
  if (tab === "facts") return factsView(run);
  if (tab === "economics") {
    return view.published
      ? economicsView(view.published)
      : html`<p class="quiet" role="status">${t("Reading the published figures…")}</p>`;
  }
  if (run.kind === "load") {
    const { rows, header, loadTest } = run;
    const { published } = view;
    return guard([run, published], () =>
      loadView(rows, {
        ...(header && { header }),
        ...(published && { published }),
        ...(loadTest && { notes: loadTest.notes }),
      }),
    );
  }
  if (run.kind === "repository") {
    const openFile = (path: string, line: number) => actions.post({ type: "openFile", path, line });
    return guard([run], () => repositoryView(run, { openFile }));
  }
  return evaluationPart(tab, run, state, list, actions);
}

/** Drawings are made again only when what they show has changed. */
function evaluationPart(
  tab: TabId,
  run: Extract<OpenedRun, { kind: "evaluation" }>,
  state: RunPageState,
  list: HTMLElement,
  actions: RunPageActions,
): unknown {
  const { cases, published } = state.view;
  const { result, loadRows } = run;
  const isSimulated = runFacts(run)?.endpoint.isSimulated ?? false;
  const concurrency = run.header?.concurrency;
  switch (tab) {
    case "cases":
      return caseTab(state, run, list, actions);
    case "latency":
      return guard([cases, result, loadRows, published], () =>
        latencyView({ result, cases, loadRows, isSimulated, concurrency, published }),
      );
    case "longContext":
      return guard([cases], () => longContextView(cases, isSimulated));
    case "repeats":
      return guard([cases, result], () =>
        repeatsView(cases, result?.categories ?? [], isSimulated),
      );
    default:
      return guard([result, cases], () => scorecardPart(run, cases, actions));
  }
}

function scorecardPart(
  run: Extract<OpenedRun, { kind: "evaluation" }>,
  cases: readonly CaseRow[],
  actions: RunPageActions,
): TemplateResult {
  if (run.result === undefined) {
    return cases.length === 0
      ? html`<section class="part"><p class="quiet">
          ${run.state === "running" ? t("The first answers are on their way.") : t("Nothing was graded, so there is no verdict.")}
        </p></section>`
      : liveCategories(cases, run.state === "running");
  }
  const showCases = (category: string) => {
    actions.filter({ category, text: "", verdict: "", failClass: "", language: "" });
    actions.chooseTab("cases");
  };
  return html`${scorecardView(run.result)} ${categoriesView(run.result.categories, { showCases })}`;
}

function caseTab(
  { view, filters, selected }: RunPageState,
  run: OpenedRun,
  list: HTMLElement,
  actions: RunPageActions,
): TemplateResult {
  const shown = filteredCases(view.cases, filters);
  const { shownCase } = view;
  const isThere =
    selected !== undefined &&
    shownCase?.result.id === selected.id &&
    shownCase.result.epoch === selected.epoch;
  const details = selected
    ? caseDetails(selected, isThere ? shownCase : undefined, {
        close: actions.closeCase,
        step: actions.stepCase,
        copy: actions.copy,
      })
    : nothing;
  return casesView(
    { all: view.cases, shown, filters, isRunning: run.state === "running" },
    list,
    details,
    actions.filter,
  );
}

let filtered:
  | { cases: readonly CaseRow[]; filters: CaseFilters; shown: readonly CaseRow[] }
  | undefined;

/** The same cases and filters give the same list again, without going through it. */
export function filteredCases(cases: readonly CaseRow[], filters: CaseFilters): readonly CaseRow[] {
  if (filtered?.cases !== cases || filtered.filters !== filters) {
    filtered = { cases, filters, shown: filterCases(cases, filters) };
  }
  return filtered.shown;
}
