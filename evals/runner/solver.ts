// The contract of every solver: it puts a case to a model and keeps what came back. It grades nothing and retries nothing.

import type { ChatMessage, ChatRequest } from "../../core/model/request.ts";
import type { Exchange, Transcript } from "../../core/protocol/transcript.ts";
import type { Instance } from "../cases/instance.ts";

/** A model to which questions can be put; transport errors are retried behind it. */
export type Subject = {
  /**
   * Asks and waits for the whole answer. `conversation` is everything so far, the new messages at its end; `sent` of the
   * exchange is what was new.
   * @throws AskFailure when the endpoint fails for good, the signal's reason when aborted
   */
  ask(question: Question, signal: AbortSignal): Promise<Exchange>;
  /** Tokens of a text as the model counts them; undefined when the endpoint does not tell. @throws as ask */
  countTokens(text: string, signal: AbortSignal): Promise<number | undefined>;
  /** Prompt and answer together, in tokens; undefined when the endpoint does not tell. */
  contextWindow: number | undefined;
};

export type Question = Pick<
  ChatRequest,
  "tools" | "toolChoice" | "responseFormat" | "maxTokens"
> & {
  conversation: readonly ChatMessage[];
  /** How many messages at the end of the conversation are new. */
  added: number;
};

export type Solver = (
  request: { instance: Instance; model: Subject; judge: Subject; epoch: number },
  signal: AbortSignal,
) => Promise<Pick<Transcript, "exchanges" | "facts">>;
