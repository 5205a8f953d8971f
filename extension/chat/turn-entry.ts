// A turn of the conversation in memory: what the view shows of it and what was asked. Made from a question, or from what was
// kept on disk; and the lines that keep it. Pure.

import type { PastTurn } from "../../core/chat/turn.ts";
import type { ChatLineOf } from "../../core/protocol/chat-file.ts";
import type { TurnView } from "../webview/messages.ts";
import { restoredCard } from "./cards.ts";
import { sentChips } from "./chips.ts";
import type { StoredTurn } from "./history/chat-reading.ts";
import type { AnsweredTurn, Question } from "./question.ts";

export type Entry = { view: TurnView; question: Question };

export function newEntry(id: string, question: Question): Entry {
  return {
    question,
    view: {
      id,
      question: question.title,
      ...(question.isEditable === true ? { isEditable: true } : {}),
      chips: sentChips(question.references),
      answer: "",
      reasoning: "",
      state: "waiting",
    },
  };
}

/** Nobody waits for its buttons any more, so its card keeps only those that need nobody. */
export function storedEntry({ asked, answered, carded }: StoredTurn): Entry {
  const { prompt, title, question, references, isEditable } = asked;
  const entry = newEntry(asked.id, { prompt, title, question, references, isEditable });
  const card = carded?.card ?? answered?.card;
  return {
    question: entry.question,
    view: {
      ...entry.view,
      answer: answered?.answer ?? "",
      reasoning: answered?.reasoning ?? "",
      state: answered?.state ?? "stopped",
      ...(answered?.header === undefined ? {} : { header: answered.header }),
      ...(answered?.facts === undefined ? {} : { facts: answered.facts }),
      ...(card === undefined ? {} : { card: restoredCard(card) }),
    },
  };
}

export function askedLine({ view, question }: Entry, atMs: number): ChatLineOf<"asked"> {
  const { prompt, title, question: words, references, isEditable = false } = question;
  const what = { prompt, title, question: words, references: [...references], isEditable };
  return { kind: "asked", id: view.id, atMs, ...what };
}

export function answeredLine(view: TurnView, atMs: number): ChatLineOf<"answered"> {
  const { id, state, answer, reasoning, header, facts, card } = view;
  return {
    kind: "answered",
    id,
    atMs,
    // One that is still running when its window closes ends here.
    state: state === "waiting" || state === "streaming" ? "stopped" : state,
    answer,
    reasoning,
    ...(header === undefined ? {} : { header }),
    ...(facts === undefined ? {} : { facts }),
    ...(card === undefined ? {} : { card }),
  };
}

export function answeredTurn({ view, question }: Entry): AnsweredTurn {
  const { prompt, title, question: words, references } = question;
  return { id: view.id, title, prompt, question: words, references, answer: view.answer };
}

/** What later questions know of it; undefined when there is nothing to know. */
export function pastTurn({ view, question }: Entry): PastTurn | undefined {
  if (view.answer === "" || view.state === "failed") return undefined;
  const { prompt, question: words, references } = question;
  return { turn: { prompt, question: words, references }, answer: view.answer };
}
