// A turn of the chat and a code block of its answer, as whoever wants it applied hands them over. Types only.

import type { Turn } from "../../core/chat/turn.ts";

/** A turn with its answer. */
export type AnsweredTurn = Turn & { id: string; title: string; answer: string };

/** `info` is what stands after the block's opening fence. */
export type AnswerBlock = { turn: AnsweredTurn; info: string; code: string };
