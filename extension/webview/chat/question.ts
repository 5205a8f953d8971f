// The question of a turn: its words with what went along, and the text box that they become while the user changes them to
// ask again. It keeps nothing: what is written there is lost only when the user cancels.
import { html, nothing, type TemplateResult } from "lit";
import { t } from "../../words.ts";
import type { TurnView } from "../messages.ts";
import { sentChips } from "./chip-list.ts";
import { icon } from "./icon.ts";

export type QuestionActions = {
  startEdit(turnId: string): void;
  cancelEdit(turnId: string): void;
  /** Asks again instead of that turn. */
  resend(turnId: string, text: string): void;
};

export function questionTemplate(turn: TurnView, actions: QuestionActions): TemplateResult {
  return html`<div class="question" data-testid="question">
    <div class="question-row">
      <h2 class="question-text" id=${headingId(turn)}>${turn.question}</h2>
      ${
        turn.isEditable
          ? html`<button
              type="button"
              class="icon-button edit-button"
              title=${t("Edit and send again")}
              aria-label=${t("Edit and send again")}
              @click=${() => actions.startEdit(turn.id)}
            >
              ${icon("pencil")}
            </button>`
          : nothing
      }
    </div>
    ${sentChips(turn.chips)}
  </div>`;
}

export function editedQuestionTemplate(turn: TurnView, actions: QuestionActions): TemplateResult {
  const send = (form: HTMLFormElement) => {
    const text = form.querySelector("textarea")?.value.trim() ?? "";
    if (text !== "") actions.resend(turn.id, text);
  };
  return html`<form
    class="question question-form"
    data-testid="question-form"
    aria-labelledby=${headingId(turn)}
    @submit=${(event: SubmitEvent) => {
      event.preventDefault();
      // The form that lit put the listener on.
      send(event.currentTarget as HTMLFormElement);
    }}
    @keydown=${(event: KeyboardEvent) => {
      if (event.isComposing) return;
      if (event.key === "Escape") {
        event.preventDefault();
        actions.cancelEdit(turn.id);
      } else if (
        event.key === "Enter" &&
        !event.shiftKey &&
        event.target instanceof HTMLTextAreaElement
      ) {
        event.preventDefault();
        send(event.currentTarget as HTMLFormElement);
      }
    }}
  >
    <h2 class="visually-hidden" id=${headingId(turn)}>${t("Edit: {0}", turn.question)}</h2>
    <textarea rows="1" aria-label=${t("Question")} .defaultValue=${turn.question}></textarea>
    ${sentChips(turn.chips)}
    <p class="quiet edit-hint">${t("The answers after it stay in the chat that you leave.")}</p>
    <div class="card-actions">
      <button type="submit" class="button">${t("Save & Send")}</button>
      <button type="button" class="button button-secondary" @click=${() => actions.cancelEdit(turn.id)}>
        ${t("Cancel")}
      </button>
    </div>
  </form>`;
}

export function headingId({ id }: TurnView): string {
  return `turn-${id}`;
}
