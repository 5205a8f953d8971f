// The cases of a run as a grid of which only the rows in sight exist: ten thousand of them cost no more than thirty. Spacers
// above and below keep the scroll bar honest; they are empty drawings, because the policy forbids inline styles.
import { html, nothing, render, type TemplateResult } from "lit";
import { milliseconds } from "../../../core/figures/figure-text.ts";
import { t } from "../../words.ts";
import { caseVerdict } from "./badge.ts";
import type { CaseRow } from "./messages.ts";
import { categoryName, failClassWord } from "./words.ts";

export type CaseListActions = { open(row: CaseRow): void };

/** Rows drawn beyond each edge, so that a turn of the wheel meets no gap. */
const overscan = 8;
const guessedRowPx = 28;

const columns = () => [t("Case"), t("Category"), t("Verdict"), t("Reason"), "TTFT", "E2EL"];

export class CaseList {
  readonly element = document.createElement("div");
  readonly #actions: CaseListActions;
  #rows: readonly CaseRow[] = [];
  /** Row of the keyboard. */
  #active = 0;
  #opened: CaseRow | undefined;
  #rowPx = guessedRowPx;
  /** Kept here, because asking the page in the middle of drawing costs a layout each time. */
  #heightPx = 0;
  #topPx = 0;
  #isScheduled = false;

  constructor(actions: CaseListActions) {
    this.#actions = actions;
    const { element } = this;
    element.className = "case-grid";
    element.tabIndex = 0;
    element.setAttribute("role", "grid");
    element.setAttribute("aria-label", t("Cases"));
    element.setAttribute("aria-colcount", String(columns().length));
    element.dataset.testid = "case-grid";
    element.addEventListener("scroll", () => this.#onScroll(), { passive: true });
    element.addEventListener("keydown", (event) => this.#onKey(event));
    new ResizeObserver(() => this.#measure()).observe(element);
  }

  /** The same array again costs nothing. */
  show(rows: readonly CaseRow[], opened: CaseRow | undefined): void {
    if (rows === this.#rows && opened === this.#opened && this.element.hasChildNodes()) return;
    this.#rows = rows;
    this.#opened = opened;
    this.#active = Math.min(this.#active, Math.max(0, rows.length - 1));
    this.#draw();
  }

  /** Another run: back to the top. */
  reset(): void {
    this.#active = 0;
    this.#topPx = 0;
    this.element.scrollTop = 0;
  }

  focus(): void {
    this.element.focus();
  }

  /** The case so many rows further, as the keyboard would go. */
  step(by: number): void {
    this.#moveTo(this.#active + by);
    this.#openActive();
  }

  #schedule(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    requestAnimationFrame(() => {
      this.#isScheduled = false;
      this.#draw();
    });
  }

  #draw(): void {
    const { first, end } = this.#window();
    this.element.setAttribute("aria-rowcount", String(this.#rows.length + 1));
    const isActiveShown = this.#active >= first && this.#active < end;
    if (isActiveShown) this.element.setAttribute("aria-activedescendant", `case-${this.#active}`);
    else this.element.removeAttribute("aria-activedescendant");
    render(this.#template(first, end), this.element);
  }

  #onScroll(): void {
    this.#topPx = this.element.scrollTop;
    this.#schedule();
  }

  /** When the list gets a size or loses it: with its tab, and when the window or the font changes. */
  #measure(): void {
    const wasAway = this.#heightPx === 0;
    this.#heightPx = this.element.clientHeight;
    if (this.#heightPx === 0) return;
    // An element that was taken out of the page comes back scrolled to its top.
    if (wasAway) this.element.scrollTop = this.#topPx;
    this.#topPx = this.element.scrollTop;
    const rowPx = this.element.querySelector(".case-row")?.getBoundingClientRect().height;
    if (rowPx) this.#rowPx = rowPx;
    // In a narrow view the list gets lower for the case that was opened from it.
    if (this.#opened && !wasAway) this.#keepActiveInSight();
    this.#draw();
  }

  #window(): { first: number; end: number } {
    const first = Math.max(0, Math.floor(this.#topPx / this.#rowPx) - overscan);
    const end = Math.ceil((this.#topPx + this.#heightPx) / this.#rowPx) + overscan;
    return { first: Math.min(first, this.#rows.length), end: Math.min(end, this.#rows.length) };
  }

  #template(first: number, end: number): TemplateResult {
    const below = this.#rows.length - end;
    return html`<div class="case-head" role="rowgroup">
        <div role="row" aria-rowindex="1" class="case-cells">
          ${columns().map((name) => html`<span role="columnheader">${name}</span>`)}
        </div>
      </div>
      <div role="rowgroup">
        ${spacer(first * this.#rowPx)}
        ${this.#rows.slice(first, end).map((row, index) => this.#row(row, first + index))}
        ${spacer(below * this.#rowPx)}
      </div>`;
  }

  #row(row: CaseRow, index: number): TemplateResult {
    const isOpened = row.id === this.#opened?.id && row.epoch === this.#opened.epoch;
    const choose = () => {
      this.#active = index;
      this.#openActive();
    };
    return html`<div
      role="row"
      id="case-${index}"
      class="case-row case-cells${index === this.#active ? " is-active" : ""}"
      aria-rowindex=${index + 2}
      aria-selected=${isOpened}
      data-testid="case-row"
      @click=${choose}
    >
      <span role="gridcell" class="case-id" title=${row.id}>
        ${row.id}${row.epoch > 0 ? html`<span class="quiet"> ${t("epoch {0}", row.epoch)}</span>` : nothing}
      </span>
      <span role="gridcell" class="quiet">${categoryName(row.category)}</span>
      <span role="gridcell">${caseVerdict(row.verdict)}</span>
      <span role="gridcell" class="quiet" title=${row.reason ?? ""}>
        ${row.failClass ? html`<span class="fail-class">${failClassWord(row.failClass)}</span>` : nothing} ${row.reason ?? ""}
      </span>
      <span role="gridcell" class="number">${timeText(row.ttftMs)}</span>
      <span role="gridcell" class="number">${timeText(row.e2elMs)}</span>
    </div>`;
  }

  #onKey(event: KeyboardEvent): void {
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      this.#openActive();
      return;
    }
    const page = Math.max(1, Math.floor(this.#heightPx / this.#rowPx) - 2);
    const targets: Readonly<Record<string, number>> = {
      ArrowDown: this.#active + 1,
      ArrowUp: this.#active - 1,
      PageDown: this.#active + page,
      PageUp: this.#active - page,
      Home: 0,
      End: this.#rows.length - 1,
    };
    const target = targets[event.key];
    if (target === undefined) return;
    event.preventDefault();
    this.#moveTo(target);
  }

  #moveTo(target: number): void {
    this.#active = Math.min(Math.max(0, target), Math.max(0, this.#rows.length - 1));
    this.#keepActiveInSight();
    this.#draw();
  }

  #keepActiveInSight(): void {
    const top = this.#active * this.#rowPx;
    const headPx = this.element.querySelector(".case-head")?.getBoundingClientRect().height ?? 0;
    const roomPx = this.#heightPx - headPx;
    if (top < this.#topPx) this.element.scrollTop = top;
    else if (top + this.#rowPx > this.#topPx + roomPx) {
      this.element.scrollTop = top + this.#rowPx - roomPx;
    }
    this.#topPx = this.element.scrollTop;
  }

  #openActive(): void {
    const row = this.#rows[this.#active];
    if (row) this.#actions.open(row);
  }
}

function spacer(heightPx: number): TemplateResult | typeof nothing {
  if (heightPx <= 0) return nothing;
  return html`<svg class="spacer" width="1" height=${heightPx} aria-hidden="true" focusable="false"></svg>`;
}

function timeText(ms: number | undefined): string {
  return ms === undefined ? "–" : milliseconds(ms);
}
