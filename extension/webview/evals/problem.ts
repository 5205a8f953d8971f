// What went wrong and the buttons that help; their meaning belongs to the host.
import { html, nothing, type TemplateResult } from "lit";
import { icon } from "./icon.ts";
import type { ActionId, Problem } from "./messages.ts";

export function problemView(
  { message, actions }: Problem,
  onAction: (action: ActionId) => void,
): TemplateResult {
  return html`<div class="notice notice-problem" role="alert" data-testid="problem">
    ${icon("error")}
    <div class="notice-body">
      <p>${message}</p>
      ${
        actions.length === 0
          ? nothing
          : html`<div class="button-row">
              ${actions.map(
                ({ action, label }, index) =>
                  html`<button
                    type="button"
                    class=${index === 0 ? "button" : "button button-secondary"}
                    @click=${() => onAction(action)}
                  >
                    ${label}
                  </button>`,
              )}
            </div>`
      }
    </div>
  </div>`;
}
