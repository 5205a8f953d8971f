// What is asked of a conversation and how it ends, as whoever asks sees it. Types only.

import type { Turn } from "../../core/chat/turn.ts";
import type { FinishReason } from "../../core/model/answer.ts";
import type { Connect } from "../host/answers/answer-run.ts";
import type { CardActionId } from "../webview/messages.ts";

/** What a button of a card does; `path` is the file that was clicked on the card. */
export type OnCardAction = (action: CardActionId, path?: string) => void;

export type Question = Turn & {
  /** What the user sees as their message. */
  title: string;
  /** The user's own words can be edited and sent again; a command's question cannot. */
  isEditable?: boolean;
  /** Asks another model than the one that serves the task. */
  connect?: Connect;
  /** Told the turn's id before anything is asked, for whoever may want to stop it. */
  onAsked?: (turnId: string) => void;
  /** The answer as far as it came, whenever the view gets more of it: for previews that grow. */
  onText?: (textSoFar: string) => void;
  /** What Retry and Regenerate do instead of asking the same again; with `connect` by that model. */
  onRetry?: (connect?: Connect) => void;
  /** What the buttons of a card set with `setCard` do. */
  onCardAction?: OnCardAction;
};

/** How a turn ended. `text` is the answer as far as it came. */
export type Ending = {
  turnId: string;
  text: string;
  /** Present exactly when the answer is complete. */
  finishReason?: FinishReason;
};

/** A turn with its answer, for whoever makes something of answers. */
export type AnsweredTurn = Turn & { id: string; title: string; answer: string };
