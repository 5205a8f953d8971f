// A card: what happened, what to do next, the files it is about, and the buttons that do it. The buttons' meaning belongs to
// the host.
import { html, nothing, type TemplateResult } from "lit";
import { plural, t } from "../../words.ts";
import type { IconName } from "../icons.ts";
import { writtenNumber } from "../language.ts";
import { visibleName } from "../markdown/visible-text.ts";
import type { Card, CardActionId, CardFile } from "../messages.ts";
import { icon } from "./icon.ts";

/** `path` names the file to show. */
export type OnCardAction = (action: CardActionId, path?: string) => void;

export function cardTemplate(card: Card, onAction: OnCardAction): TemplateResult {
  return html`<div
    class="card card-${card.severity}"
    data-testid="card"
    data-severity=${card.severity}
    role=${card.severity === "error" ? "alert" : "status"}
  >
    ${icon(card.severity)}
    <div class="card-body">
      <p class="card-title">${card.title}</p>
      ${card.detail ? html`<p class="card-detail">${card.detail}</p>` : nothing}
      ${card.files && card.files.length > 0 ? filesTemplate(card.files, onAction) : nothing}
      ${
        card.notes && card.notes.length > 0
          ? html`<ul class="card-notes">${card.notes.map((note) => html`<li>${note}</li>`)}</ul>`
          : nothing
      }
      ${card.actions.length > 0 ? actionsTemplate(card, onAction) : nothing}
    </div>
  </div>`;
}

function actionsTemplate({ actions }: Card, onAction: OnCardAction): TemplateResult {
  return html`<div class="card-actions">
    ${actions.map(
      ({ action, label, isPrimary }) =>
        html`<button
          type="button"
          class=${isPrimary ? "button" : "button button-secondary"}
          @click=${() => onAction(action)}
        >
          ${label}
        </button>`,
    )}
  </div>`;
}

function filesTemplate(files: readonly CardFile[], onAction: OnCardAction): TemplateResult {
  return html`<ul class="card-files" aria-label=${t("Files")}>
    ${files.map((file) => fileTemplate(file, onAction))}
  </ul>`;
}

function fileTemplate(file: CardFile, onAction: OnCardAction): TemplateResult {
  const { path, added, removed, state } = file;
  const shown = visibleName(path);
  const { icon: stateIcon, words } = stateOf(file);
  return html`<li class="card-file" data-state=${state} data-testid="card-file">
    <button
      type="button"
      class="link-button path-button"
      title=${t("Show the change of {0}", shown)}
      @click=${() => onAction("showDiff", path)}
    >
      ${shown}
    </button>
    <span class="edit-counts">
      <span class="edit-count-added" title=${plural(added, ["{0} line added", "{0} lines added"])}
        >+${writtenNumber(added)}</span
      >
      ${
        removed === 0
          ? nothing
          : html`<span
              class="edit-count-removed"
              title=${plural(removed, ["{0} line removed", "{0} lines removed"])}
              >−${writtenNumber(removed)}</span
            >`
      }
    </span>
    <span class="card-file-state">${icon(stateIcon)}${words}</span>
  </li>`;
}

function stateOf({ state, hunks }: CardFile): { icon: IconName; words: string } {
  switch (state) {
    case "pending":
      return { icon: "pending", words: t("to decide") };
    case "accepted":
      return { icon: "check", words: t("accepted") };
    case "rejected":
      return { icon: "close", words: t("rejected") };
    case "partly":
      return { icon: "partly", words: partlyWords(hunks) };
  }
}

/** While something is still to decide, nothing has been taken. */
function partlyWords(hunks: CardFile["hunks"]): string {
  if (hunks === undefined) return t("partly accepted");
  const { accepted, rejected, pending } = hunks;
  const all = accepted + rejected + pending;
  return pending > 0
    ? t("{0} of {1} hunks decided", accepted + rejected, all)
    : t("{0} of {1} hunks accepted", accepted, all);
}
