// A list of suggestions above the text box, chosen by keyboard or mouse while the text box keeps the focus. It does not know
// what is suggested or what becomes of it.
import { html, nothing, render, type TemplateResult } from "lit";
import { t } from "../../words.ts";
import type { IconName } from "../icons.ts";
import { visibleName } from "../markdown/visible-text.ts";
import { icon } from "./icon.ts";

export type Suggestion = {
  id: string;
  icon?: IconName;
  label: string;
  detail?: string;
  /** A word of warning beside it. */
  warning?: string;
};

export type Popup = {
  readonly element: HTMLElement;
  isOpen(): boolean;
  /** Undefined while suggestions are on their way: what is shown stays. The note stands below them. */
  show(label: string, suggestions: readonly Suggestion[] | undefined, note?: string): void;
  close(): void;
  /** Returns whether the key was meant for the list. */
  press(key: string): boolean;
};

const listId = "suggestions";

/** `owner` is the text box that the list belongs to. */
export function createPopup(owner: HTMLElement, onPick: (suggestion: Suggestion) => void): Popup {
  const element = document.createElement("div");
  element.className = "popup";
  element.hidden = true;
  let label = "";
  let suggestions: readonly Suggestion[] | undefined;
  let note: string | undefined;
  let active = 0;

  const draw = () => {
    const shown = element.hidden ? undefined : suggestions?.[active];
    owner.toggleAttribute("aria-controls", false);
    if (!element.hidden) owner.setAttribute("aria-controls", listId);
    if (shown) owner.setAttribute("aria-activedescendant", optionId(active));
    else owner.removeAttribute("aria-activedescendant");
    const content = [
      list(label, suggestions, active, choose, onPick),
      note && html`<p class="popup-note" data-testid="suggestions-note">${note}</p>`,
    ];
    render(element.hidden ? nothing : content, element);
    element.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: "nearest" });
  };
  const choose = (index: number) => {
    active = index;
    draw();
  };
  const move = (step: number) => {
    const count = suggestions?.length ?? 0;
    if (count > 0) choose((active + step + count) % count);
  };
  return {
    element,
    isOpen: () => !element.hidden,
    show: (name, given, said) => {
      label = name;
      if (given !== undefined || element.hidden) {
        suggestions = given;
        note = said;
      }
      active = 0;
      element.hidden = false;
      draw();
    },
    close: () => {
      if (element.hidden) return;
      element.hidden = true;
      suggestions = undefined;
      draw();
    },
    press: (key) => {
      const picked = suggestions?.[active];
      if (key === "ArrowDown") move(1);
      else if (key === "ArrowUp") move(-1);
      else if (key !== "Enter" && key !== "Tab") return false;
      else if (picked) onPick(picked);
      // While suggestions are on their way, the key is meant for them and not for sending.
      else return suggestions === undefined;
      return true;
    },
  };
}

function optionId(index: number): string {
  return `suggestion-${index}`;
}

function list(
  label: string,
  suggestions: readonly Suggestion[] | undefined,
  active: number,
  onPoint: (index: number) => void,
  onPick: (suggestion: Suggestion) => void,
): TemplateResult {
  if (suggestions === undefined || suggestions.length === 0) {
    return html`<div id=${listId} role="listbox" aria-label=${label}></div>
      <p class="popup-empty" data-testid="no-suggestions">
        ${suggestions === undefined ? t("Searching…") : t("Nothing found")}
      </p>`;
  }
  // A press must not take the focus from the text box.
  const keepFocus = (event: Event) => event.preventDefault();
  return html`<div id=${listId} class="suggestions" role="listbox" aria-label=${label} data-testid="suggestions" @mousedown=${keepFocus}>
    ${suggestions.map(
      (suggestion, index) => html`<div
        id=${optionId(index)}
        class="suggestion"
        role="option"
        aria-selected=${index === active ? "true" : "false"}
        title=${suggestion.detail ? `${visibleName(suggestion.label)} · ${visibleName(suggestion.detail)}` : nothing}
        @mousemove=${() => index !== active && onPoint(index)}
        @click=${() => onPick(suggestion)}
      >
        ${suggestion.icon ? icon(suggestion.icon) : nothing}
        <span class="suggestion-label">${visibleName(suggestion.label)}</span>
        ${suggestion.detail ? html`<span class="suggestion-detail">${visibleName(suggestion.detail)}</span>` : nothing}
        ${suggestion.warning ? html`<span class="suggestion-warning">${icon("lock")}${suggestion.warning}</span>` : nothing}
      </div>`,
    )}
  </div>`;
}
