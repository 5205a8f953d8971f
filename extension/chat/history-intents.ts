// What the list of chats asks for: finding, opening, renaming, deleting and saving them.

import type { Log } from "../host/log.ts";
import { confirm, type Notify } from "../host/notify.ts";
import type { HostMessage } from "../webview/messages.ts";
import { plural, t } from "../words.ts";
import type { Chats } from "./chats.ts";
import { exportChat } from "./export-chat.ts";
import { chatIdPattern } from "./history/chat-id.ts";
import type { ChatStore } from "./history/chat-store.ts";
import type { Page } from "./page.ts";

export type HistoryDeps = {
  chats: Chats;
  store: ChatStore;
  page: Page;
  post: (message: HostMessage) => void;
  notify: Notify;
  log: Pick<Log, "info">;
};

export type HistoryIntents = {
  find(ask: number, query: string): Promise<void>;
  open(id: string): Promise<void>;
  rename(id: string, title: string): Promise<void>;
  remove(id: string): Promise<void>;
  save(id: string): Promise<void>;
};

/** Nobody reads a longer list; the search finds the rest. */
const mostListed = 200;

export function createHistoryIntents(deps: HistoryDeps): HistoryIntents {
  const { chats, store, page, post, notify, log } = deps;
  let asked = { ask: 0, query: "" };
  let finding: AbortController | undefined;
  let newerTold = 0;

  const tellOfNewer = (count: number) => {
    if (count <= newerTold) return;
    newerTold = count;
    log.info(`chats: ${count} of a newer version are left alone`);
    const words = plural(count, [
      "{0} chat was written by a newer Tandem and is left alone: update Tandem to see it.",
      "{0} chats were written by a newer Tandem and are left alone: update Tandem to see them.",
    ]);
    notify("info", words);
  };
  const find = async (ask: number, query: string) => {
    asked = { ask, query };
    finding?.abort();
    const own = new AbortController();
    finding = own;
    try {
      const found = query.trim() === "" ? await listed() : await store.search(query, own.signal);
      if (own.signal.aborted) return;
      post({ type: "chats", ask, chats: found, currentId: chats.shown().id });
    } catch (error) {
      if (!own.signal.aborted) throw error;
    }
  };
  const listed = async () => {
    const { heads, newerCount } = await store.list();
    tellOfNewer(newerCount);
    return heads.slice(0, mostListed);
  };
  const findAgain = () => find(asked.ask, asked.query);
  const isThere = async (id: string) => {
    const reading = chatIdPattern.test(id) ? await store.open(id) : undefined;
    if (reading !== undefined) return reading;
    notify("info", t("This chat is no longer there."));
    await findAgain();
    return undefined;
  };
  return {
    find,
    open: async (id) => {
      if (id === chats.shown().id) return page.replay();
      if ((await isThere(id)) !== undefined && (await chats.open(id))) page.replay();
    },
    rename: async (id, title) => {
      if (title.trim() === "" || (await isThere(id)) === undefined) return;
      await chats.rename(id, title);
      if (id === chats.shown().id) page.replay();
      await findAgain();
    },
    remove: async (id) => {
      const reading = await isThere(id);
      if (reading === undefined) return;
      const question = t("Delete the chat “{0}”?", await reading.title());
      const count = plural(reading.turnCount(), ["{0} question", "{0} questions"]);
      const detail = t("It is deleted for good, with its answers: {0}.", count);
      if (!(await confirm(question, detail, t("Delete")))) return;
      const wasShown = id === chats.shown().id;
      await chats.remove(id);
      if (wasShown) page.replay();
      await findAgain();
    },
    save: async (id) => {
      const reading = chatIdPattern.test(id) ? await store.open(id) : undefined;
      const refusal =
        reading !== undefined && reading.turnCount() > 0
          ? await exportChat(reading)
          : t("There is nothing to export yet: ask something first.");
      if (refusal !== undefined) notify("info", refusal);
    },
  };
}
