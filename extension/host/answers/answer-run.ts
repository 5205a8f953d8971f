// Asks the model for one answer and follows the stream to its end. It knows the turn, not the conversation's state, and
// throws what went wrong as it is: whoever started the run decides what to show.

import { readMaterial } from "../../../core/chat/material.ts";
import { type TurnTask, taskOfPrompt } from "../../../core/chat/prompt.ts";
import { reducedBudget } from "../../../core/chat/reduced-budget.ts";
import {
  type Budget,
  type PastTurn,
  type RenderedTurn,
  renderTurn,
  type Turn,
} from "../../../core/chat/turn.ts";
import { withoutImages } from "../../../core/chat/unseen-images.ts";
import type { Answer, FinishReason } from "../../../core/model/answer.ts";
import { hostOf } from "../../../core/model/base-url.ts";
import type { ModelClient } from "../../../core/model/client.ts";
import { ModelError } from "../../../core/model/errors.ts";
import type { AnswerFacts, AnswerHeader } from "../../webview/messages.ts";
import { t } from "../../words.ts";
import { cutWords } from "./cut-words.ts";

/** What a run needs of a connected model. */
export type AnsweringModel = {
  client: Pick<ModelClient, "streamChat">;
  endpoint: { url: string };
  model: string;
  /** Why this model serves the task, in words for the user. */
  why: string;
  contextWindow: number;
  maxAnswerTokens: number;
  /** Left out while nobody has asked it. */
  seesImages?: boolean;
};

/** @throws SetupError or ModelError */
export type Connect = (task: TurnTask, signal: AbortSignal) => Promise<AnsweringModel>;

export type AnswerRun = {
  turn: Turn;
  past: readonly PastTurn[];
  /** What the workspace asks of the model: the same text for a whole conversation, or servers compute its prefix again. */
  instructions: string;
  connect: Connect;
  /** Told before the first token. */
  onConnected: (header: AnswerHeader) => void;
  onDelta: (piece: { text?: string; reasoning?: string }) => void;
};

export type FinishedAnswer = {
  finishReason: FinishReason;
  facts: AnswerFacts;
  /** The model thought and then ended without an answer, as it does when its thinking is never closed. */
  hasOnlyReasoned: boolean;
};

/** @throws ModelError, SetupError or, when aborted, the signal's reason */
export async function runAnswer(run: AnswerRun, signal: AbortSignal): Promise<FinishedAnswer> {
  const answering = await run.connect(taskOfPrompt[run.turn.prompt], signal);
  const { endpoint, model, why, contextWindow, maxAnswerTokens } = answering;
  run.onConnected({ model, endpoint: hostOf(endpoint.url), why });
  const budget = { contextWindow, maxAnswerTokens };
  const asked = render(run, answering, budget);
  try {
    return await follow(asked, { run, answering }, signal);
  } catch (error) {
    if (!(error instanceof ModelError) || error.code !== "context_length") throw error;
    // Nothing has arrived yet: what is too long is refused before its first token.
    const smaller = reducedBudget(budget, asked.promptTokens, error.overflow);
    return await follow(render(run, answering, smaller), { run, answering }, signal);
  }
}

type Asked = Pick<RenderedTurn, "messages" | "maxTokens" | "promptTokens" | "cuts">;

function render(
  { turn, past, instructions }: AnswerRun,
  { seesImages }: AnsweringModel,
  budget: Budget,
): Asked {
  if (seesImages !== false) return renderTurn(turn, past, budget, instructions);
  const seen = withoutImages(turn, past);
  const rendered = renderTurn(seen.turn, seen.past, budget, instructions);
  if (seen.unseen === 0) return rendered;
  return {
    ...rendered,
    cuts: [{ what: "images", count: seen.unseen, name: "" }, ...rendered.cuts],
  };
}

async function follow(
  { messages, maxTokens, cuts }: Asked,
  { run, answering }: { run: AnswerRun; answering: AnsweringModel },
  signal: AbortSignal,
): Promise<FinishedAnswer> {
  const { client, model } = answering;
  const task = taskOfPrompt[run.turn.prompt];
  const reader = readMaterial();
  const speak = (text: string) => {
    if (text !== "") run.onDelta({ text });
  };
  for await (const event of client.streamChat({ task, model, messages, maxTokens }, signal)) {
    if (event.kind === "text") speak(reader.push(event.text));
    else if (event.kind === "reasoning") run.onDelta({ reasoning: event.text });
    else if (event.kind === "end") {
      const { answer } = event;
      speak(reader.end());
      return {
        finishReason: answer.finishReason,
        facts: factsOf(answer, cuts.map(cutWords)),
        hasOnlyReasoned: answer.text.trim() === "" && answer.reasoning.trim() !== "",
      };
    }
  }
  throw new ModelError("stream_cut");
}

function factsOf(answer: Answer, leftOut: readonly string[]): AnswerFacts {
  const { timing, usage, model, isSimulated } = answer;
  return {
    model,
    isSimulated,
    ...(timing.ttftMs === undefined ? {} : { ttftMs: timing.ttftMs }),
    ...(timing.tpotMs === undefined || timing.tpotMs === 0
      ? {}
      : { tokensPerSecond: 1000 / timing.tpotMs }),
    ...(usage === undefined
      ? {}
      : { promptTokens: usage.promptTokens, completionTokens: usage.completionTokens }),
    ...(leftOut.length === 0 ? {} : { trimmed: t("Left out to fit: {0}.", leftOut.join(", ")) }),
  };
}
