// The chats of this window: one is shown, others may still be answering or wait for a decision, all the rest is on disk. A
// chat that is left goes on; at most one answer runs in each. Knows no view and no editor.

import type { OnCardAction } from "../host/answers/ask-chat.ts";
import { type Card, type HostMessage, turnsAtOnce } from "../webview/messages.ts";
import type { ChatMemory } from "./chat-memory.ts";
import { givenTitle } from "./chat-title.ts";
import { type Composer, createComposer } from "./composer.ts";
import type { Conversation, ConversationDeps } from "./conversation.ts";
import type { ChatReading } from "./history/chat-reading.ts";
import type { ChatStore } from "./history/chat-store.ts";
import { copiedLines } from "./history/copy-turns.ts";
import { keepingOf } from "./history/keeping.ts";
import { createLiveChat, type LiveChat } from "./live-chat.ts";
import type { Restored } from "./turn-list.ts";

export type Chats = {
  shown(): LiveChat;
  /** A chat in which nothing was asked stays the new one. */
  startNew(): LiveChat;
  /** False when there is no such chat. */
  open(id: string): Promise<boolean>;
  /** Shows a copy of the shown chat up to a turn, without it; undefined when the turn is not there. */
  copyUntil(turnId: string): Promise<LiveChat | undefined>;
  rename(id: string, title: string): Promise<void>;
  remove(id: string): Promise<void>;
  /** Reads the shown chat again when another window added to it; true when it did. */
  catchUp(): Promise<boolean>;
  /** Wherever the turn is by now. */
  setCard(turnId: string, card: Card, onCardAction?: OnCardAction): Promise<void>;
  stop(turnId?: string): void;
  close(): void;
};

export type ChatsDeps = Omit<ConversationDeps, "keeping"> & {
  store: ChatStore;
  memory: ChatMemory;
  log: { warn(message: string): void };
};

/** Opens the chat that was shown last. */
export async function openChats(deps: ChatsDeps): Promise<Chats> {
  const { store, memory, newId } = deps;
  const live = new Map<string, LiveChat>();
  const readings = new Map<string, Promise<LiveChat | undefined>>();
  const composers = new Map<string, Composer>();
  /** Where the turns are that were asked in this window: their cards may still change. */
  const chatOfTurn = new Map<string, string>();
  let shown: LiveChat | undefined;
  /** Counts what was asked for: of chats that are read at the same time the last one is shown. */
  let wishes = 0;

  /** Of a chat that nobody looks at and nothing happens in, the file is enough. */
  const release = ({ id, conversation, composer }: LiveChat) => {
    if (id === shown?.id || conversation.isRunning() || conversation.hasDecisions()) return;
    live.delete(id);
    if (composer.isEmpty()) composers.delete(id);
  };
  const begin = (id: string, restored: Restored, title: string): LiveChat => {
    const composer = composers.get(id) ?? createComposer(memory.draft(id));
    composers.set(id, composer);
    const post = (message: HostMessage) => {
      if (message.type === "turnAdded") chatOfTurn.set(message.turn.id, id);
      if (shown?.id === id) deps.post(message);
      // What has just ended or was just decided may have been the last thing to wait for.
      else if (message.type === "turnChanged") setImmediate(() => release(chat));
    };
    const keeping = keepingOf(id, store, deps.log);
    const chat = createLiveChat({ id, title, composer }, { ...deps, post, keeping }, restored);
    live.set(id, chat);
    return chat;
  };
  const show = (chat: LiveChat): LiveChat => {
    const left = shown;
    shown = chat;
    memory.show(chat.id);
    if (left !== undefined) release(left);
    return chat;
  };
  const startEmpty = (id: string) => show(begin(id, { turns: [], olderCount: 0 }, ""));
  const readNow = async (id: string) => {
    const reading = await store.open(id);
    if (reading === undefined) return undefined;
    const [restored, title] = [await newestTurns(reading), await reading.title()];
    // Another window may have added to it, and the shown chat have been read again.
    return live.get(id) ?? begin(id, restored, title);
  };
  /** Once for all who ask meanwhile: a second reading would lack what the first one's readers do with it. */
  const read = (id: string): Promise<LiveChat | undefined> => {
    const underWay = readings.get(id);
    if (underWay !== undefined) return underWay;
    const reading = readNow(id).finally(() => readings.delete(id));
    readings.set(id, reading);
    return reading;
  };
  const openChat = async (id: string) => {
    wishes += 1;
    const own = wishes;
    const chat = live.get(id) ?? (await read(id));
    if (chat !== undefined && own === wishes) return show(chat);
    if (chat !== undefined) release(chat);
    return chat;
  };
  const openLast = async (): Promise<LiveChat> => {
    const id = memory.shownId() ?? newId();
    // What is there and cannot be read is somebody else's: nothing is added to it.
    return (await openChat(id)) ?? startEmpty((await store.exists(id)) ? newId() : id);
  };
  const first = await openLast();
  const current = () => shown ?? first;
  const startNew = () => {
    wishes += 1;
    return isNew(current()) ? current() : startEmpty(newId());
  };
  return {
    shown: current,
    startNew,
    open: async (id) => (await openChat(id)) !== undefined,
    copyUntil: async (turnId) => {
      const { id: from, title } = current();
      const reading = await store.open(from);
      if (reading === undefined || (await reading.find(turnId)) === undefined) return undefined;
      const turns = await reading.before(turnId, Number.POSITIVE_INFINITY);
      const id = newId();
      await store.write(id, copiedLines(turns, title(), newId));
      return (await openChat(id)) ?? startEmpty(id);
    },
    rename: async (id, title) => {
      const chat = live.get(id);
      if (chat !== undefined) chat.rename(givenTitle(title));
      else if ((await store.open(id)) !== undefined) {
        await store.write(id, [{ kind: "titled", title: givenTitle(title) }]);
      }
    },
    remove: async (id) => {
      live.get(id)?.conversation.discard();
      if (id === current().id) startEmpty(newId());
      live.delete(id);
      composers.delete(id);
      memory.forget(id);
      await store.remove(id);
    },
    catchUp: async () => {
      const { id, conversation } = current();
      if (conversation.isRunning() || conversation.hasDecisions() || !store.isKept(id))
        return false;
      const reading = await store.open(id);
      if (reading === undefined || current().id !== id) return false;
      const restored = await newestTurns(reading);
      if (isSameAs(restored, conversation) || conversation.isRunning()) return false;
      show(begin(id, restored, await reading.title()));
      return true;
    },
    setCard: async (turnId, card, onCardAction) => {
      const id = chatOfTurn.get(turnId) ?? current().id;
      const chat = live.get(id) ?? (await read(id));
      await chat?.conversation.setCard(turnId, card, onCardAction);
    },
    stop: (turnId) => {
      if (turnId === undefined) current().conversation.stop();
      else for (const { conversation } of live.values()) conversation.stop(turnId);
    },
    close: () => {
      for (const { conversation } of live.values()) conversation.close();
      store.flushNow();
      memory.flush();
    },
  };
}

async function newestTurns(reading: ChatReading): Promise<Restored> {
  const turns = await reading.before(undefined, turnsAtOnce);
  const [first] = turns;
  return { turns, olderCount: first === undefined ? 0 : reading.olderThan(first.asked.id) };
}

function isNew({ conversation }: LiveChat): boolean {
  return conversation.turns().length === 0 && conversation.olderCount() === 0;
}

function isSameAs({ turns, olderCount }: Restored, conversation: Conversation): boolean {
  const known = conversation.turns();
  const count = known.length + conversation.olderCount();
  if (turns.length + olderCount !== count) return false;
  const [last, knownLast] = [turns.at(-1), known.at(-1)];
  return (
    last?.asked.id === knownLast?.id && (last?.answered?.answer ?? "") === (knownLast?.answer ?? "")
  );
}
