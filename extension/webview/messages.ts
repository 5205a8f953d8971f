// The contract between the chat view and the extension host: intents go up, facts come down. The host keeps the
// truth and replays it on `ready`; the view keeps nothing of record. Host -> view is a plain union; view -> host is
// parsed by `parseIntent`, because a webview is on the other side of a trust boundary.

import type { ReferenceKind } from "../../core/chat/reference.ts";

export type Chip = {
  id: string;
  kind: ReferenceKind;
  label: string;
  tooltip: string;
  isRemovable: boolean;
  /** Estimated; shown with “≈”. */
  tokens?: number;
  /** Said on the chip, e.g. that the file was cut. */
  warning?: string;
};

/** How full the model's window would be if the message were sent now. Estimates, in tokens. */
export type ContextMeter = {
  usedTokens: number;
  windowTokens: number;
  /** Kept free for the answer. */
  answerTokens: number;
  /** What would be left out, in the words of the answer's own note; empty while everything fits. */
  leftOut: string[];
};

/** A line of the list that opens at `@`. The id is the host's; the view sends it back untouched. */
export type MentionItem = {
  id: string;
  kind: "file" | "folder" | "symbol" | "problems" | "changes" | "terminal" | "openEditors";
  label: string;
  /** E.g. the folder of a file, or why nothing would be attached. */
  detail?: string;
  /** Files that usually hold secrets are listed last and say so. */
  isSecret?: boolean;
};

export type SlashItem = { name: string; description: string };

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
  "useCommitMessage",
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
  /** The files of a proposed change; each opens it at that file. */
  files?: CardFile[];
  /** Further sentences of equal weight, such as why a block was refused. */
  notes?: string[];
  actions: CardAction[];
};

export type CardFile = {
  path: string;
  added: number;
  removed: number;
  state: "pending" | "accepted" | "rejected" | "partly";
  /** How many were decided in which way; not known of a card that was restored. */
  hunks?: { accepted: number; rejected: number; pending: number };
};

/** Which model answers and why: known before the first token. */
export type AnswerHeader = {
  model: string;
  /** Host and port of the endpoint. */
  endpoint: string;
  /** Why this model serves the task, in words for the user. */
  why: string;
};

/** The line under an answer. Every part is left out when it is not known. */
export type AnswerFacts = {
  model: string;
  isSimulated: boolean;
  ttftMs?: number;
  tokensPerSecond?: number;
  promptTokens?: number;
  completionTokens?: number;
  /** Said when context had to be left out to fit the window. */
  trimmed?: string;
};

export type TurnView = {
  id: string;
  /** What the user sees as their message: typed text, or the name of the command. */
  question: string;
  /** The user's own words can be edited and sent again; a command's question cannot. */
  isEditable?: boolean;
  chips: Chip[];
  /** Markdown as received so far. */
  answer: string;
  reasoning: string;
  state: "waiting" | "streaming" | "done" | "stopped" | "failed";
  header?: AnswerHeader;
  facts?: AnswerFacts;
  card?: Card;
};

/** One conversation as the list of them shows it. */
export type ChatHead = {
  id: string;
  title: string;
  updatedAtMs: number;
  turnCount: number;
  /** A piece of the text that a search found. */
  excerpt?: string;
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
      /** The conversation shown; its title is empty before the first message. */
      chat: { id: string; title: string };
      /** The newest turns, at most `turnsAtOnce`. */
      turns: TurnView[];
      /** How many turns came before them; `loadOlder` brings them. */
      olderCount: number;
      composerChips: Chip[];
      draft: string;
      connection: Connection;
      slashItems: SlashItem[];
      meter?: ContextMeter;
    }
  /** Turns from before the oldest one shown, oldest first. */
  | { type: "olderTurns"; turns: TurnView[]; olderCount: number }
  | { type: "turnAdded"; turn: TurnView }
  /** Text to append. `seq` counts from 0 within a turn, so that a lost message shows as a bug. */
  | { type: "delta"; turnId: string; seq: number; text: string; reasoning: string }
  /** The card is replaced, and gone when there is none; header and facts that are left out stay. */
  | {
      type: "turnChanged";
      turnId: string;
      state: TurnView["state"];
      header?: AnswerHeader;
      facts?: AnswerFacts;
      card?: Card;
    }
  | { type: "turnRemoved"; turnId: string }
  | { type: "composer"; chips: Chip[]; draft?: string; focus: boolean }
  /** Absent when the window is not known yet. */
  | { type: "meter"; meter?: ContextMeter }
  /** `ask` is the one of `findMentions`: answers to older ones are dropped. `note` says what the list cannot hold. */
  | { type: "mentions"; ask: number; items: MentionItem[]; note?: string }
  /** Newest first; `ask` as above. */
  | { type: "chats"; ask: number; chats: ChatHead[]; currentId: string }
  /** Shows the list of conversations. */
  | { type: "showChats" }
  | { type: "connection"; connection: Connection };

export type Intent =
  | { type: "ready" }
  /** `editOf`: asks again instead of that turn, in a copy of the conversation up to it. */
  | { type: "submit"; text: string; editOf?: string }
  | { type: "stop"; turnId: string }
  /** Asks the same again, as a new turn; the host asks which model when it shall be another. */
  | { type: "regenerate"; turnId: string; withOtherModel: boolean }
  | { type: "loadOlder"; beforeTurnId: string }
  | { type: "removeChip"; chipId: string }
  | { type: "findMentions"; ask: number; query: string }
  | { type: "attachMention"; mentionId: string }
  | { type: "attachImage"; name: string; mediaType: string; base64: string }
  | { type: "draft"; text: string }
  | { type: "copy"; text: string }
  | { type: "codeBlock"; action: CodeBlockAction; turnId: string; info: string; code: string }
  /** `href` is http(s), or a workspace-relative path with `:line` when a line was named. */
  | { type: "openLink"; href: string }
  | { type: "card"; turnId?: string; action: CardActionId; path?: string }
  | { type: "newChat" }
  | { type: "findChats"; ask: number; query: string }
  | { type: "openChat"; chatId: string }
  | { type: "renameChat"; chatId: string; title: string }
  | { type: "deleteChat"; chatId: string }
  | { type: "exportChat"; chatId: string };

/** What a button of a code block asks for; `info` is what stands after its opening fence. */
export const codeBlockActions = ["insert", "apply", "newFile", "terminal"] as const;
export type CodeBlockAction = (typeof codeBlockActions)[number];

/** Turns that are shown and sent at once. */
export const turnsAtOnce = 30;

const maxTextLength = 1_000_000;
/** More than any window holds: whoever pastes so much is told by the host that it does not fit. */
const maxTypedLength = 10_000_000;
/** 5 MB of an image as base64. */
const maxImageLength = 7_000_000;

/** Reads a message of the view; undefined for anything that is not exactly an intent. */
export function parseIntent(message: unknown): Intent | undefined {
  if (typeof message !== "object" || message === null) return undefined;
  const { type, ...fields } = message as Record<string, unknown>; // Checked field by field below.
  const shape = typeof type === "string" && Object.hasOwn(shapes, type) ? shapes[type] : undefined;
  if (shape === undefined) return undefined;
  const intent: Record<string, unknown> = { type };
  for (const [name, isValid] of Object.entries(shape)) {
    const value = fields[name];
    if (!isValid(value)) return undefined;
    if (value !== undefined) intent[name] = value;
  }
  // Every field that the type asks for was just checked by the table below, whose type names the same fields.
  return intent as Intent;
}

type Check = (value: unknown) => boolean;
type Shape = Readonly<Record<string, Check>>;

const text: Check = (value) => typeof value === "string" && value.length <= maxTextLength;
const typed: Check = (value) => typeof value === "string" && value.length <= maxTypedLength;
const optional =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value);
const oneOf =
  (values: readonly string[]): Check =>
  (value) =>
    values.some((each) => each === value);
const truth: Check = (value) => typeof value === "boolean";
const count: Check = (value) => Number.isSafeInteger(value);
const image: Check = (value) => typeof value === "string" && value.length <= maxImageLength;

const shapes: Readonly<Record<string, Shape>> = {
  ready: {},
  submit: { text: typed, editOf: optional(text) },
  stop: { turnId: text },
  regenerate: { turnId: text, withOtherModel: truth },
  loadOlder: { beforeTurnId: text },
  removeChip: { chipId: text },
  findMentions: { ask: count, query: text },
  attachMention: { mentionId: text },
  attachImage: { name: text, mediaType: text, base64: image },
  draft: { text: typed },
  copy: { text },
  codeBlock: { action: oneOf(codeBlockActions), turnId: text, info: text, code: text },
  openLink: { href: text },
  card: { turnId: optional(text), action: oneOf(cardActionIds), path: optional(text) },
  newChat: {},
  findChats: { ask: count, query: text },
  openChat: { chatId: text },
  renameChat: { chatId: text, title: text },
  deleteChat: { chatId: text },
  exportChat: { chatId: text },
} satisfies {
  [Type in Intent["type"]]: Record<Exclude<keyof Extract<Intent, { type: Type }>, "type">, Check>;
};
