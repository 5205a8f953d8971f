// The line at the top: which model answers from where, or what is missing and the one button that helps.
import { html, nothing, type TemplateResult } from "lit";
import type { CardActionId, Connection } from "../messages.ts";
import { icon } from "./icon.ts";

type Remedy = { words: string; action?: { id: CardActionId; label: string } };

const remedies: Readonly<Record<Connection["state"], Remedy>> = {
  unconfigured: {
    words: "No endpoint",
    action: { id: "connectEndpoint", label: "Connect Endpoint" },
  },
  connecting: { words: "Connecting" },
  ready: { words: "Ready" },
  unauthorised: { words: "Not authorised", action: { id: "setApiKey", label: "Set API Key" } },
  unreachable: {
    words: "Unreachable",
    action: { id: "checkConnection", label: "Check Connection" },
  },
  noModel: { words: "No model", action: { id: "selectModel", label: "Select Model" } },
};

/** `isWelcome`: the page below offers Connect Endpoint already. */
export function connectionTemplate(
  { state, label, isSimulated }: Connection,
  isWelcome: boolean,
  onAction: (action: CardActionId) => void,
): TemplateResult {
  const { words, action } = remedies[state];
  const isOffered = action && !(isWelcome && state === "unconfigured");
  return html`<header class="connection" data-testid="connection" data-state=${state}>
    <span class="connection-dot" aria-hidden="true"></span>
    <span class="connection-label" title=${label || words}>
      <span class=${state === "ready" ? "visually-hidden" : "connection-state"}>${words}${label ? ": " : ""}</span
      >${label}
    </span>
    ${isSimulated && state !== "unreachable" ? simulatedBadge() : nothing}
    ${
      isOffered
        ? html`<button type="button" class="link-button" @click=${() => onAction(action.id)}>${action.label}</button>`
        : nothing
    }
  </header>`;
}

export function simulatedBadge(): TemplateResult {
  return html`<span class="badge" title="A simulated endpoint answered: no model is behind it">${icon("flask")}simulated</span>`;
}
