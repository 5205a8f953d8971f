// The cards of the chat: for every way a turn can go wrong, what happened, what to do next and the buttons that do it.
// One table by error code; nobody looks at message text.

import type { FinishReason } from "../../core/model/answer.ts";
import { ModelError, type ModelErrorCode } from "../../core/model/errors.ts";
import { errorWords } from "../host/error-words.ts";
import { SetupError, type SetupErrorCode } from "../host/setup-error.ts";
import {
  type Card,
  type CardAction,
  type CardActionId,
  cardActionIds,
} from "../webview/messages.ts";
import { t } from "../words.ts";

/** Words are looked up when a card is made, because their language is known only then. */
const labels = {
  retry: () => t("Retry"),
  setApiKey: () => t("Set API Key"),
  selectModel: () => t("Select Model"),
  checkConnection: () => t("Check Connection"),
  connectEndpoint: () => t("Connect Endpoint"),
  openSettings: () => t("Open Settings"),
  newChat: () => t("New Chat"),
  showLog: () => t("Show Log"),
} as const satisfies Partial<Record<CardActionId, () => string>>;

type Offered = keyof typeof labels;

const network: Offered[] = ["retry", "checkConnection", "showLog"];

const actionsByCode: Record<ModelErrorCode | SetupErrorCode, Offered[]> = {
  invalid_url: ["openSettings"],
  dns: network,
  refused: network,
  tls: network,
  unreachable: network,
  timeout_first_byte: network,
  timeout_stalled: network,
  unauthorized: ["setApiKey", "retry"],
  not_openai: ["openSettings", "checkConnection", "retry"],
  model_not_found: ["selectModel", "retry"],
  context_length: ["newChat", "retry"],
  busy: ["retry"],
  bad_request: ["checkConnection", "showLog", "retry"],
  bad_response: network,
  upstream: network,
  stream_cut: network,
  no_endpoint: ["connectEndpoint", "retry"],
  no_model: ["checkConnection", "connectEndpoint", "retry"],
  no_inline_model: ["openSettings"],
  no_fim: ["openSettings"],
  wrong_fim: ["openSettings"],
  unknown_model: ["selectModel", "openSettings", "retry"],
  unknown_endpoint: ["openSettings", "retry"],
  invalid_settings: ["openSettings", "retry"],
};

/** The card for whatever a turn failed with; an error that is none of ours is a defect, and the log has it. */
export function errorCard(error: unknown): Card {
  if (error instanceof ModelError || error instanceof SetupError) {
    const { summary, remedy } = errorWords(error);
    return {
      severity: "error",
      title: summary,
      detail: remedy,
      actions: buttons(actionsByCode[error.code]),
    };
  }
  return {
    severity: "error",
    title: t("Something went wrong inside Tandem."),
    detail: t("The log says more; your text is kept."),
    actions: buttons(["retry", "showLog"]),
  };
}

/** A card for an answer that ended, but not as it should; undefined for one that did. */
export function endingCard(
  text: string,
  finishReason: FinishReason,
  hasOnlyReasoned = false,
): Card | undefined {
  if (finishReason === "length") {
    return warning(
      t("The answer reached its token limit and may be incomplete."),
      t("Raise maxOutputTokens of the model in tandem.models, or ask for less."),
      ["openSettings", "retry"],
    );
  }
  if (finishReason === "content_filter") {
    return warning(
      t("The endpoint withheld the answer."),
      t("A filter on the server stopped it."),
      ["retry"],
    );
  }
  if (hasOnlyReasoned) {
    return warning(
      t("The model thought about it and ended without an answer."),
      t("Its thinking is kept above: ask again, or ask for less."),
      ["retry"],
    );
  }
  if (text.trim() === "") {
    return warning(
      t("The model answered with nothing."),
      t("Ask again, or check its chat template with Tandem: Check Connection."),
      ["retry", "checkConnection"],
    );
  }
  return undefined;
}

/** Buttons that only the window that made the card can carry out. */
const ownedActions: ReadonlySet<string> = new Set<CardActionId>([
  "showDiff",
  "acceptChange",
  "discardChange",
  "useCommitMessage",
  "stop",
]);
const changeActions: ReadonlySet<string> = new Set<CardActionId>([
  "showDiff",
  "acceptChange",
  "discardChange",
]);

export function needsOwner(card: Card | undefined): boolean {
  return card?.actions.some(({ action }) => ownedActions.has(action)) === true;
}

type KeptCard = Omit<Card, "actions"> & {
  actions: (Omit<CardAction, "action"> & { action: string })[];
};

/** A card whose owner is gone: it keeps its text and the buttons that need nobody. */
export function restoredCard({ detail, ...card }: KeptCard): Card {
  const isUndecided = card.actions.some(({ action }) => changeActions.has(action));
  const shown = isUndecided ? t("This change can no longer be applied: ask again.") : detail;
  const actions = card.actions
    .filter(isCardAction)
    .filter(({ action }) => !ownedActions.has(action));
  const retry =
    isUndecided && !actions.some(({ action }) => action === "retry") ? ["retry" as const] : [];
  return {
    ...card,
    ...(shown === undefined ? {} : { detail: shown }),
    actions: [...buttons(retry), ...actions],
  };
}

function isCardAction(action: KeptCard["actions"][number]): action is CardAction {
  return cardActionIds.some((id) => id === action.action);
}

function warning(title: string, detail: string, offered: readonly Offered[]): Card {
  return { severity: "warning", title, detail, actions: buttons(offered) };
}

function buttons(offered: readonly Offered[]): CardAction[] {
  return offered.map((action, index) => ({
    action,
    label: labels[action](),
    ...(index === 0 ? { isPrimary: true } : {}),
  }));
}
