// What surrounds every drawing: heading, badge, legend, readout, the table that says the same. It draws again when its width
// changes, so that letters keep their size, and builds the table only once it is opened.
import { html, nothing, svg, type TemplateResult } from "lit";
import { AsyncDirective, directive } from "lit/async-directive.js";
import { ref } from "lit/directives/ref.js";
import { t } from "../../../words.ts";
import { iconPaths } from "../../icons.ts";
import { indexOfMark, onFocus, onHover, onKey, onLeave, settle } from "./interaction.ts";
import { type Drawing, markTemplate } from "./mark.ts";

/** What every chart is told besides its data. */
export type Frame = {
  title: string;
  /** Level of the heading; 3 if not given. */
  headingLevel?: 2 | 3 | 4 | 5 | undefined;
  /** Puts a badge beside the heading. */
  isSimulated?: boolean | undefined;
};

export type Content = {
  /** One sentence or two with what the drawing shows, for whoever does not see it. */
  summary: string;
  legend: TemplateResult;
  /** `width` in px, which are the units of the drawing. */
  draw: (width: number) => Drawing;
  table: () => TemplateResult;
  /** What a reader has to know besides the figures. */
  notes: readonly string[];
};

/** A sentence stands where there is nothing to draw. */
export type FigureSpec = { frame: Frame; content: Content | { empty: string } };

/** Widths are rounded down to these steps, so that a scrollbar that comes and goes cannot set off a chain of drawings. */
const widthStep = 8;
let figuresMade = 0;

class FigureDirective extends AsyncDirective {
  readonly #id = `chart-${++figuresMade}`;
  readonly #observer = new ResizeObserver((entries) => this.#onResize(entries));
  #spec: FigureSpec | undefined;
  #place: Element | undefined;
  #width = 0;
  #isOpen = false;
  #drawing: Drawing | undefined;

  override render(spec: FigureSpec): TemplateResult {
    this.#spec = spec;
    const { frame, content } = spec;
    return html`<figure class="chart" aria-labelledby="${this.#id}-title">
      <div class="chart-title">
        ${heading(frame, `${this.#id}-title`)} ${frame.isSimulated ? badge() : nothing}
      </div>
      ${"empty" in content ? html`<p class="chart-empty">${content.empty}</p>` : this.#filled(content)}
    </figure>`;
  }

  #filled({ summary, legend, draw, table, notes }: Content): TemplateResult {
    this.#drawing = this.#width > 0 ? draw(this.#width) : undefined;
    // The readout is about elements that exist once this has been committed.
    queueMicrotask(() => this.#place && settle(this.#place));
    return html`<p class="chart-summary" id="${this.#id}-summary">${summary}</p>
      ${legend}
      <div class="chart-place" ${ref(this.#onPlace)}>
        ${this.#drawing ? this.#drawn(this.#drawing) : nothing}
        <p class="chart-readout">
          <span class="chart-readout-name"></span>
          <span class="chart-readout-figures" aria-live="polite"></span>
        </p>
      </div>
      ${notes.map((note) => html`<p class="chart-note">${note}</p>`)}
      <details class="chart-table" @toggle=${this.#onToggle}>
        <summary>${t("View as table")}</summary>
        ${this.#isOpen ? table() : nothing}
      </details>`;
  }

  #drawn({ height, picture, marks, head }: Drawing): TemplateResult {
    const width = this.#width;
    // The listeners are not on the drawing itself: a browser lets Tab stop at an SVG that listens for the focus.
    return html`<div
      class=${head ? "chart-scroll" : "chart-still"}
      @keydown=${this.#onKey}
      @click=${this.#onClick}
      @focusin=${(event: Event) => this.#with((place) => onFocus(place, event))}
      @focusout=${() => this.#with(onLeave)}
      @pointerover=${(event: Event) => this.#with((place) => onHover(place, event))}
      @pointerleave=${() => this.#with(onLeave)}
    >
      ${
        head
          ? html`<svg class="chart-svg chart-head" viewBox="0 0 ${width} ${head.height}" aria-hidden="true">
              ${head.picture}
            </svg>`
          : nothing
      }
      <svg class="chart-svg" viewBox="0 0 ${width} ${height}">
        <g role="img" aria-labelledby="${this.#id}-title" aria-describedby="${this.#id}-summary">
          ${picture}
        </g>
        <g role="listbox" aria-label=${t("Figures in the drawing")}>${marks.map(markTemplate)}</g>
        <rect class="chart-ring" visibility="hidden" rx="3"></rect>
      </svg>
    </div>`;
  }

  readonly #onPlace = (place: Element | undefined): void => {
    this.#observer.disconnect();
    this.#place = place;
    if (place) this.#observer.observe(place);
  };

  readonly #onKey = (event: KeyboardEvent): void => {
    this.#with((place) => this.#activate(onKey(place, event)));
  };

  readonly #onClick = (event: Event): void => {
    this.#with((place) => this.#activate(indexOfMark(place, event)));
  };

  readonly #onToggle = (event: Event): void => {
    this.#isOpen = event.currentTarget instanceof HTMLDetailsElement && event.currentTarget.open;
    this.#again();
  };

  #onResize(entries: readonly ResizeObserverEntry[]): void {
    const width = Math.floor((entries.at(-1)?.contentRect.width ?? 0) / widthStep) * widthStep;
    if (width === 0 || width === this.#width) return;
    this.#width = width;
    this.#again();
  }

  #activate(index: number | undefined): void {
    if (index !== undefined) this.#drawing?.marks[index]?.activate?.();
  }

  #with(use: (place: Element) => void): void {
    if (this.#place) use(this.#place);
  }

  #again(): void {
    if (this.#spec) this.setValue(this.render(this.#spec));
  }
}

const figureDirective = directive(FigureDirective);

export function figure(frame: Frame, content: FigureSpec["content"]): TemplateResult {
  return html`${figureDirective({ frame, content })}`;
}

const badge = () => html`<span class="chart-badge" data-testid="chart-simulated">
  <svg viewBox="0 0 16 16" aria-hidden="true">${svg`<path fill-rule="evenodd" d=${iconPaths.flask}></path>`}</svg>${t("simulated")}
</span>`;

function heading({ title, headingLevel = 3 }: Frame, id: string): TemplateResult {
  switch (headingLevel) {
    case 2:
      return html`<h2 class="chart-heading" id=${id}>${title}</h2>`;
    case 3:
      return html`<h3 class="chart-heading" id=${id}>${title}</h3>`;
    case 4:
      return html`<h4 class="chart-heading" id=${id}>${title}</h4>`;
    case 5:
      return html`<h5 class="chart-heading" id=${id}>${title}</h5>`;
  }
}
