// Suggestions while a question is typed: things to mention behind `@`, commands behind `/` at the start. It changes only the
// mark and the query in the text; what a pick means is the host's business.
import { plural, t } from "../../words.ts";
import type { IconName } from "../icons.ts";
import type { MentionItem, SlashItem } from "../messages.ts";
import type { MentionAsks } from "./mention-asks.ts";
import { createPopup, type Popup, type Suggestion } from "./popup.ts";
import { type Trigger, triggerAt, withoutTrigger } from "./trigger.ts";

const icons: Readonly<Record<MentionItem["kind"], IconName>> = {
  file: "file",
  folder: "folder",
  symbol: "symbol",
  problems: "error",
  changes: "changes",
  terminal: "terminal",
  openEditors: "editors",
};

export type SuggestingDeps = {
  text: HTMLTextAreaElement;
  asks: MentionAsks;
  attach: (mentionId: string) => void;
  /** Tells a screen reader. */
  say: (words: string) => void;
  /** The text was changed by a pick. */
  onChange: () => void;
};

export class Suggesting {
  readonly #deps: SuggestingDeps;
  readonly #popup: Popup;
  #slashItems: readonly SlashItem[] = [];
  #trigger: Trigger | undefined;
  /** Where a mark stands whose list was closed with Escape: it stays closed. */
  #dismissedAt: number | undefined;
  /** The mark was written by the button, which takes it back when nothing is picked. */
  #isFromButton = false;

  constructor(deps: SuggestingDeps) {
    this.#deps = deps;
    this.#popup = createPopup(deps.text, (suggestion) => this.#pick(suggestion));
    deps.text.addEventListener("blur", () => this.#close());
    deps.text.addEventListener("click", () => this.refresh());
    deps.text.addEventListener("keyup", (event) => {
      if (/^(?:Arrow(?:Left|Right)|Home|End)$/.test(event.key)) this.refresh();
    });
  }

  get element(): HTMLElement {
    return this.#popup.element;
  }

  setSlashItems(items: readonly SlashItem[]): void {
    this.#slashItems = items;
  }

  /** Looks at the text and the caret again. */
  refresh(): void {
    const { text } = this.#deps;
    const isCaret = text.selectionStart === text.selectionEnd;
    const trigger = isCaret ? triggerAt(text.value, text.selectionStart) : undefined;
    if (trigger?.start !== this.#dismissedAt) this.#dismissedAt = undefined;
    if (!trigger || this.#dismissedAt !== undefined) {
      this.#close();
      return;
    }
    const isSame =
      this.#popup.isOpen() &&
      trigger.kind === this.#trigger?.kind &&
      trigger.start === this.#trigger.start &&
      trigger.query === this.#trigger.query;
    if (isSame) return;
    this.#trigger = trigger;
    if (trigger.kind === "slash") this.#showCommands(trigger.query);
    else void this.#showMentions(trigger);
  }

  /** The key is used up when true is returned. */
  press(event: KeyboardEvent): boolean {
    if (!this.#popup.isOpen()) return false;
    if (event.key === "Escape") {
      this.#dismiss();
      return true;
    }
    // A command that is written out is sent, not picked once more.
    if (event.key === "Enter" && this.#isCommandComplete()) {
      this.#close();
      return false;
    }
    if (event.shiftKey || event.altKey || event.ctrlKey || event.metaKey) return false;
    return this.#popup.press(event.key);
  }

  /** What the button beside the text box does: the same as typing the mark. */
  openByButton(): void {
    const { text, onChange } = this.#deps;
    text.focus();
    const before = text.value.slice(0, text.selectionStart);
    text.setRangeText(
      /(?:^|\s)$/.test(before) ? "@" : " @",
      text.selectionStart,
      text.selectionEnd,
      "end",
    );
    this.#isFromButton = true;
    onChange();
    this.refresh();
  }

  async #showMentions(trigger: Trigger): Promise<void> {
    const label = t("Attach");
    this.#popup.show(label, undefined);
    const found = await this.#deps.asks.find(trigger.query);
    if (found === undefined || this.#trigger !== trigger) return;
    this.#show(
      label,
      found.items.map(({ id, kind, label: name, detail, isSecret }) => ({
        id,
        icon: icons[kind],
        label: name,
        ...(detail !== undefined && { detail }),
        ...(isSecret === true && { warning: t("may hold secrets") }),
      })),
      found.note,
    );
  }

  #showCommands(query: string): void {
    const items = this.#slashItems.filter(({ name }) => name.startsWith(query));
    if (items.length === 0) {
      this.#close();
      return;
    }
    this.#show(
      t("Commands"),
      items.map(({ name, description }) => ({ id: name, label: `/${name}`, detail: description })),
    );
  }

  #show(label: string, suggestions: readonly Suggestion[], note?: string): void {
    this.#popup.show(label, suggestions, note);
    const count =
      suggestions.length === 0
        ? t("Nothing found")
        : plural(suggestions.length, ["{0} suggestion", "{0} suggestions"]);
    this.#deps.say(note === undefined ? count : `${count}. ${note}`);
  }

  #pick({ id, label }: Suggestion): void {
    const { text, attach, onChange } = this.#deps;
    const trigger = this.#trigger;
    if (!trigger) return;
    if (trigger.kind === "slash") {
      const isSpaced = /^\s/.test(text.value.slice(text.selectionStart));
      text.setRangeText(isSpaced ? label : `${label} `, 0, text.selectionStart, "end");
    } else {
      this.#removeMark(trigger);
      attach(id);
    }
    this.#isFromButton = false;
    this.#close();
    onChange();
  }

  #dismiss(): void {
    const trigger = this.#trigger;
    this.#dismissedAt = trigger?.start;
    if (trigger && this.#isFromButton) {
      this.#removeMark(trigger);
      this.#dismissedAt = undefined;
      this.#deps.onChange();
    }
    this.#close();
  }

  #removeMark(trigger: Trigger): void {
    const { text } = this.#deps;
    const left = withoutTrigger(text.value, text.selectionStart, trigger);
    text.value = left.text;
    text.setSelectionRange(left.caret, left.caret);
  }

  #isCommandComplete(): boolean {
    const trigger = this.#trigger;
    return trigger?.kind === "slash" && this.#slashItems.some(({ name }) => name === trigger.query);
  }

  #close(): void {
    this.#trigger = undefined;
    this.#isFromButton = false;
    this.#popup.close();
  }
}
