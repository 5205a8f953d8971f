// The contract between the chat view and the extension host: intents go up, facts come down. The host keeps the
// truth and replays it on `ready`; the view keeps nothing of record. Host -> view is a plain union; view -> host is
// parsed by `parseIntent`, because a webview is on the other side of a trust boundary.

export type Chip = { id: string; label: string; tooltip: string; isRemovable: boolean };

/** A button on a card. `action` is the host's vocabulary; the view sends it back untouched. */
export type CardAction = { action: CardActionId; label: string; isPrimary?: boolean };
export const cardActionIds = [
  "retry",
  "stop",
  "openSettings",
  "setApiKey",
  "selectModel",
  "checkConnection",
  "connectEndpoint",
  "showLog",
  "showDiff",
  "acceptChange",
  "discardChange",
  "newChat",
  "manageTrust",
] as const;
export type CardActionId = (typeof cardActionIds)[number];

export type Card = {
  severity: "error" | "warning" | "info" | "success";
  /** One sentence: what happened. */
  title: string;
  /** One sentence: what to do next. */
  detail?: string;
  actions: CardAction[];
};

/** The line under an answer. Every part is left out when it is not known. */
export type AnswerFacts = {
  model: string;
  isSimulated: boolean;
  ttftMs?: number;
  tokensPerSecond?: number;
  completionTokens?: number;
  /** Said when context had to be left out to fit the window. */
  trimmed?: string;
};

export type TurnView = {
  id: string;
  /** What the user sees as their message: typed text, or the name of the command. */
  question: string;
  chips: Chip[];
  /** Markdown as received so far. */
  answer: string;
  reasoning: string;
  state: "waiting" | "streaming" | "done" | "stopped" | "failed";
  facts?: AnswerFacts;
  card?: Card;
};

export type Connection = {
  state: "unconfigured" | "connecting" | "ready" | "unauthorised" | "unreachable" | "noModel";
  /** E.g. `qwen3-coder at gpu1:8000`, or why there is none. */
  label: string;
  isSimulated: boolean;
};

export type HostMessage =
  | {
      type: "replay";
      turns: TurnView[];
      composerChips: Chip[];
      draft: string;
      connection: Connection;
    }
  | { type: "turnAdded"; turn: TurnView }
  /** Text to append. `seq` counts from 0 within a turn, so that a lost message shows as a bug. */
  | { type: "delta"; turnId: string; seq: number; text: string; reasoning: string }
  /** The card is replaced, and gone when there is none; facts that are left out stay. */
  | {
      type: "turnChanged";
      turnId: string;
      state: TurnView["state"];
      facts?: AnswerFacts;
      card?: Card;
    }
  | { type: "turnRemoved"; turnId: string }
  | { type: "composer"; chips: Chip[]; draft?: string; focus: boolean }
  | { type: "connection"; connection: Connection };

export type Intent =
  | { type: "ready" }
  | { type: "submit"; text: string }
  | { type: "stop"; turnId: string }
  | { type: "removeChip"; chipId: string }
  | { type: "draft"; text: string }
  | { type: "copy"; text: string }
  /** `href` is http(s), or a workspace-relative path with `:line` when a line was named. */
  | { type: "openLink"; href: string }
  | { type: "card"; turnId?: string; action: CardActionId };

const maxTextLength = 1_000_000;

/** Reads a message of the view; undefined for anything that is not exactly an intent. */
export function parseIntent(message: unknown): Intent | undefined {
  if (typeof message !== "object" || message === null) return undefined;
  const fields = message as Record<string, unknown>; // Checked field by field below.
  const text = (name: string) => {
    const value = fields[name];
    return typeof value === "string" && value.length <= maxTextLength ? value : undefined;
  };
  switch (fields.type) {
    case "ready":
      return { type: "ready" };
    case "submit":
    case "draft":
    case "copy": {
      const value = text("text");
      return value === undefined ? undefined : { type: fields.type, text: value };
    }
    case "stop": {
      const turnId = text("turnId");
      return turnId === undefined ? undefined : { type: "stop", turnId };
    }
    case "removeChip": {
      const chipId = text("chipId");
      return chipId === undefined ? undefined : { type: "removeChip", chipId };
    }
    case "openLink": {
      const href = text("href");
      return href === undefined ? undefined : { type: "openLink", href };
    }
    case "card": {
      const action = cardActionIds.find((id) => id === fields.action);
      if (action === undefined) return undefined;
      const turnId = text("turnId");
      return turnId === undefined ? { type: "card", action } : { type: "card", turnId, action };
    }
    default:
      return undefined;
  }
}
