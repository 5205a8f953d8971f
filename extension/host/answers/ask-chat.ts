// The part of the chat that features need which make changes of answers. Types only: the chat itself is a feature.

import type { PromptName } from "../../../core/chat/prompt.ts";
import type { Reference } from "../../../core/chat/reference.ts";
import type { FinishReason } from "../../../core/model/answer.ts";
import type { Card, CardActionId } from "../../webview/messages.ts";
import type { AtEdge } from "../edge.ts";
import type { ProposedChanges } from "../edits/proposed-change.ts";
import type { Connect } from "./answer-run.ts";

export type OnCardAction = (action: CardActionId, path?: string) => void;

export type AskedQuestion = {
  prompt: PromptName;
  /** What the user sees as their message. */
  title: string;
  question: string;
  references: readonly Reference[];
  /** Asks another model than the one that serves the task. */
  connect?: Connect;
  /** Told before anything is asked. */
  onAsked?: (turnId: string) => void;
  /** The answer as far as it came. */
  onText?: (textSoFar: string) => void;
  /** What Retry does instead of asking the same again. */
  onRetry?: (connect?: Connect) => void;
  onCardAction?: OnCardAction;
};

/** `finishReason` is present exactly when the answer is complete. */
export type EndedAnswer = { turnId: string; text: string; finishReason?: FinishReason };

export type AskChat = {
  ask(question: AskedQuestion): Promise<EndedAnswer>;
  setCard(turnId: string, card: Card, onCardAction?: OnCardAction): void;
  stop(turnId?: string): void;
  /** What has to be found out before a question can be asked: Stop ends that too. Undefined when it was stopped. */
  gather<T>(work: (signal: AbortSignal) => Promise<T>, signal: AbortSignal): Promise<T | undefined>;
  /** The newest turns of the shown chat. */
  turns(): readonly { id: string }[];
};

/** What it takes to make changes of answers. */
export type AnswerDeps = {
  chat: AskChat;
  changes: ProposedChanges;
  atEdge: AtEdge;
  /** Ends with the window: a change may be decided long after its question. */
  lifetime: AbortSignal;
};
