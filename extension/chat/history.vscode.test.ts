import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import * as vscode from "vscode";
import { startEndpoint } from "../test/inside/endpoint.ts";
import {
  askBy,
  closeEverything,
  configureEndpoint,
  isOver,
  messagesDuring,
  openSelected,
  tandem,
  when,
} from "../test/inside/tandem.ts";
import type { HostMessage, Intent } from "../webview/messages.ts";

type Reply = HostMessage["type"];

/** Carries out an intent and waits for a message of the type it leads to. */
async function reply<Type extends Reply>(intent: Intent, type: Type) {
  const { chat } = await tandem();
  let answer: Extract<HostMessage, { type: Type }> | undefined;
  const listener = chat.onDidPost((message) => {
    // Compared one line below, which the compiler does not see through the type parameter.
    if (message.type === type) answer = message as Extract<HostMessage, { type: Type }>;
  });
  chat.receive(intent);
  await when(chat.onDidPost, () => answer !== undefined);
  listener.dispose();
  assert.ok(answer);
  return answer;
}

async function askQuestion(text: string) {
  const { chat } = await tandem();
  chat.receive({ type: "submit", text });
  await when(chat.onDidPost, () => chat.turns().length > 0 && chat.turns().every(isOver));
  return chat.turns();
}

const list = (query = "") => reply({ type: "findChats", ask: 1, query }, "chats");
let nextMark = 0;
/** Words that only one chat holds. */
const mark = () => {
  nextMark += 1;
  return `mark${process.pid}x${nextMark}`;
};

describe("chat history in VS Code", () => {
  before(() => configureEndpoint());
  beforeEach(() => vscode.commands.executeCommand("tandem.newChat"));
  after(closeEverything);

  it("lists a chat, finds its words and opens it from disk", async () => {
    const { chat } = await tandem();
    const words = mark();
    const [asked] = await askQuestion(`What is ${words}?`);
    const { currentId } = await list();
    await vscode.commands.executeCommand("tandem.newChat");
    assert.deepEqual(chat.turns(), []);
    const { chats } = await list(words.toUpperCase());
    assert.deepEqual(
      chats.map(({ id, title, turnCount }) => [id, title, turnCount]),
      [[currentId, `What is ${words}?`, 1]],
    );
    const replayed = await reply({ type: "openChat", chatId: currentId }, "replay");
    assert.deepEqual(replayed.turns, [asked]);
    assert.deepEqual(replayed.chat, { id: currentId, title: `What is ${words}?` });
  });

  it("does not list a chat in which nothing was asked", async () => {
    const { chats, currentId } = await list();
    assert.ok(chats.every(({ id }) => id !== currentId));
  });

  it("keeps the draft of each chat", async () => {
    const { chat } = await tandem();
    await askQuestion(mark());
    chat.receive({ type: "draft", text: "half a thought" });
    const { currentId } = await list();
    await vscode.commands.executeCommand("tandem.newChat");
    assert.equal(chat.composer().draft, "");
    const replayed = await reply({ type: "openChat", chatId: currentId }, "replay");
    assert.equal(replayed.draft, "half a thought");
    chat.receive({ type: "draft", text: "" });
  });

  it("renames a chat", async () => {
    await askQuestion(mark());
    const { currentId } = await list();
    const title = mark();
    const { chats } = await reply({ type: "renameChat", chatId: currentId, title }, "chats");
    assert.equal(chats.find(({ id }) => id === currentId)?.title, title);
  });

  it("deletes a chat only after a yes", async () => {
    const { chat } = await tandem();
    await askQuestion(mark());
    const { currentId } = await list();
    const asked = await messagesDuring(async () => {
      chat.receive({ type: "deleteChat", chatId: currentId });
      await list();
    });
    assert.match(asked[0] ?? "", /^Delete the chat/);
    assert.ok((await list()).chats.some(({ id }) => id === currentId));
    const original = vscode.window.showWarningMessage;
    Object.assign(vscode.window, { showWarningMessage: async () => "Delete" });
    try {
      const { chats } = await reply({ type: "deleteChat", chatId: currentId }, "chats");
      assert.ok(chats.every(({ id }) => id !== currentId));
      assert.deepEqual(chat.turns(), []);
    } finally {
      Object.assign(vscode.window, { showWarningMessage: original });
    }
  });

  it("says that a chat is gone", async () => {
    const shown = await messagesDuring(() =>
      reply({ type: "openChat", chatId: "../../settings" }, "chats"),
    );
    assert.deepEqual(shown, ["This chat is no longer there."]);
  });

  it("asks an edited question in a copy, with the references of the first", async () => {
    const { chat } = await tandem();
    const words = mark();
    await askQuestion(`First ${words}`);
    await openSelected("src/cart.ts", "export function subtotalCents", "}");
    await vscode.commands.executeCommand("tandem.askAboutSelection");
    const [, second] = await askQuestion(`Second ${words}`);
    assert.equal(second?.isEditable, true);
    const before = (await list()).currentId;
    chat.receive({ type: "submit", text: `Third ${words}`, editOf: second?.id ?? "" });
    await when(chat.onDidPost, () =>
      chat.turns().some(({ question }) => question.startsWith("Third")),
    );
    await when(chat.onDidPost, () => chat.turns().every(isOver));
    assert.deepEqual(
      chat.turns().map(({ question }) => question),
      [`First ${words}`, `Third ${words}`],
    );
    assert.deepEqual(chat.turns()[1]?.chips, second?.chips);
    const { chats, currentId } = await list(words);
    assert.notEqual(currentId, before);
    assert.deepEqual(new Set(chats.map(({ id }) => id)), new Set([before, currentId]));
  });

  it("regenerates an answer as a new turn", async () => {
    const { chat } = await tandem();
    const [turn] = await askQuestion(mark());
    chat.receive({ type: "regenerate", turnId: turn?.id ?? "", withOtherModel: false });
    await when(chat.onDidPost, () => chat.turns().length === 2 && chat.turns().every(isOver));
    assert.deepEqual(chat.turns()[1]?.question, turn?.question);
  });

  it("goes on answering in a chat that is left", async () => {
    const { chat } = await tandem();
    const { signal } = new AbortController();
    const endpoint = await startEndpoint(["--profile", "h100x8"], signal);
    await configureEndpoint(endpoint.url);
    chat.receive({ type: "submit", text: "simulator: long answer" });
    await when(chat.onDidPost, () => chat.turns().at(-1)?.state === "streaming");
    const turnId = chat.turns().at(-1)?.id ?? "";
    const { currentId } = await list();
    await vscode.commands.executeCommand("tandem.newChat");
    const replayed = await reply({ type: "openChat", chatId: currentId }, "replay");
    assert.equal(replayed.turns[0]?.state, "streaming");
    chat.receive({ type: "stop", turnId });
    await when(chat.onDidPost, () => chat.turns().every(isOver));
    assert.equal(chat.turns()[0]?.state, "stopped");
    await endpoint.stop();
    await configureEndpoint();
  });

  it("exports a chat as Markdown and opens it", async () => {
    const folder = mkdtempSync(path.join(tmpdir(), "tandem-export-"));
    const file = path.join(folder, "chat.md");
    await openSelected("src/cart.ts", "export function subtotalCents", "}");
    const turn = await askBy("tandem.explainSelection");
    const { currentId } = await list();
    const original = vscode.window.showSaveDialog;
    Object.assign(vscode.window, { showSaveDialog: async () => vscode.Uri.file(file) });
    try {
      const { chat } = await tandem();
      chat.receive({ type: "exportChat", chatId: currentId });
      await when(
        vscode.window.onDidChangeActiveTextEditor,
        () => vscode.window.activeTextEditor?.document.uri.fsPath === file,
      );
      const text = readFileSync(file, "utf8");
      assert.ok(text.includes(`> ${turn.question}`));
      assert.ok(text.includes(turn.answer.trimEnd()));
      assert.ok(text.includes(`- ${turn.chips[0]?.label} (src/cart.ts)`));
    } finally {
      Object.assign(vscode.window, { showSaveDialog: original });
      await closeEverything();
      rmSync(folder, { recursive: true });
    }
  });
});
