// The holes of a run as a table that can be filtered, as an element: it keeps the filter, how many are shown and which are
// unfolded while the page around it is drawn again. Code of the repository and of the model becomes text nodes.
import { html, LitElement, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { milliseconds, percent } from "../../../../core/figures/figure-text.ts";
import type { HoleResult } from "../../../../core/protocol/repository-run.ts";
import { plural, t } from "../../../words.ts";
import { writtenNumber } from "../../language.ts";
import { badge } from "../sheet.ts";
import {
  answerText,
  filterHoles,
  type HoleFilter,
  kindWord,
  noFilter,
  outcomeOf,
  outcomes,
  outcomeWord,
} from "./hole-text.ts";

const shownAtOnce = 200;

export class TandemHoles extends LitElement {
  static override properties = { holes: { attribute: false } };
  declare holes: readonly HoleResult[];
  openFile: (path: string, line: number) => void = () => {};
  #filter: HoleFilter = noFilter;
  #shown = shownAtOnce;
  readonly #unfolded = new Set<string>();

  constructor() {
    super();
    this.holes = [];
  }

  /** The page's style sheet reaches inside; a shadow root would need one of its own. */
  protected override createRenderRoot(): this {
    return this;
  }

  protected override render(): TemplateResult {
    const left = filterHoles(this.holes, this.#filter);
    const rest = left.length - this.#shown;
    return html`${this.#filterTemplate()}
      <p class="view-note" role="status">
        ${plural(
          this.holes.length,
          ["{2} of {1} hole", "{2} of {1} holes"],
          writtenNumber(this.holes.length),
          writtenNumber(left.length),
        )}
      </p>
      ${left.length === 0 ? nothing : this.#table(left.slice(0, this.#shown))}
      ${
        rest <= 0
          ? nothing
          : html`<button type="button" class="button button-secondary" @click=${this.#showMore}>
              ${t("Show {0} more of {1}", Math.min(rest, shownAtOnce), writtenNumber(rest))}
            </button>`
      }`;
  }

  readonly #showMore = (): void => {
    this.#shown += shownAtOnce;
    this.requestUpdate();
  };

  #setFilter(change: Partial<HoleFilter>): void {
    this.#filter = { ...this.#filter, ...change };
    this.#shown = shownAtOnce;
    this.requestUpdate();
  }

  #filterTemplate(): TemplateResult {
    const { kind, outcome, path } = this.#filter;
    return html`<div class="hole-filter" role="group" aria-label=${t("Filter")}>
      <label>
        ${t("Kind")}
        <select class="view-input" @change=${(event: Event) => this.#setFilter({ kind: chosen(event, kinds) })}>
          <option value="" ?selected=${kind === ""}>${t("all")}</option>
          ${kinds.map((one) => html`<option value=${one} ?selected=${kind === one}>${kindWord[one]()}</option>`)}
        </select>
      </label>
      <label>
        ${t("Result")}
        <select
          class="view-input"
          @change=${(event: Event) => this.#setFilter({ outcome: chosen(event, outcomes) })}
        >
          <option value="" ?selected=${outcome === ""}>${t("all")}</option>
          ${outcomes.map((one) => html`<option value=${one} ?selected=${outcome === one}>${outcomeWord[one]()}</option>`)}
        </select>
      </label>
      <label>
        ${t("Path contains")}
        <input
          class="view-input"
          type="search"
          .value=${path}
          @input=${(event: Event) => {
            if (event.target instanceof HTMLInputElement)
              this.#setFilter({ path: event.target.value });
          }}
        />
      </label>
    </div>`;
  }

  #table(holes: readonly HoleResult[]): TemplateResult {
    const figures = [t("Similarity"), t("Parses"), t("Compiles"), "TTFT"];
    return html`<div class="view-scroll" role="group" aria-label=${t("Holes")} tabindex="0">
      <table class="view-table hole-table">
        <caption>${t("Holes: what stood there and what the model wrote")}</caption>
        <thead>
          <tr>
            <th scope="col">${t("Place")}</th>
            <th scope="col">${t("Kind")}</th>
            <th scope="col">${t("Result")}</th>
            ${figures.map((text) => html`<th scope="col" class="view-figure">${text}</th>`)}
            <th scope="col">${t("Code")}</th>
          </tr>
        </thead>
        <tbody>
          ${repeat(
            holes,
            ({ id }) => id,
            (hole) => this.#rows(hole),
          )}
        </tbody>
      </table>
    </div>`;
  }

  #rows(hole: HoleResult): TemplateResult {
    const { id, path, line, kind, similarity, parses, compiles, ttftMs } = hole;
    const outcome = outcomeOf(hole);
    const isAnswered = outcome !== "nothing offered" && outcome !== "endpoint failed";
    const isUnfolded = this.#unfolded.has(id);
    const fold = () => {
      if (!this.#unfolded.delete(id)) this.#unfolded.add(id);
      this.requestUpdate();
    };
    return html`<tr data-testid="hole">
        <th scope="row">
          <button type="button" class="link-button hole-place" @click=${() => this.openFile(path, line)}>
            ${path}:${line}
          </button>
        </th>
        <td>${kindWord[kind]()}</td>
        <td>${badge(outcomeWord[outcome](), outcomeKinds[outcome])}</td>
        <td class="view-figure">${isAnswered ? percent(similarity) : "–"}</td>
        <td class="view-figure">${isAnswered ? answerText(parses) : "–"}</td>
        <td class="view-figure">${isAnswered ? answerText(compiles) : "–"}</td>
        <td class="view-figure">${ttftMs === undefined ? "–" : milliseconds(ttftMs)}</td>
        <td>
          <button
            type="button"
            class="link-button"
            aria-expanded=${isUnfolded ? "true" : "false"}
            aria-label=${isUnfolded ? t("Hide the code of {0}", `${path}:${line}`) : t("Show the code of {0}", `${path}:${line}`)}
            @click=${fold}
          >
            ${isUnfolded ? t("Hide") : t("Show")}
          </button>
        </td>
      </tr>
      ${isUnfolded ? html`<tr class="hole-code-row"><td colspan="8">${codeTemplate(hole)}</td></tr>` : nothing}`;
  }
}

const kinds = ["function", "call", "block"] as const;
const outcomeKinds = {
  exact: "good",
  "same but for space": "good",
  differs: "quiet",
  "nothing offered": "warning",
  "endpoint failed": "bad",
} as const;

/** The chosen value if it is one of the known ones; the empty text stands for all. */
function chosen<T extends string>(event: Event, known: readonly T[]): T | "" {
  const { target } = event;
  return (target instanceof HTMLSelectElement && known.find((one) => one === target.value)) || "";
}

function codeTemplate({ expected, answer, reason, failure }: HoleResult): TemplateResult {
  const why = failure ?? reason;
  return html`<div class="hole-code">
    <div>
      <p class="hole-code-title">${t("Stands there")}</p>
      <pre tabindex="0" aria-label=${t("Stands there")}>${expected}</pre>
    </div>
    <div>
      <p class="hole-code-title">${t("The model wrote")}</p>
      ${
        why === undefined
          ? html`<pre tabindex="0" aria-label=${t("The model wrote")}>${answer}</pre>`
          : html`<p>${why}</p>`
      }
    </div>
  </div>`;
}

// Imported outside a browser, as unit tests do, there is nothing to register it with.
if ("customElements" in globalThis && !customElements.get("tandem-holes")) {
  customElements.define("tandem-holes", TandemHoles);
}
