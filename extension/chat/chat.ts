// The chat feature: its view, and the commands that ask and attach. Other features reach it through the functions that
// extension.ts passes around. What is needed to chat at all is opened when the first of them is called.

import * as vscode from "vscode";
import type { Reference } from "../../core/chat/reference.ts";
import type { EndedAnswer, OnCardAction } from "../host/answers/ask-chat.ts";
import type { NotAttached } from "../host/context/context.ts";
import { createEdge } from "../host/edge.ts";
import { type SelectedCode, selectedCode } from "../host/selected-code.ts";
import type { Card, HostMessage, Intent, TurnView } from "../webview/messages.ts";
import type { ChatDeps } from "./chat-deps.ts";
import { createGathering } from "./gathering.ts";
import type { OpenedChat } from "./opened-chat.ts";
import type { Question } from "./question.ts";
import { commandTitle } from "./submit.ts";
import { registerChatView } from "./view.ts";

export type Chat = vscode.Disposable & {
  /** Asks in the shown chat. Resolves when the turn has ended, in whatever way; it never rejects. */
  ask(question: Question): Promise<EndedAnswer>;
  /** Wherever the turn is; `onCardAction` takes the buttons of this card instead of who came with the question. */
  setCard(turnId: string, card: Card, onCardAction?: OnCardAction): void;
  /** Stops what is being collected and the answer that runs in the shown chat; or the one that is named. */
  stop(turnId?: string): void;
  /** Collects what a question needs, until it is there or Stop is pressed: then it is undefined. */
  gather<T>(work: (signal: AbortSignal) => Promise<T>, signal: AbortSignal): Promise<T | undefined>;
  open(): Promise<void>;
  newChat(): Promise<void>;
  /** Shows the list of chats. */
  showChats(): Promise<void>;
  /** Saves the shown chat as Markdown. */
  exportShown(): Promise<void>;
  /** Asks a command's question about the selected code. */
  askAboutSelected(prompt: "explain" | "review", signal: AbortSignal): Promise<void>;
  /** Puts the selected code into the composer for a question of one's own. */
  attachSelected(signal: AbortSignal): Promise<void>;
  /** The same with a file or folder, as the explorer names it. */
  attachPath(uri: unknown, signal: AbortSignal): Promise<void>;
  /** The newest turns of the shown chat. */
  turns(): TurnView[];
  composer(): { draft: string; chips: string[] };
  /** Carries out what the view asks for. */
  receive(intent: Intent): void;
  /** Every message to the view, whether there is one or not. */
  onDidPost: vscode.Event<HostMessage>;
};

export function createChat(deps: ChatDeps): Chat {
  const { connection, context, notify } = deps;
  const lifetime = new AbortController();
  const gathering = createGathering();
  const view = registerChatView(deps.extensionUri, (intent) => receive(intent));
  const posted = new vscode.EventEmitter<HostMessage>();
  let opened: OpenedChat | undefined;
  let opening: Promise<OpenedChat> | undefined;
  /** The list was asked for before there was a page to show it. */
  let wantsList = false;

  const post = (message: HostMessage) => {
    view.post(message);
    posted.fire(message);
  };
  const atEdge = createEdge("chat", deps, lifetime.signal);
  const openNow = async () => {
    const { openChat } = await import("./opened-chat.ts");
    opened = await openChat({
      ...{ ...deps, post, gathering, atEdge, newChat, signal: lifetime.signal },
      onReady: () => {
        if (wantsList) post({ type: "showChats" });
        wantsList = false;
      },
    });
    return opened;
  };
  const open = () => {
    opening ??= openNow();
    return opening;
  };
  // Where everything is open already, what the view asks for happens before this returns.
  const carryOut = async (intent: Intent) => {
    const { receive } = opened ?? (await open());
    await receive(intent);
  };
  const receive = (intent: Intent) => atEdge(carryOut(intent));
  const newChat = async () => {
    const { chats, page } = await open();
    chats.startNew();
    page.replay();
    await view.reveal(true);
    page.showComposer({ focus: true });
  };
  const attach = async (found: readonly Reference[] | NotAttached | undefined) => {
    if (found === undefined) return;
    if ("refusal" in found) return notify("info", found.refusal);
    const { chats, page } = await open();
    chats.shown().composer.attach(found);
    await view.reveal(true);
    page.showComposer({ focus: true });
  };
  const ask = async (question: Question) => {
    void view.reveal(false);
    return (await open()).ask(question);
  };
  const selected = async (signal: AbortSignal): Promise<SelectedCode | undefined> => {
    const found = await gathering.run(selectedCode, signal);
    if (found === undefined || !("refusal" in found)) return found;
    notify("info", found.refusal);
    return undefined;
  };
  const watcher = connection.onDidChange((now) => post({ type: "connection", connection: now }));
  return {
    ask,
    setCard: (turnId, card, onCardAction) =>
      atEdge(open().then(({ chats }) => chats.setCard(turnId, card, onCardAction))),
    stop: (turnId) => {
      if (turnId === undefined) gathering.stop();
      opened?.chats.stop(turnId);
    },
    gather: gathering.run,
    turns: () => opened?.chats.shown().conversation.turns() ?? [],
    composer: () => {
      const composer = opened?.chats.shown().composer;
      const chips = composer?.chips() ?? [];
      return { draft: composer?.draft() ?? "", chips: chips.map(({ label }) => label) };
    },
    receive,
    onDidPost: posted.event,
    open: () => view.reveal(true),
    newChat,
    showChats: async () => {
      wantsList = !view.isVisible();
      await view.reveal(true);
      post({ type: "showChats" });
    },
    exportShown: async () => {
      const { chats, history } = await open();
      await history.save(chats.shown().id);
    },
    askAboutSelected: async (prompt, signal) => {
      const found = await selected(signal);
      if (found === undefined) return;
      const title = commandTitle(prompt, found.place);
      await ask({ prompt, title, question: "", references: found.references });
    },
    attachSelected: async (signal) => attach((await selected(signal))?.references),
    attachPath: async (uri, signal) =>
      attach(await gathering.run((inner) => context.resolvePath(uri, inner), signal)),
    dispose: () => {
      lifetime.abort();
      gathering.stop();
      opened?.dispose();
      for (const each of [watcher, posted, view]) each.dispose();
    },
  };
}
