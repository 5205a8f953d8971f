// Draws the panel and keeps what only the page knows: the form, the tab, the filters, the opened case. It turns clicks into
// intents and decides nothing.
import { html, nothing, render, type TemplateResult } from "lit";
import { t } from "../../words.ts";
import { type Announcer, announcer } from "./announcer.ts";
import { type CaseFilters, noFilters } from "./case-filters.ts";
import { CaseList } from "./case-list.ts";
import type { CaseRow, Intent } from "./messages.ts";
import { type Pace, paceOf, remainingMs } from "./pace.ts";
import { problemView } from "./problem.ts";
import { type RunListState, runList, startHead } from "./run-list.ts";
import { filteredCases, runPage } from "./run-page.ts";
import { setupView } from "./setup.ts";
import { emptyForm, requestOf, type SetupForm } from "./setup-form.ts";
import type { TabId } from "./tabs.ts";
import type { ViewState } from "./view-state.ts";

const runsAtOnce = 20;
/** News of a run are drawn no more often than this; clicks and keys at once. */
const newsEveryMs = 100;
const clockEveryMs = 1_000;
/** Measured from the start of the page; the host and the benchmark read it. */
const interactiveMark = "tandem-interactive";

/** What survives when VS Code discards the hidden page; nothing of record. */
export type PanelMemory = { form: SetupForm; tab: TabId; filters: CaseFilters };

export type PageActions = {
  post(intent: Intent): void;
  copy(text: string): void;
  remember(memory: PanelMemory): void;
};

export class Page {
  readonly announcer: Announcer = announcer();
  readonly #root = document.createElement("div");
  readonly #actions: PageActions;
  readonly #list: CaseList;
  #state: ViewState;
  #form: SetupForm = emptyForm;
  #tab: TabId = "scorecard";
  #filters: CaseFilters = noFilters;
  #selected: CaseRow | undefined;
  #isComparisonAside = false;
  #isStarting = false;
  #shownRuns = runsAtOnce;
  #pace: Pace | undefined;
  #drawnAtMs = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isScheduled = false;
  #isInteractive = false;

  constructor(state: ViewState, remembered: PanelMemory | undefined, actions: PageActions) {
    this.#state = state;
    this.#actions = actions;
    if (remembered) {
      this.#form = { ...emptyForm, ...remembered.form };
      this.#tab = remembered.tab;
      this.#filters = { ...noFilters, ...remembered.filters };
    }
    this.#list = new CaseList({ open: (row) => this.#openCase(row) });
    this.#root.className = "page";
    document.body.append(this.#root, this.announcer.element);
    setInterval(() => {
      if (this.#state.opened?.state === "running") this.#drawSoon();
    }, clockEveryMs);
    this.#draw();
  }

  /** Draws what is new; what comes in quick succession is drawn together. */
  update(state: ViewState): void {
    const before = this.#state;
    this.#state = state;
    if (state.opened?.id !== before.opened?.id) this.#startAgain(before.opened !== undefined);
    if (state.problem !== before.problem) this.#isStarting = false;
    if (state.comparison !== before.comparison) this.#isComparisonAside = false;
    const { opened } = state;
    if (opened?.progress) {
      this.#pace = paceOf(this.#pace, opened.id, opened.progress, performance.now());
    }
    if (opened?.state === "running" && opened.id === before.opened?.id) this.#drawLater();
    else this.#drawSoon();
  }

  /** Another run, or none: what was chosen in the last one means nothing here. */
  #startAgain(wasOpen: boolean): void {
    this.#isStarting = false;
    this.#selected = undefined;
    this.#pace = undefined;
    this.#list.reset();
    if (!wasOpen) return;
    this.#tab = "scorecard";
    this.#filters = noFilters;
  }

  #change(change: () => void): void {
    change();
    this.#actions.remember({ form: this.#form, tab: this.#tab, filters: this.#filters });
    this.#drawSoon();
  }

  #drawSoon(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    requestAnimationFrame(() => {
      this.#isScheduled = false;
      this.#draw();
    });
  }

  #drawLater(): void {
    if (this.#timer !== undefined) return;
    const waitMs = Math.max(0, this.#drawnAtMs + newsEveryMs - performance.now());
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#drawSoon();
    }, waitMs);
  }

  #draw(): void {
    this.#drawnAtMs = performance.now();
    const hadFocus = this.#root.contains(document.activeElement);
    render(this.#template(), this.#root);
    if (this.#state.opened) {
      this.#list.show(filteredCases(this.#state.cases, this.#filters), this.#selected);
    }
    if (!this.#isInteractive && (this.#state.setup || this.#state.opened)) {
      this.#isInteractive = true;
      performance.mark(interactiveMark);
    }
    // What had the focus is gone: without this, a keyboard starts again at the top of the window.
    if (hadFocus && !this.#root.contains(document.activeElement)) {
      this.#root.querySelector<HTMLElement>("main")?.focus();
    }
  }

  #template(): TemplateResult {
    const { setup, opened, problem, runs } = this.#state;
    const { post } = this.#actions;
    return html`<main class="panel" tabindex="-1">
      ${opened ? html`<h1 class="visually-hidden">${t("Evaluate Endpoint")}</h1>` : startHead(runs?.length ?? 0)}
      ${problem ? problemView(problem, (action) => post({ type: "action", action })) : nothing}
      ${
        opened === undefined && setup === undefined
          ? html`<p class="quiet loading" role="status">${t("Looking at your endpoints…")}</p>`
          : nothing
      }
      ${opened ? this.#runPage() : nothing}
      ${opened === undefined && setup ? this.#startPage() : nothing}
    </main>`;
  }

  #startPage(): TemplateResult {
    const { setup, runs, runsProblem } = this.#state;
    const { post } = this.#actions;
    if (setup === undefined) return html``;
    const listState: RunListState = {
      runs,
      problem: runsProblem,
      shown: this.#shownRuns,
    };
    const start = () => {
      const request = requestOf(this.#form, setup);
      if (typeof request === "string") return;
      this.#isStarting = true;
      post({ type: "start", request });
      this.#drawSoon();
    };
    return html`<div class="start">
      ${setupView(setup, this.#form, this.#isStarting, {
        post,
        start,
        change: (form) =>
          this.#change(() => {
            this.#form = { ...this.#form, ...form };
          }),
      })}
      ${runList(listState, {
        post,
        showMore: () =>
          this.#change(() => {
            this.#shownRuns += runsAtOnce;
          }),
      })}
    </div>`;
  }

  #runPage(): TemplateResult {
    const { opened: run } = this.#state;
    if (run === undefined) return html``;
    const nowMs = performance.now();
    const times = {
      nowMs: Date.now(),
      remainingMs:
        run.progress && this.#pace ? remainingMs(this.#pace, run.progress, nowMs) : undefined,
    };
    const state = {
      view: this.#state,
      run,
      tab: this.#tab,
      filters: this.#filters,
      selected: this.#selected,
      isComparisonAside: this.#isComparisonAside,
      times,
    };
    return runPage(state, this.#list.element, {
      post: this.#actions.post,
      copy: this.#actions.copy,
      chooseTab: (tab) => this.#chooseTab(tab),
      filter: (filters) =>
        this.#change(() => {
          this.#filters = { ...this.#filters, ...filters };
        }),
      openComparedCase: (id) => this.#openComparedCase(id),
      backToComparison: () => this.#backToComparison(),
      closeCase: () => this.#closeCase(),
      stepCase: (by) => this.#list.step(by),
    });
  }

  #chooseTab(tab: TabId): void {
    this.#change(() => {
      this.#tab = tab;
    });
    // At once: the tab that gets the focus next has to be the chosen one.
    this.#draw();
  }

  #openCase(row: CaseRow): void {
    this.#change(() => {
      this.#selected = row;
    });
    this.#actions.post({ type: "openCase", id: row.id, epoch: row.epoch });
    this.announcer.say(t("Opened {0}", row.id));
  }

  /** All its repetitions are listed: some may have passed. */
  #openComparedCase(id: string): void {
    const own = this.#state.cases.filter((row) => row.id === id);
    const row = own.find(({ verdict }) => verdict !== "pass") ?? own[0];
    if (row === undefined) return;
    this.#isComparisonAside = true;
    this.#tab = "cases";
    this.#filters = { ...noFilters, text: id };
    this.#openCase(row);
    this.#draw();
    this.#list.focus();
  }

  #backToComparison(): void {
    this.#change(() => {
      this.#isComparisonAside = false;
    });
  }

  #closeCase(): void {
    this.#change(() => {
      this.#selected = undefined;
    });
    this.#draw();
    this.#list.focus();
  }
}
