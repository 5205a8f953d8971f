// What is asked of a conversation, and a turn that was answered. Types only; what other features may ask is the host's.

import type { Turn } from "../../core/chat/turn.ts";
import type { AskedQuestion } from "../host/answers/ask-chat.ts";

export type Question = AskedQuestion & {
  /** The user's own words can be edited and sent again; a command's question cannot. */
  isEditable?: boolean;
};

/** A turn with its answer, for whoever makes something of answers. */
export type AnsweredTurn = Turn & { id: string; title: string; answer: string };
