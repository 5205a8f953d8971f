// What an empty conversation shows: what Tandem does and how to start, or how to connect it first.
import { html, type TemplateResult } from "lit";
import type { IconName } from "../icons.ts";
import type { CardActionId, Connection } from "../messages.ts";
import { icon } from "./icon.ts";

const examples: readonly { icon: IconName; name: string; words: string }[] = [
  { icon: "explain", name: "Explain Selection", words: "what this code does, and why" },
  { icon: "review", name: "Review Selection", words: "defects, edge cases, better ways" },
  { icon: "fix", name: "Fix Selection", words: "a change you see before it is applied" },
];

export function welcomeTemplate(
  connection: Connection,
  hasChips: boolean,
  onAction: (action: CardActionId) => void,
): TemplateResult {
  return connection.state === "unconfigured"
    ? connectTemplate(onAction)
    : html`<div class="welcome" data-testid="welcome">
        <h2 class="welcome-title">Ask about your code</h2>
        <p class="welcome-words">
          Answers come from the model behind your own endpoint. Your code goes there and nowhere else.
        </p>
        <ul class="examples">
          ${examples.map(
            (example) => html`<li>
              ${icon(example.icon)}
              <span><strong>${example.name}</strong><br /><span class="quiet">${example.words}</span></span>
            </li>`,
          )}
        </ul>
        <p class="welcome-words quiet">
          ${
            hasChips
              ? "The chips below show what goes along with your question."
              : "Select code in the editor and use its Tandem menu, or just ask below."
          }
        </p>
      </div>`;
}

function connectTemplate(onAction: (action: CardActionId) => void): TemplateResult {
  return html`<div class="welcome" data-testid="welcome">
    <h2 class="welcome-title">Connect your endpoint</h2>
    <p class="welcome-words">
      Tandem explains, reviews and fixes code with the model that your company runs. Name a vLLM
      endpoint to start. Your code goes there and nowhere else.
    </p>
    <button type="button" class="button" @click=${() => onAction("connectEndpoint")}>
      Connect Endpoint
    </button>
  </div>`;
}
