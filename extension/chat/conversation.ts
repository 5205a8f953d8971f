// Owns the conversation: its turns, their states and the one answer that may be running. A new question stops the
// answer that is still running, whose part stays. It speaks to the view in messages and knows neither VS Code nor HTTP.

import type { PastTurn, Turn } from "../../core/chat/turn.ts";
import type { FinishReason } from "../../core/model/answer.ts";
import type { SetTimer } from "../../core/model/inactivity.ts";
import type { Card, CardActionId, HostMessage, TurnView } from "../webview/messages.ts";
import { type Connect, runAnswer } from "./answer-run.ts";
import { endingCard, errorCard } from "./cards.ts";
import { sentChips } from "./composer.ts";
import { batchDeltas } from "./delta-batch.ts";

export type Question = Turn & {
  /** What the user sees as their message. */
  title: string;
  /** What Retry does instead of asking the same again. */
  onRetry?: () => void;
  /** What the buttons of a card set with `setCard` do. */
  onCardAction?: (action: CardActionId) => void;
};

/** How a turn ended. `text` is the answer as far as it came. */
export type Ending = {
  turnId: string;
  text: string;
  /** Present exactly when the answer is complete. */
  finishReason?: FinishReason;
};

export type ConversationDeps = {
  connect: Connect;
  post: (message: HostMessage) => void;
  setTimer: SetTimer;
  /** Told how each request ended: undefined for success. */
  onOutcome: (error: unknown) => void;
};

export type Conversation = {
  /** Resolves when the turn has ended, in whatever way; it never rejects. */
  ask(question: Question): Promise<Ending>;
  stop(turnId?: string): void;
  retry(turnId: string): void;
  /** Passes a card's button to whoever set the card. */
  act(turnId: string, action: CardActionId): void;
  setCard(turnId: string, card: Card): void;
  clear(): void;
  turns(): TurnView[];
};

type Entry = { view: TurnView; question: Question };

/** The first words leave at once; after them the view gets text about as often as it draws, because each message costs. */
const deltaIntervalMs = 66;

export function createConversation(deps: ConversationDeps): Conversation {
  const { post } = deps;
  const entries: Entry[] = [];
  let running: { turnId: string; controller: AbortController } | undefined;
  let nextId = 0;

  const postState = ({ id, state, facts, card }: TurnView) =>
    post({
      type: "turnChanged",
      turnId: id,
      state,
      ...(facts === undefined ? {} : { facts }),
      ...(card === undefined ? {} : { card }),
    });
  const find = (turnId: string) => entries.find(({ view }) => view.id === turnId);
  const remove = (turnId: string) => {
    const index = entries.findIndex(({ view }) => view.id === turnId);
    if (index === -1) return;
    entries.splice(index, 1);
    post({ type: "turnRemoved", turnId });
  };
  const stop = (turnId = running?.turnId) => {
    if (running?.turnId === turnId) running?.controller.abort();
  };
  const ask = async (question: Question): Promise<Ending> => {
    stop();
    nextId += 1;
    const past = pastTurns(entries, question);
    const entry = newEntry(`turn-${nextId}`, question);
    entries.push(entry);
    post({ type: "turnAdded", turn: { ...entry.view } });
    const controller = new AbortController();
    const own = { turnId: entry.view.id, controller };
    running = own;
    const ending = await follow(entry, past, { ...deps, postState }, controller.signal);
    if (running === own) running = undefined;
    return ending;
  };
  return {
    ask,
    stop,
    retry: (turnId) => {
      const entry = find(turnId);
      if (entry === undefined) return;
      stop(turnId);
      // A part of an answer is never thrown away for the hope of a better one.
      if (entry.view.answer === "") remove(turnId);
      if (entry.question.onRetry !== undefined) entry.question.onRetry();
      else void ask(entry.question);
    },
    act: (turnId, action) => find(turnId)?.question.onCardAction?.(action),
    setCard: (turnId, card) => {
      const view = find(turnId)?.view;
      if (view === undefined) return;
      view.card = card;
      postState(view);
    },
    clear: () => {
      stop();
      for (const { view } of [...entries]) remove(view.id);
    },
    turns: () => entries.map(({ view }) => ({ ...view })),
  };
}

type FollowDeps = ConversationDeps & { postState: (view: TurnView) => void };

/** Runs one turn and keeps its view true to what happens. */
async function follow(
  { view, question }: Entry,
  past: readonly PastTurn[],
  deps: FollowDeps,
  signal: AbortSignal,
): Promise<Ending> {
  const { connect, post, postState, setTimer, onOutcome } = deps;
  const batch = batchDeltas({
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
    },
  });
  let finishReason: FinishReason | undefined;
  try {
    const turn: Turn = question;
    const done = await runAnswer({ turn, past, connect, onDelta: batch.push }, signal);
    finishReason = done.finishReason;
    batch.finish();
    view.state = "done";
    view.facts = done.facts;
    const card = endingCard(view.answer, finishReason);
    if (card !== undefined) view.card = card;
    onOutcome(undefined);
  } catch (error) {
    batch.finish();
    if (signal.aborted) view.state = "stopped";
    else {
      view.state = "failed";
      view.card = errorCard(error);
      onOutcome(error);
    }
  }
  postState(view);
  return {
    turnId: view.id,
    text: view.answer,
    ...(finishReason === undefined ? {} : { finishReason }),
  };
}

function newEntry(id: string, question: Question): Entry {
  return {
    question,
    view: {
      id,
      question: question.title,
      chips: sentChips(question.references),
      answer: "",
      reasoning: "",
      state: "waiting",
    },
  };
}

/** Commands ask about their selection alone; a question of one's own knows all that was said before. */
function pastTurns(entries: readonly Entry[], question: Question): PastTurn[] {
  if (question.task !== "chat") return [];
  return entries
    .filter(({ view }) => view.answer !== "" && view.state !== "failed")
    .map(({ view, question: { task, question: words, references } }) => ({
      turn: { task, question: words, references },
      answer: view.answer,
    }));
}
