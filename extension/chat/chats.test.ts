import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Answer, StreamEvent } from "../../core/model/answer.ts";
import type { HostMessage } from "../webview/messages.ts";
import { createChatMemory } from "./chat-memory.ts";
import { openChats } from "./chats.ts";
import { chatIdPattern } from "./history/chat-id.ts";
import { type ChatStore, createChatStore } from "./history/chat-store.ts";
import type { Question } from "./question.ts";

const answer: Answer = {
  ...{ text: "", reasoning: "", toolCalls: [], finishReason: "stop" as const },
  ...{ timing: { itlMs: [], e2elMs: 50 }, model: "qwen3-coder", isSimulated: true },
  requestId: "r1",
};

/** Says `text`, and waits for an abort where the question is to wait. */
async function* says(text: string, waits: boolean, signal: AbortSignal) {
  yield { kind: "text", text } satisfies StreamEvent;
  if (waits) {
    await new Promise((_, reject) => {
      signal.addEventListener("abort", () => reject(signal.reason), { once: true });
    });
  }
  yield { kind: "end", answer: { ...answer, text } } satisfies StreamEvent;
}

const question: Question = {
  ...{ prompt: "chat", title: "Why?", question: "Why?", references: [], isEditable: true },
};
const waiting: Question = { ...question, title: "wait", question: "wait" };
const streaming = () => new Promise<void>((resolve) => setImmediate(resolve));

describe("openChats", () => {
  let folder: string;
  let kept: Map<string, unknown>;
  let stores: ChatStore[];
  beforeEach(() => {
    stores = [];
    folder = mkdtempSync(path.join(tmpdir(), "tandem-chats-"));
    kept = new Map();
  });
  afterEach(async () => {
    for (const store of stores) await store.settled();
    // An answer that was stopped may still write its last line.
    rmSync(folder, { recursive: true, maxRetries: 5 });
  });

  /** A window: all of them share what is on disk, and with the same memory it is a reload. */
  async function openWindow(memory = kept) {
    const posted: HostMessage[] = [];
    const store = createChatStore({
      folder,
      now: () => 1,
      log: { warn: (message) => assert.fail(message) },
      onFailure: (error) => assert.fail(error),
    });
    stores.push(store);
    const memento = {
      get: (key: string) => memory.get(key),
      update: async (key: string, value: unknown) => void memory.set(key, value),
    };
    const chats = await openChats({
      store,
      memory: createChatMemory(memento, () => () => undefined),
      log: { warn: (message) => assert.fail(message) },
      connect: async () => ({
        client: {
          streamChat: ({ messages }, signal) => {
            const asked = messages.at(-1)?.content ?? "";
            return says(`Answer to ${asked}`, asked === "wait", signal);
          },
        },
        ...{ endpoint: { url: "http://gpu1:8000/v1" }, model: "m", why: "it is so" },
        ...{ contextWindow: 32_768, maxAnswerTokens: 1024 },
      }),
      post: (message) => posted.push(message),
      setTimer: () => () => undefined,
      onOutcome: () => undefined,
      instructions: async () => "",
      now: () => 1,
      newId: () => randomUUID(),
      windowTokens: () => 32_768,
      onAnswer: () => undefined,
    });
    const ask = (asked: Question = question) => chats.shown().conversation.ask(asked);
    const shownTurns = () =>
      chats
        .shown()
        .conversation.turns()
        .map(({ question: shown, answer: text, state }) => [shown, text, state]);
    const listed = async () => {
      await store.settled();
      return (await store.list()).heads.map(({ title, turnCount }) => [title, turnCount]);
    };
    return { chats, store, posted, ask, shownTurns, listed };
  }

  it("shows after a reload what was shown before it", async () => {
    const first = await openWindow();
    await first.ask();
    first.chats.close();
    await first.store.settled();
    const second = await openWindow();
    assert.deepEqual(second.shownTurns(), [["Why?", "Answer to Why?", "done"]]);
    assert.equal(second.chats.shown().title(), "Why?");
  });

  it("keeps the part of an answer that was running when the window closed", async () => {
    const first = await openWindow();
    void first.ask(waiting);
    await streaming();
    first.chats.close();
    assert.deepEqual((await openWindow()).shownTurns(), [["wait", "Answer to wait", "stopped"]]);
  });

  it("stores no chat in which nothing was asked, and begins no second one", async () => {
    const { chats, listed } = await openWindow();
    const { id } = chats.shown();
    assert.equal(chats.startNew().id, id);
    assert.deepEqual(await listed(), []);
  });

  it("deletes nothing with a new chat", async () => {
    const { chats, ask, listed, shownTurns } = await openWindow();
    await ask();
    const { id } = chats.shown();
    chats.startNew();
    await ask({ ...question, title: "Second" });
    assert.deepEqual((await listed()).sort(), [
      ["Second", 1],
      ["Why?", 1],
    ]);
    assert.equal(await chats.open(id), true);
    assert.deepEqual(shownTurns(), [["Why?", "Answer to Why?", "done"]]);
    assert.equal(await chats.open(randomUUID()), false);
  });

  it("lets an answer go on in a chat that was left, and stores it", async () => {
    const { chats, ask, posted, store } = await openWindow();
    const asked = ask(waiting);
    await streaming();
    const left = chats.shown();
    chats.startNew();
    const before = posted.length;
    await ask();
    assert.equal(left.conversation.isRunning(), true);
    chats.stop(left.conversation.turns()[0]?.id);
    await asked;
    const ids = left.conversation.turns().map(({ id }) => id);
    assert.ok(
      posted
        .slice(before)
        .every((message) => !("turnId" in message) || !ids.includes(message.turnId)),
    );
    const reading = await store.open(left.id);
    assert.equal((await reading?.find(ids[0] ?? ""))?.answered?.state, "stopped");
  });

  it("stops the shown chat's answer and no other", async () => {
    const { chats, ask } = await openWindow();
    const asked = ask(waiting);
    await streaming();
    const left = chats.shown();
    chats.startNew();
    const second = ask(waiting);
    await streaming();
    chats.stop();
    await second;
    assert.equal(left.conversation.isRunning(), true);
    chats.stop(left.conversation.turns()[0]?.id);
    await asked;
  });

  it("copies a chat up to a turn and keeps the old one", async () => {
    const { chats, ask, listed, shownTurns } = await openWindow();
    await ask();
    await ask({ ...question, title: "Second", question: "Second" });
    const [first, second] = chats.shown().conversation.turns();
    await chats.copyUntil(second?.id ?? "");
    assert.deepEqual(shownTurns(), [["Why?", "Answer to Why?", "done"]]);
    assert.notEqual(chats.shown().conversation.turns()[0]?.id, first?.id);
    await ask({ ...question, title: "Other", question: "Other" });
    assert.deepEqual(await listed(), [
      ["Why?", 2],
      ["Why?", 2],
    ]);
    assert.equal(await chats.copyUntil("nobody"), undefined);
  });

  it("copies nothing in front of the first turn", async () => {
    const { chats, ask, shownTurns } = await openWindow();
    const { turnId } = await ask();
    await chats.copyUntil(turnId);
    assert.deepEqual(shownTurns(), []);
    await ask({ ...question, title: "Other" });
    assert.equal(chats.shown().title(), "Other");
  });

  it("shows the chat that was opened last, however long the reading of another takes", async () => {
    const { chats, ask } = await openWindow();
    await ask();
    const one = chats.shown().id;
    chats.startNew();
    await ask({ ...question, title: "Second" });
    const other = chats.shown().id;
    chats.startNew();
    await streaming();
    await Promise.all([chats.open(one), chats.open(other)]);
    assert.equal(chats.shown().id, other);
    chats.startNew();
    const opening = chats.open(one);
    const { id } = chats.startNew();
    await opening;
    assert.equal(chats.shown().id, id);
  });

  it("shows the card that is set while a chat is being opened", async () => {
    const { chats, ask } = await openWindow();
    const { turnId } = await ask();
    const { id } = chats.shown();
    chats.startNew();
    await streaming();
    const card = { severity: "success" as const, title: "Applied.", actions: [] };
    await Promise.all([chats.setCard(turnId, card), chats.open(id)]);
    assert.deepEqual(chats.shown().conversation.turns()[0]?.card, card);
  });

  it("adds nothing to a chat of a newer version that was shown last", async () => {
    const id = randomUUID();
    const file = path.join(folder, `${id}.jsonl`);
    const text = `{"kind":"chat","version":2,"id":"${id}"}\n`;
    writeFileSync(file, text);
    const { chats, ask, store } = await openWindow(new Map([["chat.shown", id]]));
    await ask();
    await store.settled();
    assert.notEqual(chats.shown().id, id);
    assert.equal(readFileSync(file, "utf8"), text);
  });

  it("takes no name of a file from what it remembers", async () => {
    const { chats } = await openWindow(new Map([["chat.shown", "../elsewhere"]]));
    assert.match(chats.shown().id, chatIdPattern);
  });

  it("renames chats, shown or not", async () => {
    const { chats, ask, listed } = await openWindow();
    await ask();
    const { id } = chats.shown();
    await chats.rename(id, "  Cart\n rounding ");
    assert.equal(chats.shown().title(), "Cart rounding");
    chats.startNew();
    await streaming();
    await chats.rename(id, "Rounding");
    assert.deepEqual(await listed(), [["Rounding", 1]]);
  });

  it("deletes a chat with the answer that runs in it", async () => {
    const { chats, ask, listed } = await openWindow();
    const asked = ask(waiting);
    await streaming();
    const { id } = chats.shown();
    await chats.remove(id);
    await asked;
    assert.notEqual(chats.shown().id, id);
    assert.deepEqual(await listed(), []);
  });

  it("keeps drafts of chats over a reload", async () => {
    const first = await openWindow();
    await first.ask();
    const { id } = first.chats.shown();
    const memory = createChatMemory(
      { get: (key) => kept.get(key), update: async (key, value) => void kept.set(key, value) },
      () => () => undefined,
    );
    memory.keepDraft(id, "half a thought");
    memory.flush();
    assert.equal((await openWindow()).chats.shown().composer.draft(), "half a thought");
  });

  it("sees what another window asked in the same chat", async () => {
    const first = await openWindow();
    await first.ask();
    await first.store.settled();
    const second = await openWindow();
    await second.ask({ ...question, title: "Second", question: "Second" });
    await second.store.settled();
    assert.equal(await first.chats.catchUp(), true);
    assert.equal(await first.chats.catchUp(), false);
    assert.deepEqual(
      first.shownTurns().map(([title]) => title),
      ["Why?", "Second"],
    );
    await first.ask({ ...question, title: "Third", question: "Third" });
    await first.store.settled();
    assert.equal((await openWindow()).shownTurns().length, 3);
  });

  it("sets the card of a turn in a chat that rests", async () => {
    const { chats, ask, store } = await openWindow();
    const { turnId } = await ask();
    const { id } = chats.shown();
    chats.startNew();
    await streaming();
    const card = { severity: "success" as const, title: "Applied.", actions: [] };
    await chats.setCard(turnId, card);
    assert.deepEqual((await (await store.open(id))?.find(turnId))?.carded?.card, card);
  });

  it("keeps a chat that waits for a decision with its buttons", async () => {
    const { chats, ask } = await openWindow();
    const pressed: string[] = [];
    const { turnId } = await ask({ ...question, onCardAction: (action) => pressed.push(action) });
    const actions = [{ action: "acceptChange" as const, label: "Accept" }];
    await chats.setCard(turnId, { severity: "info", title: "A change.", actions });
    const { id } = chats.shown();
    chats.startNew();
    await streaming();
    await chats.open(id);
    await chats.shown().conversation.act(turnId, "acceptChange");
    assert.deepEqual(pressed, ["acceptChange"]);
  });
});
