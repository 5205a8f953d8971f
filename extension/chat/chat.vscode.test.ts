import assert from "node:assert/strict";
import * as vscode from "vscode";
import { startEndpoint, type TestEndpoint } from "../test/inside/endpoint.ts";
import {
  askBy,
  closeEverything,
  configureEndpoint,
  isOver,
  lastTurn,
  messagesDuring,
  openSelected,
  tandem,
  when,
} from "../test/inside/tandem.ts";

const selectCart = () => openSelected("src/cart.ts", "export function subtotalCents", "}");

describe("chat in VS Code", () => {
  before(() => configureEndpoint());
  beforeEach(() => vscode.commands.executeCommand("tandem.newChat"));
  after(closeEverything);

  it("streams an explanation to its end, with facts and chips", async () => {
    await selectCart();
    const turn = await askBy("tandem.explainSelection");
    assert.equal(turn.state, "done");
    assert.equal(turn.question, "Explain src/cart.ts:17–24");
    assert.match(turn.answer, /subtotalCents/);
    assert.deepEqual(
      turn.chips.map(({ label }) => label),
      ["cart.ts:17–24 · typescript", "around it: lines 1–38"],
    );
    assert.equal(turn.facts?.isSimulated, true);
    assert.ok((turn.facts?.ttftMs ?? 0) > 0);
    assert.ok((turn.facts?.completionTokens ?? 0) > 0);
  });

  it("streams a review", async () => {
    await selectCart();
    const turn = await askBy("tandem.reviewSelection");
    assert.deepEqual([turn.state, turn.question], ["done", "Review src/cart.ts:17–24"]);
  });

  it("posts the deltas of an answer in order and without loss", async () => {
    const { chat } = await tandem();
    let text = "";
    const seqs: number[] = [];
    const listener = chat.onDidPost((message) => {
      if (message.type !== "delta") return;
      seqs.push(message.seq);
      text += message.text;
    });
    await selectCart();
    const turn = await askBy("tandem.explainSelection");
    listener.dispose();
    assert.equal(text, turn.answer);
    assert.deepEqual(
      seqs,
      seqs.map((_, index) => index),
    );
  });

  it("asks a question of one's own about chips that can be removed", async () => {
    const { chat } = await tandem();
    await selectCart();
    await vscode.commands.executeCommand("tandem.askAboutSelection");
    assert.equal(chat.composer().chips.length, 2);
    let chipId = "";
    const listener = chat.onDidPost((message) => {
      if (message.type === "replay") chipId = message.composerChips[1]?.id ?? "";
    });
    chat.receive({ type: "ready" });
    chat.receive({ type: "removeChip", chipId });
    listener.dispose();
    assert.deepEqual(chat.composer().chips, ["cart.ts:17–24 · typescript"]);
    chat.receive({ type: "submit", text: "Which test would have caught this?" });
    await when(chat.onDidPost, () => chat.turns().every(isOver));
    const turn = await lastTurn();
    assert.equal(turn?.state, "done");
    assert.equal(turn?.chips.length, 1);
    assert.deepEqual(chat.composer(), { draft: "", chips: [] });
  });

  it("replays the whole conversation and the draft to a view that comes back", async () => {
    const { chat } = await tandem();
    await selectCart();
    const turn = await askBy("tandem.explainSelection");
    chat.receive({ type: "draft", text: "half a thought" });
    let replayed: unknown;
    const listener = chat.onDidPost((message) => {
      if (message.type === "replay") replayed = [message.turns, message.draft];
    });
    chat.receive({ type: "ready" });
    listener.dispose();
    assert.deepEqual(replayed, [[turn], "half a thought"]);
    chat.receive({ type: "draft", text: "" });
  });

  it("explains by /explain what is attached, or else what is selected", async () => {
    const { chat } = await tandem();
    await selectCart();
    chat.receive({ type: "submit", text: "/explain" });
    await when(chat.onDidPost, () => chat.turns().length === 1 && chat.turns().every(isOver));
    assert.equal(chat.turns()[0]?.question, "Explain src/cart.ts:17–24");
    await vscode.commands.executeCommand("tandem.askAboutSelection");
    await closeEverything();
    chat.receive({ type: "submit", text: "/review for speed" });
    await when(chat.onDidPost, () => chat.turns().length === 2 && chat.turns().every(isOver));
    assert.equal(chat.turns()[1]?.question, "Review src/cart.ts:17–24: for speed");
  });

  it("measures what is in the composer against the model's window", async () => {
    const { chat, connection } = await tandem();
    await when(connection.onDidChange, () => connection.now().state === "ready");
    let used: number | undefined;
    const listener = chat.onDidPost((message) => {
      if (message.type === "meter") used = message.meter?.usedTokens;
    });
    await selectCart();
    await vscode.commands.executeCommand("tandem.askAboutSelection");
    await when(chat.onDidPost, () => used !== undefined && used > 100);
    listener.dispose();
    let chipIds: string[] = [];
    const replays = chat.onDidPost((message) => {
      if (message.type === "replay") chipIds = message.composerChips.map(({ id }) => id);
    });
    chat.receive({ type: "ready" });
    replays.dispose();
    for (const chipId of chipIds) chat.receive({ type: "removeChip", chipId });
    assert.deepEqual(chat.composer().chips, []);
  });

  it("uses the function around the cursor when nothing is selected", async () => {
    const editor = await selectCart();
    const { start } = editor.selection;
    await languageKnows(editor.document);
    editor.selection = new vscode.Selection(start.line + 2, 4, start.line + 2, 4);
    const turn = await askBy("tandem.explainSelection");
    assert.equal(turn.question, "Explain src/cart.ts:17–24");
  });
});

/** A language server that has just been started knows no functions yet, and nothing says when it does. */
async function languageKnows(document: vscode.TextDocument): Promise<void> {
  let symbols: unknown[] | undefined;
  while (symbols === undefined || symbols.length === 0) {
    symbols = await vscode.commands.executeCommand<unknown[] | undefined>(
      "vscode.executeDocumentSymbolProvider",
      document.uri,
    );
  }
}

describe("what cannot be asked about", () => {
  before(() => configureEndpoint());
  beforeEach(() => vscode.commands.executeCommand("tandem.newChat"));
  after(closeEverything);

  async function check(document: vscode.TextDocument, expected: RegExp) {
    const { chat } = await tandem();
    await vscode.window.showTextDocument(document);
    const shown = await messagesDuring(async () => {
      for (const command of ["explainSelection", "reviewSelection", "fixSelection"]) {
        await vscode.commands.executeCommand(`tandem.${command}`);
      }
    });
    assert.equal(shown.length, 3);
    for (const message of shown) assert.match(message, expected);
    assert.deepEqual(chat.turns(), []);
  }

  it("is an empty selection in plain text", async () => {
    const document = await vscode.workspace.openTextDocument({ content: "just words\n" });
    await check(document, /^Select some code first\.$/);
  });

  it("is a file of 5 MB", async () => {
    const content = "const line = 'of a large file';\n".repeat(160_000);
    const document = await vscode.workspace.openTextDocument({ content });
    await check(document, /too large \(5\.1 MB\)/);
  });

  it("is a binary file", async () => {
    const document = await vscode.workspace.openTextDocument({ content: "GIF89a\0\0\0" });
    await check(document, /binary file/);
  });

  it("is no editor at all", async () => {
    await closeEverything();
    const shown = await messagesDuring(async () =>
      vscode.commands.executeCommand("tandem.explainSelection"),
    );
    assert.deepEqual(shown, ["Open a text file and select some code first."]);
  });
});

describe("Stop", () => {
  const { signal } = new AbortController();
  let endpoint: TestEndpoint;
  before(async () => {
    endpoint = await startEndpoint(["--profile", "h100x8"], signal);
    await configureEndpoint(endpoint.url);
  });
  after(async () => {
    await endpoint.stop();
    await closeEverything();
  });

  async function startLongAnswer() {
    const { chat } = await tandem();
    chat.receive({ type: "submit", text: "simulator: long answer" });
    await when(chat.onDidPost, () => chat.turns().at(-1)?.state === "streaming");
    return chat;
  }

  async function untilIdle() {
    for (let looks = 1; looks < 1000; looks += 1) {
      if ((await endpoint.running(signal)) === 0) return;
    }
    assert.fail("The endpoint goes on with a request that was stopped.");
  }

  it("frees the endpoint and keeps the part that arrived", async () => {
    const chat = await startLongAnswer();
    assert.equal(await endpoint.running(signal), 1);
    chat.receive({ type: "stop", turnId: chat.turns().at(-1)?.id ?? "" });
    await untilIdle();
    await when(chat.onDidPost, () => chat.turns().every(isOver));
    const turn = chat.turns().at(-1);
    assert.equal(turn?.state, "stopped");
    assert.notEqual(turn?.answer, "");
    assert.equal(turn?.card, undefined);
    const asked = (await endpoint.requests(signal)).filter(({ task }) => task === "chat");
    assert.equal(asked.at(-1)?.outcome, "aborted");
  });

  it("happens to the running answer when the next question comes", async () => {
    const chat = await startLongAnswer();
    await openSelected("src/cart.ts", "export function subtotalCents", "}");
    await askBy("tandem.explainSelection");
    assert.deepEqual(
      chat
        .turns()
        .slice(-2)
        .map(({ state }) => state),
      ["stopped", "done"],
    );
    await untilIdle();
  });
});
