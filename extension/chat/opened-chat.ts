// Everything of the chat that is there once its files may be read: conversations, page and what carries out intents, put
// together. Loaded when somebody chats, not when VS Code starts.

import { randomUUID } from "node:crypto";
import * as vscode from "vscode";
import { setSystemTimer } from "../../core/model/inactivity.ts";
import type { EndedAnswer } from "../host/answers/ask-chat.ts";
import type { AtEdge } from "../host/edge.ts";
import { describeError } from "../host/log.ts";
import type { HostMessage, Intent } from "../webview/messages.ts";
import { t } from "../words.ts";
import { createAsking } from "./asking.ts";
import type { ChatDeps } from "./chat-deps.ts";
import { createChatMemory } from "./chat-memory.ts";
import { type Chats, openChats } from "./chats.ts";
import { watchTerminalTyping } from "./code-blocks/terminal.ts";
import type { Gathering } from "./gathering.ts";
import { createChatStore } from "./history/chat-store.ts";
import { createHistoryIntents, type HistoryIntents } from "./history-intents.ts";
import { createReceiver } from "./intents.ts";
import { createMeter } from "./meter.ts";
import { createPage, type Page } from "./page.ts";
import type { Question } from "./question.ts";
import { createSubmit } from "./submit.ts";

export type OpenedChat = vscode.Disposable & {
  chats: Chats;
  page: Page;
  history: HistoryIntents;
  ask(question: Question): Promise<EndedAnswer>;
  receive(intent: Intent): unknown;
};

export type OpenDeps = ChatDeps & {
  post: (message: HostMessage) => void;
  gathering: Gathering;
  signal: AbortSignal;
  /** Runs what nobody waits for; a defect in it becomes a message. */
  atEdge: AtEdge;
  newChat: () => Promise<void>;
  onReady: () => void;
};

export async function openChat(deps: OpenDeps): Promise<OpenedChat> {
  const { post, gathering, connection, context, notify, log, signal } = deps;
  const memory = createChatMemory(deps.memory, setSystemTimer);
  const asking = createAsking(deps);
  const store = storeOf(deps);
  const chats = await openChats({
    ...{ store, memory, log, post, setTimer: setSystemTimer, now: Date.now, newId: randomUUID },
    ...asking,
    onAnswer: (ending, turn) => deps.atEdge(deps.proposeFromAnswer(ending, turn, signal)),
  });
  const meter = createMeter({
    composer: () => chats.shown().composer,
    past: () => chats.shown().conversation.past(),
    instructions: () => asking.knownInstructions(signal),
    room: asking.room,
    post,
    setTimer: setSystemTimer,
  });
  const page = createPage({ shown: chats.shown, connection: connection.now, meter, post });
  const history = createHistoryIntents({ chats, store, page, post, notify, log });
  const terminal = watchTerminalTyping();
  let askedCount = 0;
  const ask = async (question: Question) => {
    askedCount += 1;
    const ending = await chats.shown().conversation.ask(question);
    meter.changed();
    return ending;
  };
  const submit = createSubmit({
    ...{ chats, page, memory, gathering, notify, ask, commands: deps.commands },
    askedCount: () => askedCount,
  });
  const receive = createReceiver({
    ...{ chats, page, submit, history, memory, meter, context, gathering, terminal, post, notify },
    ...{ pickModel: deps.pickModel, applyBlock: deps.applyBlock, onReady: deps.onReady },
    newChat: deps.newChat,
  });
  const subscriptions = [
    connection.onDidChange(() => meter.changed()),
    vscode.window.onDidChangeWindowState(({ focused }) => {
      if (focused) deps.atEdge(catchUp(chats, page));
    }),
    terminal,
    meter,
  ];
  return {
    ...{ chats, page, history, ask, receive },
    dispose: () => {
      chats.close();
      for (const subscription of subscriptions) subscription.dispose();
    },
  };
}

/** Another window may have gone on with the same chat. */
async function catchUp(chats: Chats, page: Page): Promise<void> {
  if (await chats.catchUp()) page.replay();
}

function storeOf({ storageUri, notify, log }: OpenDeps) {
  return createChatStore({
    folder: vscode.Uri.joinPath(storageUri, "chats").fsPath,
    now: Date.now,
    log,
    onFailure: (error) => {
      log.error(`chats: ${describeError(error)}`);
      notify("warning", t("The chat could not be saved; it is kept while this window is open."));
    },
  });
}
