// What the page asks for while a message is being written: what is typed, what may be mentioned, what goes along.

import type { Reference } from "../../core/chat/reference.ts";
import type { EditorContext, NotAttached } from "../host/context/context.ts";
import type { Notify } from "../host/notify.ts";
import type { HostMessage, Intent } from "../webview/messages.ts";
import type { ChatMemory } from "./chat-memory.ts";
import type { Chats } from "./chats.ts";
import type { Gathering } from "./gathering.ts";
import type { Meter } from "./meter.ts";
import type { Page } from "./page.ts";

export type ComposerDeps = {
  chats: Pick<Chats, "shown">;
  page: Page;
  memory: ChatMemory;
  meter: Meter;
  context: EditorContext;
  gathering: Gathering;
  post: (message: HostMessage) => void;
  notify: Notify;
};

export type ComposerIntents = {
  keepDraft(text: string): void;
  removeChip(chipId: string): void;
  /** Tells what may be mentioned, unless something else was asked for in the meantime. */
  findMentions(ask: number, query: string): Promise<void>;
  attachMention(mentionId: string): Promise<void>;
  attachImage(image: Extract<Intent, { type: "attachImage" }>): Promise<void>;
};

export function createComposerIntents(deps: ComposerDeps): ComposerIntents {
  const { chats, page, memory, meter, context, gathering, post, notify } = deps;
  let looking: AbortController | undefined;

  const attach = (found: readonly Reference[] | NotAttached | undefined) => {
    if (found === undefined) return;
    if ("refusal" in found) return notify("info", found.refusal);
    chats.shown().composer.attach(found);
    page.showComposer({ focus: true });
  };
  return {
    keepDraft: (text) => {
      const { id, composer } = chats.shown();
      composer.setDraft(text);
      memory.keepDraft(id, text);
      meter.changed();
    },
    removeChip: (chipId) => {
      chats.shown().composer.remove(chipId);
      page.showComposer({ focus: false });
    },
    findMentions: async (ask, query) => {
      looking?.abort();
      looking = new AbortController();
      const { signal } = looking;
      try {
        const found = await context.findMentions(query, signal);
        if (!signal.aborted) post({ type: "mentions", ask, ...found });
      } catch (error) {
        if (!signal.aborted) throw error;
      }
    },
    attachMention: async (id) =>
      attach(await gathering.run((signal) => context.resolveMention(id, signal))),
    attachImage: async ({ name, mediaType, base64 }) => {
      const given = { name, mediaType, base64 };
      const image = await gathering.run((signal) => context.image(given, signal));
      attach(image === undefined || "refusal" in image ? image : [image]);
    },
  };
}
