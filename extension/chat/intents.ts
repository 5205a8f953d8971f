// Carries out what the chat's page asks for. The page decides nothing: every intent is checked against the state here,
// and the buttons of cards are either commands of Tandem or belong to whoever set the card.

import * as vscode from "vscode";
import type { Notify } from "../host/notify.ts";
import type { CardActionId, Connection, HostMessage, Intent } from "../webview/messages.ts";
import type { Composer } from "./composer.ts";
import type { Conversation } from "./conversation.ts";
import { openLink } from "./links.ts";

export type IntentDeps = {
  conversation: Conversation;
  composer: Composer;
  post: (message: HostMessage) => void;
  connection: () => Connection;
  notify: Notify;
};

/** The buttons of cards that are commands of their own. */
const cardCommands: Partial<Record<CardActionId, string>> = {
  openSettings: "tandem.openSettings",
  setApiKey: "tandem.setApiKey",
  selectModel: "tandem.selectModel",
  checkConnection: "tandem.checkConnection",
  connectEndpoint: "tandem.connectEndpoint",
  showLog: "tandem.showLog",
  newChat: "tandem.newChat",
  manageTrust: "workbench.trust.manage",
};

export function createReceiver(deps: IntentDeps): (intent: Intent) => void {
  const { conversation, composer, post, connection, notify } = deps;
  const replay = () =>
    post({
      type: "replay",
      turns: conversation.turns(),
      composerChips: composer.chips(),
      draft: composer.draft(),
      connection: connection(),
    });
  const submit = (text: string) => {
    const question = text.trim();
    if (question === "") return;
    const references = composer.take();
    postComposer(deps, false);
    void conversation.ask({ task: "chat", title: question, question, references });
  };
  const follow = async (href: string) => {
    if (await openLink(href)) return;
    notify("info", "The link points to nothing in this workspace, so it was not opened.");
  };
  const press = (action: CardActionId, turnId: string | undefined) => {
    const command = cardCommands[action];
    if (command !== undefined) void vscode.commands.executeCommand(command);
    else if (action === "stop") conversation.stop(turnId);
    else if (turnId === undefined) return;
    else if (action === "retry") conversation.retry(turnId);
    else conversation.act(turnId, action);
  };
  const carryOut: { [Type in Intent["type"]]: (intent: IntentOf<Type>) => void } = {
    ready: replay,
    submit: ({ text }) => submit(text),
    stop: ({ turnId }) => conversation.stop(turnId),
    draft: ({ text }) => composer.setDraft(text),
    removeChip: ({ chipId }) => {
      composer.remove(chipId);
      postComposer(deps, false);
    },
    copy: ({ text }) => void vscode.env.clipboard.writeText(text),
    openLink: ({ href }) => void follow(href),
    card: ({ action, turnId }) => press(action, turnId),
  };
  // The table's own type guarantees that the entry takes intents of this type.
  return (intent) => (carryOut[intent.type] as (intent: Intent) => void)(intent);
}

type IntentOf<Type> = Extract<Intent, { type: Type }>;

export function postComposer(
  { composer, post }: Pick<IntentDeps, "composer" | "post">,
  focus: boolean,
): void {
  // Without the draft: what is being typed in the page is newer than what is known of it here.
  post({ type: "composer", chips: composer.chips(), focus });
}
