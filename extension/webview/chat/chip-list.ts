// What goes along with a question, as chips: kind, name, estimated tokens, a mark where something was cut. Many chips fold
// into two lines with a button for the rest. It measures its own lines and knows nothing of the composer.
import { html, nothing, render, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { plural, t } from "../../words.ts";
import type { IconName } from "../icons.ts";
import { roughNumber } from "../language.ts";
import { visibleName } from "../markdown/visible-text.ts";
import type { Chip } from "../messages.ts";
import { icon } from "./icon.ts";

const icons: Readonly<Record<Chip["kind"], IconName>> = {
  selection: "selection",
  surroundings: "selection",
  problems: "error",
  file: "file",
  folder: "folder",
  symbol: "symbol",
  changes: "changes",
  terminal: "terminal",
  image: "image",
};

const maxLines = 2;

export class ChipList {
  readonly element = document.createElement("ul");
  readonly #onRemove: ((chipId: string) => void) | undefined;
  #chips: readonly Chip[] = [];
  #isExpanded = false;
  #foldedCount = 0;
  #width = 0;

  constructor(onRemove?: (chipId: string) => void) {
    this.#onRemove = onRemove;
    this.element.className = "chips";
    this.element.setAttribute("aria-label", t("Goes along with the question"));
    new ResizeObserver(() => {
      const { clientWidth } = this.element;
      if (clientWidth === this.#width) return;
      this.#width = clientWidth;
      this.#fold();
    }).observe(this.element);
  }

  update(chips: readonly Chip[]): void {
    if (chips === this.#chips) return;
    this.#chips = chips;
    if (chips.length === 0) this.#isExpanded = false;
    this.element.hidden = chips.length === 0;
    this.#draw();
    this.#fold();
  }

  #draw(): void {
    render(
      html`${repeat(
        this.#chips,
        ({ id }) => id,
        (chip) => this.#chip(chip),
      )}${this.#moreButton()}`,
      this.element,
    );
  }

  #chip(chip: Chip): TemplateResult {
    const label = visibleName(chip.label);
    const parts = [chip.tooltip, chip.warning].filter((part) => part !== undefined && part !== "");
    return html`<li class="chip" data-testid="chip" data-kind=${chip.kind} title=${parts.join("\n")}>
      ${chip.warning ? html`<span class="chip-warning">${icon("warning")}</span>` : icon(icons[chip.kind])}
      <span class="chip-label">${label}</span>
      ${chip.tokens === undefined ? nothing : tokensTemplate(chip.tokens)}
      ${chip.warning ? html`<span class="visually-hidden">${chip.warning}</span>` : nothing}
      ${
        chip.isRemovable && this.#onRemove
          ? html`<button
              type="button"
              class="icon-button chip-remove"
              title=${t("Remove {0}", label)}
              aria-label=${t("Remove {0}", label)}
              @click=${() => this.#onRemove?.(chip.id)}
            >
              ${icon("close")}
            </button>`
          : nothing
      }
    </li>`;
  }

  #moreButton(): TemplateResult | typeof nothing {
    if (this.#foldedCount === 0 && !this.#isExpanded) return nothing;
    const toggle = () => {
      this.#isExpanded = !this.#isExpanded;
      this.#fold();
    };
    return html`<li class="chips-more">
      <button type="button" class="link-button" aria-expanded=${this.#isExpanded} @click=${toggle}>
        ${this.#isExpanded ? t("Show fewer") : plural(this.#foldedCount, ["+{0} more", "+{0} more"])}
      </button>
    </li>`;
  }

  /** Hides what begins on a third line, and as much more as the button needs to stand on the second. */
  #fold(): void {
    const items = [...this.element.querySelectorAll<HTMLElement>(":scope > .chip")];
    for (const item of items) item.hidden = false;
    this.#foldedCount = 0;
    this.#isExpanded &&= lineTops(items).length > maxLines;
    if (!this.#isExpanded) this.#hideBeyond(items);
    this.#draw();
  }

  #hideBeyond(items: HTMLElement[]): void {
    const lastTop = lineTops(items)[maxLines - 1];
    const first = items.findIndex((item) => lastTop !== undefined && item.offsetTop > lastTop);
    if (first < 0 || lastTop === undefined) return;
    for (const item of items.slice(first)) item.hidden = true;
    this.#foldedCount = items.length - first;
    this.#draw();
    const more = this.element.querySelector<HTMLElement>(".chips-more");
    for (let last = first - 1; more && more.offsetTop > lastTop && last > 0; last--) {
      const item = items[last];
      if (item) item.hidden = true;
      this.#foldedCount += 1;
    }
  }
}

/** The tops of the lines that the chips stand on. */
function lineTops(items: readonly HTMLElement[]): number[] {
  return [...new Set(items.map(({ offsetTop }) => offsetTop))];
}

function tokensTemplate(tokens: number): TemplateResult {
  const count = roughNumber(tokens);
  return html`<span class="chip-tokens" title=${t("About {0} tokens", count)}>≈${count}</span>`;
}

/** The chips of a question that was sent: all of them, in a line or folded behind a word. */
export function sentChips(chips: readonly Chip[]): TemplateResult | typeof nothing {
  if (chips.length === 0) return nothing;
  const list = html`<ul class="chips" aria-label=${t("Went along with the question")}>
    ${chips.map(
      (
        chip,
      ) => html`<li class="chip" data-testid="chip" data-kind=${chip.kind} title=${chip.tooltip}>
        ${icon(icons[chip.kind])}<span class="chip-label">${visibleName(chip.label)}</span>
      </li>`,
    )}
  </ul>`;
  if (chips.length <= maxSentChips) return list;
  return html`<details class="sent-chips">
    <summary>${icon("chevron")}${plural(chips.length, ["{0} attachment", "{0} attachments"])}</summary>
    ${list}
  </details>`;
}

const maxSentChips = 6;
