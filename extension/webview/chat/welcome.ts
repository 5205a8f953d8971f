// What an empty conversation shows: what Tandem does and how to start, or how to connect it first.
import { html, type TemplateResult } from "lit";
import { t } from "../../words.ts";
import type { IconName } from "../icons.ts";
import type { CardActionId, Connection } from "../messages.ts";
import { icon } from "./icon.ts";

function examples(): readonly { icon: IconName; name: string; words: string }[] {
  return [
    {
      icon: "explain",
      name: t("Explain Selection"),
      words: t("what this code does, and why"),
    },
    { icon: "review", name: t("Review Selection"), words: t("defects, edge cases, better ways") },
    {
      icon: "fix",
      name: t("Fix Selection"),
      words: t("a change you see before it is applied"),
    },
  ];
}

export function welcomeTemplate(
  connection: Connection,
  hasChips: boolean,
  onAction: (action: CardActionId) => void,
): TemplateResult {
  return connection.state === "unconfigured"
    ? connectTemplate(onAction)
    : html`<div class="welcome" data-testid="welcome">
        <h2 class="welcome-title">${t("Ask about your code")}</h2>
        <p class="welcome-words">
          ${t("Answers come from the model behind your own endpoint. Your code goes there and nowhere else.")}
        </p>
        <ul class="examples">
          ${examples().map(
            (example) => html`<li>
              ${icon(example.icon)}
              <span><strong>${example.name}</strong><br /><span class="quiet">${example.words}</span></span>
            </li>`,
          )}
        </ul>
        <p class="welcome-words quiet">
          ${
            hasChips
              ? t("The chips below show what goes along with your question.")
              : t("Type @ to attach files, symbols, problems or changes, and / for commands.")
          }
        </p>
      </div>`;
}

function connectTemplate(onAction: (action: CardActionId) => void): TemplateResult {
  return html`<div class="welcome" data-testid="welcome">
    <h2 class="welcome-title">${t("Connect your endpoint")}</h2>
    <p class="welcome-words">
      ${t("Tandem explains, reviews and fixes code with the model that your company runs. Name a vLLM endpoint to start. Your code goes there and nowhere else.")}
    </p>
    <button type="button" class="button" @click=${() => onAction("connectEndpoint")}>
      ${t("Connect Endpoint")}
    </button>
  </div>`;
}
