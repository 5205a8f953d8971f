// Where the question is written: chips of what goes along, a text box that grows, the context meter, Send or Stop. It keeps
// the text until the host has taken it up as a turn, so that nothing typed is lost when something goes wrong on the way.
import { html, render, type TemplateResult } from "lit";
import { t } from "../../words.ts";
import {
  droppedItem,
  droppedPaths,
  type ImageData,
  imageFiles,
  mayBeTaken,
  nameOf,
  readImage,
} from "./attaching.ts";
import { ChipList } from "./chip-list.ts";
import { icon } from "./icon.ts";
import { mentionAsks } from "./mention-asks.ts";
import { leftOutTemplate, meterTemplate } from "./meter.ts";
import { Suggesting } from "./suggesting.ts";
import { activeTurn, type ViewState } from "./view-state.ts";

export type ComposerActions = {
  submit(text: string): void;
  stop(turnId: string): void;
  removeChip(chipId: string): void;
  findMentions(ask: number, query: string): void;
  attachMention(mentionId: string): void;
  attachImage(image: ImageData): void;
  /** The text changed; not called for each key. */
  draft(text: string): void;
  /** Tells a screen reader. */
  say(words: string): void;
};

const draftDelayMs = 250;

export class Composer {
  readonly element = document.createElement("form");
  readonly #text = document.createElement("textarea");
  readonly #actions: ComposerActions;
  readonly #asks;
  readonly #suggesting: Suggesting;
  readonly #chips: ChipList;
  #state: ViewState;
  #submitted: string | undefined;
  #draftTimer: ReturnType<typeof setTimeout> | undefined;
  /** What could not be attached, one sentence each. */
  #refusals: readonly string[] = [];

  constructor(state: ViewState, actions: ComposerActions) {
    this.#state = state;
    this.#actions = actions;
    this.#asks = mentionAsks(actions.findMentions);
    this.#suggesting = new Suggesting({
      text: this.#text,
      asks: this.#asks,
      attach: actions.attachMention,
      say: actions.say,
      onChange: () => this.#textChanged(),
    });
    this.#chips = new ChipList(actions.removeChip);
    this.element.className = "composer";
    this.element.setAttribute("aria-label", t("Ask Tandem"));
    this.element.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#submit();
    });
    this.#prepareText();
    this.#prepareDrop();
    this.update(state);
  }

  get draft(): string {
    return this.#text.value;
  }

  update(state: ViewState): void {
    this.#state = state;
    this.#suggesting.setSlashItems(state.slashItems);
    if (state.mentions) this.#asks.answer(state.mentions.ask, state.mentions);
    render(this.#template(), this.element);
    this.#chips.update(state.composerChips);
  }

  /** Also gives a question back that could not be sent. */
  setDraft(text: string): void {
    this.#submitted = undefined;
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
    text.placeholder = t("Ask about your code");
    text.setAttribute("aria-label", t("Question"));
    text.setAttribute("aria-autocomplete", "list");
    text.setAttribute("aria-haspopup", "listbox");
    text.addEventListener("input", () => {
      this.#textChanged();
      this.#suggesting.refresh();
    });
    text.addEventListener("blur", () => this.#sendDraft());
    text.addEventListener("keydown", (event) => {
      if (event.isComposing) return;
      if (this.#suggesting.press(event)) {
        // Escape closed the list and must not also stop the answer.
        event.preventDefault();
        return;
      }
      if (event.key !== "Enter" || event.shiftKey) return;
      event.preventDefault();
      this.#submit();
    });
    text.addEventListener("paste", (event) => {
      const images = event.clipboardData ? imageFiles(event.clipboardData) : [];
      if (images.length === 0) return;
      event.preventDefault();
      void this.#attachImages(images);
    });
  }

  #prepareDrop(): void {
    const form = this.element;
    const mark = (isTarget: boolean) => form.classList.toggle("is-drop-target", isTarget);
    form.addEventListener("dragover", (event) => {
      // Text that is dragged goes where the text box puts it.
      if (!event.dataTransfer || !mayBeTaken(event.dataTransfer)) return;
      event.preventDefault();
      mark(true);
    });
    form.addEventListener("dragleave", () => mark(false));
    form.addEventListener("drop", (event) => {
      mark(false);
      const data = event.dataTransfer;
      if (!data) return;
      const images = imageFiles(data);
      const paths = images.length > 0 ? [] : droppedPaths(data);
      if (images.length + paths.length === 0) return;
      event.preventDefault();
      if (images.length > 0) void this.#attachImages(images);
      else void this.#attachPaths(paths);
    });
  }

  async #attachImages(files: readonly File[]): Promise<void> {
    this.#refuse([]);
    for (const file of files) {
      const image = await readImage(file);
      if (typeof image === "string") this.#refuse([...this.#refusals, image]);
      else this.#actions.attachImage(image);
    }
  }

  /** One after the other: the host answers only the newest ask. */
  async #attachPaths(paths: readonly string[]): Promise<void> {
    this.#refuse([]);
    for (const path of paths) {
      const found = await this.#asks.find(nameOf(path));
      const item = found && droppedItem(path, found.items);
      if (item) this.#actions.attachMention(item.id);
      else {
        const refusal = t(
          "{0} was not attached: it was not found in this workspace.",
          nameOf(path),
        );
        this.#refuse([...this.#refusals, refusal]);
      }
    }
  }

  #refuse(refusals: readonly string[]): void {
    this.#refusals = refusals;
    this.update(this.#state);
    const newest = refusals.at(-1);
    if (newest !== undefined) this.#actions.say(newest);
  }

  #textChanged(): void {
    this.#submitted = undefined;
    this.#refusals = [];
    clearTimeout(this.#draftTimer);
    this.#draftTimer = setTimeout(() => this.#sendDraft(), draftDelayMs);
    this.update(this.#state);
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
    const { meter } = this.#state;
    return html`${this.#suggesting.element} ${this.#refusals.map(refusalTemplate)}
      ${leftOutTemplate(meter)} ${this.#chips.element} ${this.#text}
      <div class="composer-bar">
        <button
          type="button"
          class="icon-button"
          title=${t("Attach files, symbols, problems, changes or terminal output (@)")}
          aria-label=${t("Attach")}
          @click=${() => this.#suggesting.openByButton()}
        >
          ${icon("plus")}
        </button>
        ${meterTemplate(meter)}
        <span class="composer-space"></span>
        ${this.#button()}
      </div>`;
  }

  #button(): TemplateResult {
    const active = activeTurn(this.#state);
    return active
      ? html`<button type="button" class="send-button" title=${t("Stop (Esc)")} aria-label=${t("Stop")} @click=${() => this.#actions.stop(active.id)}>${icon("stop")}</button>`
      : html`<button type="submit" class="send-button" title=${t("Send (Enter)")} aria-label=${t("Send")} ?disabled=${this.#text.value.trim() === ""}>${icon("send")}</button>`;
  }
}

function refusalTemplate(refusal: string): TemplateResult {
  return html`<p class="composer-note is-warning" data-testid="refusal">
    ${icon("warning")}<span>${refusal}</span>
  </p>`;
}
