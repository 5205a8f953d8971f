// Asks the model for one answer and follows the stream to its end. It knows the turn, not the conversation's state, and
// throws what went wrong as it is: whoever started the run decides what to show.

import { type PastTurn, renderTurn, type Turn, type TurnTask } from "../../core/chat/turn.ts";
import type { Answer, FinishReason } from "../../core/model/answer.ts";
import type { ModelClient } from "../../core/model/client.ts";
import { ModelError } from "../../core/model/errors.ts";
import type { AnswerFacts } from "../webview/messages.ts";

/** What a run needs of a connected model. */
export type AnsweringModel = {
  client: Pick<ModelClient, "streamChat">;
  model: string;
  contextWindow: number;
  maxAnswerTokens: number;
};

/** @throws SetupError or ModelError */
export type Connect = (task: TurnTask, signal: AbortSignal) => Promise<AnsweringModel>;

export type AnswerRun = {
  turn: Turn;
  past: readonly PastTurn[];
  connect: Connect;
  onDelta: (piece: { text?: string; reasoning?: string }) => void;
};

export type FinishedAnswer = { finishReason: FinishReason; facts: AnswerFacts };

/** @throws ModelError, SetupError or, when aborted, the signal's reason */
export async function runAnswer(run: AnswerRun, signal: AbortSignal): Promise<FinishedAnswer> {
  const { turn, past, connect, onDelta } = run;
  const { client, model, contextWindow, maxAnswerTokens } = await connect(turn.task, signal);
  const { messages, maxTokens, trimmed } = renderTurn(turn, past, {
    contextWindow,
    maxAnswerTokens,
  });
  for await (const event of client.streamChat(
    { task: turn.task, model, messages, maxTokens },
    signal,
  )) {
    if (event.kind === "text") onDelta({ text: event.text });
    else if (event.kind === "reasoning") onDelta({ reasoning: event.text });
    else if (event.kind === "end") {
      return { finishReason: event.answer.finishReason, facts: factsOf(event.answer, trimmed) };
    }
  }
  throw new ModelError("stream_cut");
}

function factsOf(answer: Answer, trimmed: readonly string[]): AnswerFacts {
  const { timing, usage, model, isSimulated } = answer;
  return {
    model,
    isSimulated,
    ...(timing.ttftMs === undefined ? {} : { ttftMs: timing.ttftMs }),
    ...(timing.tpotMs === undefined || timing.tpotMs === 0
      ? {}
      : { tokensPerSecond: 1000 / timing.tpotMs }),
    ...(usage === undefined ? {} : { completionTokens: usage.completionTokens }),
    ...(trimmed.length === 0 ? {} : { trimmed: `Left out to fit: ${trimmed.join(", ")}.` }),
  };
}
