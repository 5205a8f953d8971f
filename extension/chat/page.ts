// What the page is told of the shown chat as a whole: everything again after it was away or another chat is shown, and what
// stands in the composer.

import { type SlashCommandName, slashCommands } from "../../core/chat/slash-commands.ts";
import { type HostMessage, type SlashItem, turnsAtOnce } from "../webview/messages.ts";
import { t } from "../words.ts";
import type { LiveChat } from "./live-chat.ts";
import type { Meter } from "./meter.ts";

export type Page = {
  replay(): void;
  /** Without a draft what is being typed in the page stays: it is newer than what is known of it here. */
  showComposer(options: { focus: boolean; draft?: string }): void;
};

export type PageDeps = {
  shown: () => LiveChat;
  connection: () => Extract<HostMessage, { type: "connection" }>["connection"];
  meter: Pick<Meter, "now" | "changed">;
  post: (message: HostMessage) => void;
};

export function createPage({ shown, connection, meter, post }: PageDeps): Page {
  return {
    replay: () => {
      const { id, title, conversation, composer } = shown();
      const turns = conversation.turns();
      const known = meter.now();
      post({
        type: "replay",
        chat: { id, title: title() },
        turns: turns.slice(-turnsAtOnce),
        olderCount: conversation.olderCount() + Math.max(0, turns.length - turnsAtOnce),
        composerChips: composer.chips(),
        draft: composer.draft(),
        connection: connection(),
        slashItems: slashItems(),
        ...(known === undefined ? {} : { meter: known }),
      });
      meter.changed();
    },
    showComposer: ({ focus, draft }) => {
      const chips = shown().composer.chips();
      post({ type: "composer", chips, focus, ...(draft === undefined ? {} : { draft }) });
      meter.changed();
    },
  };
}

function slashItems(): SlashItem[] {
  return slashCommands.map(({ name }) => ({ name, description: descriptions[name]() }));
}

const descriptions: Readonly<Record<SlashCommandName, () => string>> = {
  explain: () => t("Explain the selected code"),
  review: () => t("Review the selected code"),
  fix: () => t("Fix the selected code"),
  tests: () => t("Write tests for the selected code"),
  doc: () => t("Document the selected code"),
  commit: () => t("Write a commit message for the changes"),
};
