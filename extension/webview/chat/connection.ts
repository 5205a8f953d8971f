// The line at the top: which model answers from where, or what is missing and the one button that helps.
import { html, nothing, type TemplateResult } from "lit";
import { t } from "../../words.ts";
import type { CardActionId, Connection } from "../messages.ts";
import { icon } from "./icon.ts";

type Remedy = { words: string; action?: { id: CardActionId; label: string } };

function remedyOf(state: Connection["state"]): Remedy {
  switch (state) {
    case "unconfigured":
      return {
        words: t("No endpoint"),
        action: { id: "connectEndpoint", label: t("Connect Endpoint") },
      };
    case "connecting":
      return { words: t("Connecting") };
    case "ready":
      return { words: t("Ready") };
    case "unauthorised":
      return {
        words: t("Not authorised"),
        action: { id: "setApiKey", label: t("Set API Key") },
      };
    case "unreachable":
      return {
        words: t("Unreachable"),
        action: { id: "checkConnection", label: t("Check Connection") },
      };
    case "noModel":
      return { words: t("No model"), action: { id: "selectModel", label: t("Select Model") } };
  }
}

/** `isWelcome`: the page below offers Connect Endpoint already. */
export function connectionTemplate(
  { state, label, isSimulated }: Connection,
  isWelcome: boolean,
  onAction: (action: CardActionId) => void,
): TemplateResult {
  const { words, action } = remedyOf(state);
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
  return html`<span class="badge" title=${t("A simulated endpoint answered: no model is behind it")}>${icon("flask")}${t("simulated")}</span>`;
}
