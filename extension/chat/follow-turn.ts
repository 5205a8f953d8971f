// Runs one turn from its question to its end and keeps its view true to what happens. Stop ends it at once, whatever it is
// waiting for; what had arrived stays. Knows one turn, not the conversation around it.

import type { PastTurn } from "../../core/chat/turn.ts";
import type { FinishReason } from "../../core/model/answer.ts";
import { ModelError } from "../../core/model/errors.ts";
import type { SetTimer } from "../../core/model/inactivity.ts";
import { type Connect, runAnswer } from "../host/answers/answer-run.ts";
import { untilAborted } from "../host/until-aborted.ts";
import type { HostMessage, TurnView } from "../webview/messages.ts";
import { endingCard, errorCard } from "./cards.ts";
import { batchDeltas } from "./delta-batch.ts";
import type { Question } from "./question.ts";
import type { Entry } from "./turn-entry.ts";

export type FollowDeps = {
  connect: Connect;
  post: (message: HostMessage) => void;
  postState: (view: TurnView) => void;
  setTimer: SetTimer;
  /** Told how the request ended: undefined for success. */
  onOutcome: (error: unknown) => void;
  past: () => Promise<readonly PastTurn[]>;
  instructions: (signal: AbortSignal) => Promise<string>;
};

/** The first words leave at once; after them the view gets text about as often as it draws, because each message costs. */
const deltaIntervalMs = 66;

/** Returns why the answer is complete; undefined when it is not. Never rejects. */
export async function followTurn(
  entry: Entry,
  deps: FollowDeps,
  signal: AbortSignal,
): Promise<FinishReason | undefined> {
  const { view } = entry;
  const batch = batchFor(entry, deps);
  try {
    const done = await untilAborted(ask(entry, deps, batch.push, signal), signal);
    batch.finish();
    view.state = "done";
    view.facts = done.facts;
    const card = endingCard(view.answer, done.finishReason, done.hasOnlyReasoned);
    if (card !== undefined) view.card = card;
    deps.onOutcome(undefined);
    return done.finishReason;
  } catch (error) {
    batch.finish();
    if (signal.aborted) view.state = "stopped";
    else {
      view.state = "failed";
      view.card = errorCard(error);
      if (isGone(error)) entry.question = withoutConnect(entry.question);
      deps.onOutcome(error);
    }
    return undefined;
  } finally {
    deps.postState(view);
  }
}

/** The model that was chosen for this question is no longer there: whoever asks again wants the one that is. */
function isGone(error: unknown): boolean {
  return error instanceof ModelError && error.code === "model_not_found";
}

function withoutConnect({ connect: _, ...question }: Question): Question {
  return question;
}

async function ask(
  { view, question }: Entry,
  deps: FollowDeps,
  push: (piece: { text?: string; reasoning?: string }) => void,
  signal: AbortSignal,
) {
  const [past, instructions] = await Promise.all([deps.past(), deps.instructions(signal)]);
  signal.throwIfAborted();
  return runAnswer(
    {
      turn: question,
      past,
      instructions,
      connect: question.connect ?? deps.connect,
      onConnected: (header) => {
        if (signal.aborted) return;
        view.header = header;
        deps.postState(view);
      },
      // What comes after a stop was not asked for any more.
      onDelta: (piece) => {
        if (!signal.aborted) push(piece);
      },
    },
    signal,
  );
}

function batchFor({ view, question }: Entry, { post, postState, setTimer }: FollowDeps) {
  return batchDeltas({
    setTimer,
    intervalMs: deltaIntervalMs,
    send: (delta) => {
      view.answer += delta.text;
      view.reasoning += delta.reasoning;
      if (view.state === "waiting") {
        view.state = "streaming";
        postState(view);
      }
      post({ type: "delta", turnId: view.id, ...delta });
      if (delta.text !== "") question.onText?.(view.answer);
    },
  });
}
