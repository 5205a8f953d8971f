// Carries out what the chat's page asks for. The page decides nothing: every intent is checked against the state here.

import * as vscode from "vscode";
import type { Intent } from "../webview/messages.ts";
import { type ComposerDeps, createComposerIntents } from "./composer-intents.ts";
import type { HistoryIntents } from "./history-intents.ts";
import type { Submit } from "./submit.ts";
import { createTurnIntents, type TurnDeps } from "./turn-intents.ts";

export type IntentDeps = ComposerDeps &
  TurnDeps & {
    submit: Submit;
    history: HistoryIntents;
    newChat: () => Promise<void>;
    /** The page can show things from now on. */
    onReady: () => void;
  };

/** Resolves when it is carried out. */
export function createReceiver(deps: IntentDeps): (intent: Intent) => unknown {
  const { chats, page, history, post } = deps;
  const composer = createComposerIntents(deps);
  const turns = createTurnIntents(deps);
  const carryOut: { [Type in Intent["type"]]: (intent: IntentOf<Type>) => unknown } = {
    ready: () => {
      page.replay();
      deps.onReady();
    },
    submit: ({ text, editOf }) => deps.submit(text, editOf),
    stop: ({ turnId }) => chats.stop(turnId),
    regenerate: ({ turnId, withOtherModel }) => turns.regenerate(turnId, withOtherModel),
    loadOlder: async ({ beforeTurnId }) => {
      const { conversation } = chats.shown();
      const older = await conversation.older(beforeTurnId);
      // They belong to no other chat that is shown by now.
      if (chats.shown().conversation === conversation) post({ type: "olderTurns", ...older });
    },
    draft: ({ text }) => composer.keepDraft(text),
    removeChip: ({ chipId }) => composer.removeChip(chipId),
    findMentions: ({ ask, query }) => composer.findMentions(ask, query),
    attachMention: ({ mentionId }) => composer.attachMention(mentionId),
    attachImage: (image) => composer.attachImage(image),
    copy: ({ text }) => vscode.env.clipboard.writeText(text),
    codeBlock: (block) => turns.useBlock(block),
    openLink: ({ href }) => turns.follow(href),
    card: ({ action, turnId, path }) => turns.press(action, turnId, path),
    newChat: () => deps.newChat(),
    findChats: ({ ask, query }) => history.find(ask, query),
    openChat: ({ chatId }) => history.open(chatId),
    renameChat: ({ chatId, title }) => history.rename(chatId, title),
    deleteChat: ({ chatId }) => history.remove(chatId),
    exportChat: ({ chatId }) => history.save(chatId),
  };
  // The table's own type guarantees that the entry takes intents of this type.
  return (intent) => (carryOut[intent.type] as (intent: Intent) => unknown)(intent);
}

type IntentOf<Type> = Extract<Intent, { type: Type }>;
