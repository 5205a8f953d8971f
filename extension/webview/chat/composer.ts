// Where the question is written: chips of what goes along, a text box that grows, Send or Stop. It keeps the text until the
// host has taken it up as a turn, so that nothing typed is lost when something goes wrong on the way.
import { html, nothing, render, type TemplateResult } from "lit";
import type { Chip } from "../messages.ts";
import { icon } from "./icon.ts";
import { activeTurn, type ViewState } from "./view-state.ts";

export type ComposerActions = {
  submit(text: string): void;
  stop(turnId: string): void;
  removeChip(chipId: string): void;
  /** The text changed; not called for each key. */
  draft(text: string): void;
};

const draftDelayMs = 250;

export class Composer {
  readonly element = document.createElement("form");
  readonly #text = document.createElement("textarea");
  readonly #actions: ComposerActions;
  #state: ViewState;
  #submitted: string | undefined;
  #draftTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(state: ViewState, actions: ComposerActions) {
    this.#state = state;
    this.#actions = actions;
    this.element.className = "composer";
    this.element.setAttribute("aria-label", "Ask Tandem");
    this.element.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#submit();
    });
    this.#prepareText();
    this.update(state);
  }

  get draft(): string {
    return this.#text.value;
  }

  update(state: ViewState): void {
    this.#state = state;
    render(this.#template(), this.element);
  }

  setDraft(text: string): void {
    this.#text.value = text;
    this.update(this.#state);
  }

  focus(): void {
    this.#text.focus();
  }

  /** A turn was added: if it is the one sent from here, its text has arrived. */
  turnAdded(): void {
    if (this.#submitted !== undefined && this.#text.value.trim() === this.#submitted) {
      this.#text.value = "";
      this.#sendDraft();
    }
    this.#submitted = undefined;
  }

  #prepareText(): void {
    const text = this.#text;
    text.dataset.testid = "composer";
    text.rows = 1;
    text.placeholder = "Ask about your code";
    text.setAttribute("aria-label", "Question");
    text.addEventListener("input", () => {
      this.#submitted = undefined;
      clearTimeout(this.#draftTimer);
      this.#draftTimer = setTimeout(() => this.#sendDraft(), draftDelayMs);
      this.update(this.#state);
    });
    text.addEventListener("blur", () => this.#sendDraft());
    text.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      this.#submit();
    });
  }

  #submit(): void {
    const text = this.#text.value.trim();
    if (text === "" || this.#submitted !== undefined || activeTurn(this.#state)) return;
    this.#submitted = text;
    this.#actions.submit(text);
  }

  #sendDraft(): void {
    clearTimeout(this.#draftTimer);
    this.#actions.draft(this.#text.value);
  }

  #template(): TemplateResult {
    const { composerChips } = this.#state;
    return html`${
      composerChips.length > 0
        ? html`<ul class="chips" aria-label="Goes along with the question">
            ${composerChips.map((chip) => this.#chip(chip))}
          </ul>`
        : nothing
    }
      <div class="composer-row">${this.#text}${this.#button()}</div>`;
  }

  #chip(chip: Chip): TemplateResult {
    return html`<li class="chip" data-testid="chip" title=${chip.tooltip}>
      <span class="chip-label">${chip.label}</span>
      ${
        chip.isRemovable
          ? html`<button
              type="button"
              class="icon-button chip-remove"
              title="Remove ${chip.label}"
              aria-label="Remove ${chip.label}"
              @click=${() => this.#actions.removeChip(chip.id)}
            >
              ${icon("close")}
            </button>`
          : nothing
      }
    </li>`;
  }

  #button(): TemplateResult {
    const active = activeTurn(this.#state);
    return active
      ? html`<button type="button" class="send-button" title="Stop (Esc)" aria-label="Stop" @click=${() => this.#actions.stop(active.id)}>${icon("stop")}</button>`
      : html`<button type="submit" class="send-button" title="Send (Enter)" aria-label="Send" ?disabled=${this.#text.value.trim() === ""}>${icon("send")}</button>`;
  }
}
