// The chat feature: conversation, composer and view put together, and the commands that ask. Other features reach it
// through the functions that extension.ts passes around.

import * as vscode from "vscode";
import { ModelError } from "../../core/model/errors.ts";
import { setSystemTimer } from "../../core/model/inactivity.ts";
import type { ConnectionWatch } from "../host/endpoints/connection.ts";
import type { Endpoints } from "../host/endpoints/endpoints.ts";
import { describeError, type Log } from "../host/log.ts";
import type { Notify } from "../host/notify.ts";
import { selectedCode } from "../host/selected-code.ts";
import type { HostMessage, Intent } from "../webview/messages.ts";
import { createComposer } from "./composer.ts";
import { type Conversation, createConversation } from "./conversation.ts";
import { createReceiver, postComposer } from "./intents.ts";
import { registerChatView } from "./view.ts";

export type Chat = vscode.Disposable &
  Pick<Conversation, "ask" | "setCard" | "stop" | "turns"> & {
    open(): Promise<void>;
    newChat(): Promise<void>;
    /** Asks a command's question about the selected code. */
    askAboutSelected(task: "explain" | "review", signal: AbortSignal): Promise<void>;
    /** Puts the selected code into the composer for a question of one's own. */
    attachSelected(signal: AbortSignal): Promise<void>;
    /** Carries out what the view asks for. */
    receive(intent: Intent): void;
    composer(): { draft: string; chips: string[] };
    /** Every message to the view, whether there is one or not. */
    onDidPost: vscode.Event<HostMessage>;
  };

export type ChatDeps = {
  extensionUri: vscode.Uri;
  endpoints: Endpoints;
  connection: ConnectionWatch;
  notify: Notify;
  log: Log;
};

const verbs = { explain: "Explain", review: "Review" } as const;

export function createChat(deps: ChatDeps): Chat {
  const { endpoints, connection, notify, log } = deps;
  const composer = createComposer();
  const view = registerChatView(deps.extensionUri, (intent) => receive(intent));
  const posted = new vscode.EventEmitter<HostMessage>();
  const post = (message: HostMessage) => {
    view.post(message);
    posted.fire(message);
  };
  const conversation = createConversation({
    connect: endpoints.connect,
    post,
    setTimer: setSystemTimer,
    onOutcome: (error) => {
      if (error !== undefined) log.error(`answer: ${describeError(error)}`);
      if (error === undefined || error instanceof ModelError) connection.learn(error);
    },
  });
  const page = { conversation, composer, post, connection: connection.now, notify };
  const receive = createReceiver(page);
  const watcher = connection.onDidChange((now) => post({ type: "connection", connection: now }));
  return {
    ask: (question) => {
      void view.reveal(false);
      return conversation.ask(question);
    },
    setCard: conversation.setCard,
    stop: conversation.stop,
    turns: conversation.turns,
    composer: () => ({
      draft: composer.draft(),
      chips: composer.chips().map(({ label }) => label),
    }),
    receive,
    onDidPost: posted.event,
    open: () => view.reveal(true),
    newChat: async () => {
      conversation.clear();
      await view.reveal(true);
      postComposer(page, true);
    },
    askAboutSelected: async (task, signal) => {
      const selected = await selectedCode(signal);
      if ("refusal" in selected) {
        notify("info", selected.refusal);
        return;
      }
      const { place, references } = selected;
      void view.reveal(false);
      await conversation.ask({ task, title: `${verbs[task]} ${place}`, question: "", references });
    },
    attachSelected: async (signal) => {
      const selected = await selectedCode(signal);
      if ("refusal" in selected) {
        notify("info", selected.refusal);
        return;
      }
      composer.attach(selected.references);
      await view.reveal(true);
      postComposer(page, true);
    },
    dispose: () => {
      conversation.stop();
      watcher.dispose();
      posted.dispose();
      view.dispose();
    },
  };
}
