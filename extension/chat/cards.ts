// The cards of the chat: for every way a turn can go wrong, what happened, what to do next and the buttons that do it.
// One table by error code; nobody looks at message text.

import type { FinishReason } from "../../core/model/answer.ts";
import { ModelError, type ModelErrorCode } from "../../core/model/errors.ts";
import { SetupError, type SetupErrorCode } from "../host/setup-error.ts";
import type { Card, CardAction, CardActionId } from "../webview/messages.ts";

const labels = {
  retry: "Retry",
  setApiKey: "Set API Key",
  selectModel: "Select Model",
  checkConnection: "Check Connection",
  connectEndpoint: "Connect Endpoint",
  openSettings: "Open Settings",
  newChat: "New Chat",
  showLog: "Show Log",
} as const satisfies Partial<Record<CardActionId, string>>;

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
    return {
      severity: "error",
      title: error.summary,
      detail: error.remedy,
      actions: buttons(actionsByCode[error.code]),
    };
  }
  return {
    severity: "error",
    title: "Something went wrong inside Tandem.",
    detail: "The log says more; your text is kept.",
    actions: buttons(["retry", "showLog"]),
  };
}

/** A card for an answer that ended, but not as it should; undefined for one that did. */
export function endingCard(text: string, finishReason: FinishReason): Card | undefined {
  if (finishReason === "length") {
    return {
      severity: "warning",
      title: "The answer reached its token limit and may be incomplete.",
      detail: "Raise maxOutputTokens of the model in tandem.models, or ask for less.",
      actions: buttons(["openSettings", "retry"]),
    };
  }
  if (finishReason === "content_filter") {
    return {
      severity: "warning",
      title: "The endpoint withheld the answer.",
      detail: "A filter on the server stopped it.",
      actions: buttons(["retry"]),
    };
  }
  if (text.trim() === "") {
    return {
      severity: "warning",
      title: "The model answered with nothing.",
      detail: "Ask again, or check its chat template with Tandem: Check Connection.",
      actions: buttons(["retry", "checkConnection"]),
    };
  }
  return undefined;
}

function buttons(offered: readonly Offered[]): CardAction[] {
  return offered.map((action, index) => ({
    action,
    label: labels[action],
    ...(index === 0 ? { isPrimary: true } : {}),
  }));
}
