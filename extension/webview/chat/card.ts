// A card: what happened, what to do next, and the buttons that do it. The buttons' meaning belongs to the host.
import { html, nothing, type TemplateResult } from "lit";
import type { Card, CardActionId } from "../messages.ts";
import { icon } from "./icon.ts";

export function cardTemplate(card: Card, onAction: (action: CardActionId) => void): TemplateResult {
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
      ${
        card.actions.length > 0
          ? html`<div class="card-actions">
              ${card.actions.map(
                ({ action, label, isPrimary }) =>
                  html`<button
                    type="button"
                    class=${isPrimary ? "button" : "button button-secondary"}
                    @click=${() => onAction(action)}
                  >
                    ${label}
                  </button>`,
              )}
            </div>`
          : nothing
      }
    </div>
  </div>`;
}
