// What happens to a message that was sent: a question, a command such as `/explain`, or another wording of an earlier
// question, which goes on in a copy of the chat. A message that cannot be sent stays in the composer.

import { lineRange, type Reference } from "../../core/chat/reference.ts";
import {
  readTyped,
  type SlashCommandName,
  slashCommands,
  type TypedMessage,
} from "../../core/chat/slash-commands.ts";
import type { PreviewFocus } from "../host/edits/proposed-change.ts";
import type { Notify } from "../host/notify.ts";
import { selectedCode } from "../host/selected-code.ts";
import { t } from "../words.ts";
import type { ChatMemory } from "./chat-memory.ts";
import type { Chats } from "./chats.ts";
import { labelOf } from "./chips.ts";
import type { Gathering } from "./gathering.ts";
import type { Page } from "./page.ts";
import type { Question } from "./question.ts";

/** What the commands that change code or write messages do; without references they look at the editor themselves. */
export type ChatCommands = Record<"commit", ChatCommand> &
  Record<
    Exclude<SlashCommandName, "explain" | "review" | "commit">,
    (...asked: [...Parameters<ChatCommand>, focus: PreviewFocus]) => Promise<void>
  >;

type ChatCommand = (
  words: string,
  references: readonly Reference[],
  signal: AbortSignal,
) => Promise<void>;

export type SubmitDeps = {
  chats: Chats;
  page: Page;
  memory: ChatMemory;
  gathering: Gathering;
  commands: ChatCommands;
  notify: Notify;
  /** Asks in the shown chat. */
  ask: (question: Question) => unknown;
  /** How many questions were asked so far. */
  askedCount: () => number;
};

export type Submit = (text: string, editOf?: string) => Promise<void>;

export function createSubmit(deps: SubmitDeps): Submit {
  const { chats, page, memory, gathering, notify } = deps;

  /** Hands over what goes along, and empties the composer. */
  const take = (): Reference[] => {
    const { id, composer } = chats.shown();
    const references = composer.take();
    memory.forget(id);
    page.showComposer({ focus: false });
    return references;
  };
  const giveBack = (text: string, references: readonly Reference[]) => {
    const { id, composer } = chats.shown();
    const typed = composer.draft();
    // What was typed in the meantime stays behind it.
    const both = typed.trim() === "" ? text : `${text}\n\n${typed}`;
    const draft = typed.includes(text) ? typed : both;
    composer.attach(references);
    composer.setDraft(draft);
    memory.keepDraft(id, draft);
    page.showComposer({ focus: true, draft });
  };
  const askAbout = async (prompt: "explain" | "review", words: string, given: Reference[]) => {
    const subject = await subjectOf(given, gathering);
    if (subject === undefined) return false;
    if ("refusal" in subject) {
      notify("info", subject.refusal);
      return false;
    }
    const about = commandTitle(prompt, subject.place);
    const title = words === "" ? about : `${about}: ${words}`;
    deps.ask({ prompt, title, question: words, references: subject.references });
    return true;
  };
  const runCommand = async (
    name: keyof ChatCommands,
    words: string,
    references: readonly Reference[],
  ) => {
    const before = deps.askedCount();
    // Whoever typed it goes on typing.
    await gathering.run((signal) => deps.commands[name](words, references, signal, "leave"));
    return deps.askedCount() > before;
  };
  /** False when nothing was asked. */
  const send = async (typed: TypedMessage, references: Reference[]): Promise<boolean> => {
    if (typed.kind === "unknown") {
      const known = slashCommands.map(({ name }) => `/${name}`).join(", ");
      notify("info", t("There is no command /{0}. These there are: {1}.", typed.name, known));
      return false;
    }
    if (typed.kind === "question") {
      const { words } = typed;
      deps.ask({ prompt: "chat", title: words, question: words, references, isEditable: true });
      return true;
    }
    const { name } = typed.command;
    return name === "explain" || name === "review"
      ? askAbout(name, typed.words, references)
      : runCommand(name, typed.words, references);
  };
  const edit = async (text: string, typed: TypedMessage, turnId: string) => {
    // Nothing to copy a chat for; the page still has the text.
    if (typed.kind === "unknown") return void send(typed, []);
    // Its answer would be to a question that nobody asks any more.
    chats.stop(turnId);
    const turn = await chats.shown().conversation.find(turnId);
    const copy = turn && (await chats.copyUntil(turnId));
    if (turn === undefined || copy === undefined) {
      notify("info", t("The message to change is no longer there; your text is in the composer."));
      giveBack(text, []);
      return;
    }
    page.replay();
    const references = [...turn.references];
    if (!(await send(typed, references))) giveBack(text, references);
  };
  return async (text, editOf) => {
    const typed = readTyped(text);
    if (typed.kind === "question" && typed.words === "") return;
    if (editOf !== undefined) {
      await edit(text, typed, editOf);
      return;
    }
    const references = take();
    if (!(await send(typed, references))) giveBack(text, references);
  };
}

/** What a command's question is called in the conversation. */
export function commandTitle(prompt: "explain" | "review", place: string): string {
  return prompt === "explain" ? t("Explain {0}", place) : t("Review {0}", place);
}

type Subject = { place: string; references: Reference[] };

/** The attached selection, else the editor's, else whatever is attached. Undefined when it was stopped. */
async function subjectOf(
  attached: Reference[],
  gathering: Gathering,
): Promise<Subject | { refusal: string } | undefined> {
  const selection = attached.find((reference) => reference.kind === "selection");
  if (selection !== undefined) {
    const { path, startLine, endLine } = selection;
    return { place: `${path}:${lineRange(startLine, endLine)}`, references: attached };
  }
  const selected = await gathering.run(selectedCode);
  if (selected === undefined) return undefined;
  if (!("refusal" in selected)) {
    return { place: selected.place, references: [...selected.references, ...attached] };
  }
  const [first] = attached;
  return first === undefined ? selected : { place: labelOf(first), references: attached };
}
