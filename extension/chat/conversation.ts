// Owns one conversation: its turns, their states and the one answer that may be running. A new question stops the answer
// that is still running, whose part stays. It speaks to the view in messages and knows neither VS Code nor HTTP nor files.

import type { PastTurn } from "../../core/chat/turn.ts";
import type { FinishReason } from "../../core/model/answer.ts";
import type { Connect } from "../host/answers/answer-run.ts";
import type { EndedAnswer } from "../host/answers/ask-chat.ts";
import type { HostMessage, TurnView } from "../webview/messages.ts";
import { type FollowDeps, followTurn } from "./follow-turn.ts";
import type { AnsweredTurn, Question } from "./question.ts";
import { createTurnCards, type TurnCards } from "./turn-cards.ts";
import { answeredLine, answeredTurn, askedLine, type Entry, newEntry } from "./turn-entry.ts";
import { createTurnList, type Keeping, type Restored, type TurnList } from "./turn-list.ts";

export type ConversationDeps = Pick<
  FollowDeps,
  "connect" | "post" | "setTimer" | "onOutcome" | "instructions"
> & {
  keeping: Keeping;
  now: () => number;
  newId: () => string;
  windowTokens: () => number;
  /** Told of each complete answer whose question came with no one who waits for it. */
  onAnswer: (ending: EndedAnswer, turn: AnsweredTurn) => void;
};

export type Conversation = {
  /** Resolves when the turn has ended, in whatever way; it never rejects. */
  ask(question: Question): Promise<EndedAnswer>;
  stop(turnId?: string): void;
  /** Asks again; a turn without an answer makes way for the new one. */
  retry(turnId: string): Promise<void>;
  /** Asks again and keeps what there is. */
  regenerate(turnId: string, connect?: Connect): Promise<void>;
  setCard: TurnCards["set"];
  act: TurnCards["act"];
  hasDecisions: TurnCards["hasDecisions"];
  /** The newest turns, as far as they are in memory. */
  turns(): TurnView[];
  /** How many came before those. */
  olderCount: TurnList["olderCount"];
  older: TurnList["older"];
  find(turnId: string): Promise<AnsweredTurn | undefined>;
  /** What a question asked now would know of what was said. */
  past(): Promise<readonly PastTurn[]>;
  isRunning(): boolean;
  /** The window closes: stops, and keeps what had arrived. */
  close(): void;
  /** Stops, and keeps nothing any more: the chat is deleted. */
  discard(): void;
};

type Running = { entry: Entry; controller: AbortController; ended: Promise<unknown> };

export function createConversation(deps: ConversationDeps, restored: Restored): Conversation {
  const { post, keeping, now } = deps;
  const turns = createTurnList(deps, restored);
  let running: Running | undefined;
  let isClosed = false;

  const postState = (view: TurnView) => post(stateMessage(view));
  const cards = createTurnCards(turns, ({ view }) => {
    const { id, card } = view;
    // One that is still running is written with its card when it ends.
    const isEnded = running?.entry.view !== view;
    if (card !== undefined && isEnded && !isClosed) keeping.write({ kind: "carded", id, card });
    postState(view);
  });
  const stop = (turnId = running?.entry.view.id) => {
    if (running?.entry.view.id === turnId) running?.controller.abort();
  };
  const run = async (entry: Entry, before: Promise<unknown> | undefined, signal: AbortSignal) => {
    await before;
    // Commands ask about their selection alone; a question of one's own knows all that was said before.
    const isQuestion = entry.question.prompt === "chat";
    const past = async () => (isQuestion ? turns.past(entry) : []);
    const finishReason = await followTurn(entry, { ...deps, postState, past }, signal);
    const isThere = turns.find(entry.view.id) === entry;
    if (isThere && !isClosed) keeping.write(answeredLine(entry.view, now()));
    return finishReason;
  };
  const ask = async (question: Question): Promise<EndedAnswer> => {
    const before = running?.ended;
    stop();
    const entry = newEntry(deps.newId(), question);
    turns.add(entry);
    post({ type: "turnAdded", turn: { ...entry.view } });
    keeping.write(askedLine(entry, now()));
    question.onAsked?.(entry.view.id);
    const controller = new AbortController();
    const asked = run(entry, before, controller.signal);
    const own = { entry, controller, ended: asked };
    running = own;
    const ending = endingOf(entry, await asked);
    if (running === own) running = undefined;
    const isAwaited = question.onCardAction !== undefined;
    if (ending.finishReason !== undefined && !isAwaited) {
      deps.onAnswer(ending, answeredTurn(entry));
    }
    return ending;
  };
  const askAgain = ({ question }: Entry, connect?: Connect) => {
    if (question.onRetry !== undefined) question.onRetry(connect);
    else void ask(connect === undefined ? question : { ...question, connect });
  };
  const makeWay = (entry: Entry) => {
    turns.remove(entry);
    post({ type: "turnRemoved", turnId: entry.view.id });
    keeping.write({ kind: "removed", id: entry.view.id });
  };
  return {
    ask,
    stop,
    ...{ setCard: cards.set, act: cards.act, hasDecisions: cards.hasDecisions },
    ...{ olderCount: turns.olderCount, older: turns.older, past: () => turns.past() },
    retry: async (turnId) => {
      const entry = await turns.findAnywhere(turnId);
      if (entry === undefined) return;
      stop(turnId);
      // A part of an answer is never thrown away for the hope of a better one.
      if (entry.view.answer === "") makeWay(entry);
      askAgain(entry);
    },
    regenerate: async (turnId, connect) => {
      const entry = await turns.findAnywhere(turnId);
      if (entry !== undefined) askAgain(entry, connect);
    },
    turns: () => turns.entries().map(({ view }) => ({ ...view })),
    find: async (turnId) => {
      const entry = await turns.findAnywhere(turnId);
      return entry && answeredTurn(entry);
    },
    isRunning: () => running !== undefined,
    close: () => {
      isClosed = true;
      if (running !== undefined) keeping.writeNow(answeredLine(running.entry.view, now()));
      stop();
    },
    discard: () => {
      isClosed = true;
      stop();
    },
  };
}

function endingOf({ view }: Entry, finishReason: FinishReason | undefined): EndedAnswer {
  const text = view.answer;
  return { turnId: view.id, text, ...(finishReason === undefined ? {} : { finishReason }) };
}

function stateMessage({ id, state, header, facts, card }: TurnView): HostMessage {
  return {
    type: "turnChanged",
    turnId: id,
    state,
    ...(header === undefined ? {} : { header }),
    ...(facts === undefined ? {} : { facts }),
    ...(card === undefined ? {} : { card }),
  };
}
