import assert from "node:assert/strict";
import { existsSync, mkdtempSync, rmSync, watch } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import * as vscode from "vscode";
import {
  closeEverything,
  messagesDuring,
  openSample,
  tandem,
  when,
} from "../../test/inside/tandem.ts";
import type { CodeBlockAction } from "../../webview/messages.ts";

async function press(action: CodeBlockAction, code: string, info = "") {
  const { chat } = await tandem();
  chat.receive({ type: "codeBlock", action, turnId: "none", info, code });
}

async function refusal(action: CodeBlockAction, code: string): Promise<string> {
  const original = vscode.window.showInformationMessage;
  try {
    return await new Promise((resolve, reject) => {
      const note = async (message: string) => resolve(message);
      Object.assign(vscode.window, { showInformationMessage: note });
      press(action, code).catch(reject);
    });
  } finally {
    Object.assign(vscode.window, { showInformationMessage: original });
  }
}

describe("code blocks of answers in VS Code", () => {
  // Only where a chat is open its intents are carried out at once.
  before(() => vscode.commands.executeCommand("tandem.newChat"));
  afterEach(closeEverything);

  it("are inserted at the cursor as one undo step", async () => {
    const editor = await openSample("src/cart.ts");
    const { document } = editor;
    editor.selection = new vscode.Selection(0, 0, 0, 0);
    const before = document.getText();
    await press("insert", "// one\n// two\n");
    await when(vscode.workspace.onDidChangeTextDocument, () => document.getText() !== before);
    assert.ok(document.getText().startsWith("// one\n// two\n"));
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand("undo");
    assert.equal(document.getText(), before);
  });

  it("are not inserted where there is no editor", async () =>
    assert.match(await refusal("insert", "x"), /^Open a file/));

  it("are not inserted into what cannot be changed", async () => {
    const registration = vscode.workspace.registerTextDocumentContentProvider("tandem-test", {
      provideTextDocumentContent: () => "fixed",
    });
    const document = await vscode.workspace.openTextDocument(vscode.Uri.parse("tandem-test:a.txt"));
    await vscode.window.showTextDocument(document);
    assert.match(await refusal("insert", "x"), /cannot be changed/);
    assert.equal(document.getText(), "fixed");
    registration.dispose();
  });

  it("become a new document of their language", async () => {
    await press("newFile", "const a = 1;\n", "ts title=x");
    const shown = () => vscode.window.activeTextEditor?.document;
    await when(vscode.window.onDidChangeActiveTextEditor, () => shown()?.isUntitled === true);
    assert.deepEqual([shown()?.languageId, shown()?.getText()], ["typescript", "const a = 1;\n"]);
  });

  it("are typed into a terminal and not run", async function () {
    if (process.platform === "win32") this.skip();
    const folder = mkdtempSync(path.join(tmpdir(), "tandem-terminal-"));
    const [typed, done] = [path.join(folder, "typed"), path.join(folder, "done")];
    const opened = new Promise<vscode.Terminal>((resolve) => {
      const listener = vscode.window.onDidOpenTerminal((terminal) => {
        listener.dispose();
        resolve(terminal);
      });
    });
    await press("terminal", `touch ${typed}\n`);
    const terminal = await opened;
    const isDone = new Promise<void>((resolve) => {
      const watcher = watch(folder, () => {
        if (!existsSync(done)) return;
        watcher.close();
        resolve();
      });
    });
    // What was typed is taken back; a command that is run comes after it.
    terminal.sendText("\u0015", false);
    terminal.sendText(`touch ${done}`, true);
    await isDone;
    assert.equal(existsSync(typed), false);
    terminal.dispose();
    rmSync(folder, { recursive: true });
  });

  it("are typed into no line in which something stands, nor into a program", async () => {
    const opened: vscode.Terminal[] = [];
    const listener = vscode.window.onDidOpenTerminal((terminal) => opened.push(terminal));
    const count = async (wanted: number) =>
      when(vscode.window.onDidOpenTerminal, () => opened.length === wanted);
    await press("terminal", "echo one");
    await count(1);
    await press("terminal", "echo two");
    await count(2);
    listener.dispose();
    for (const terminal of opened) terminal.dispose();
  });

  it("of several lines are copied instead", async () => {
    const before = vscode.window.terminals.length;
    assert.match(await refusal("terminal", "npm ci\nnpm test\n"), /one by one/);
    assert.equal(await vscode.env.clipboard.readText(), "npm ci\nnpm test\n");
    assert.match(await refusal("terminal", "echo \u001b[200~x"), /cannot be seen/);
    assert.equal(vscode.window.terminals.length, before);
  });
});

describe("a message that begins with a slash", () => {
  before(() => vscode.commands.executeCommand("tandem.newChat"));

  it("stays in the composer where there is no such command", async () => {
    const { chat } = await tandem();
    let draft: string | undefined;
    const listener = chat.onDidPost((message) => {
      if (message.type === "composer") draft = message.draft;
    });
    const shown = await messagesDuring(async () => {
      chat.receive({ type: "submit", text: "/fly to the moon" });
      await when(chat.onDidPost, () => draft !== undefined);
    });
    listener.dispose();
    assert.equal(draft, "/fly to the moon");
    assert.match(shown[0] ?? "", /no command \/fly.*\/explain, \/review/);
    assert.deepEqual(chat.turns(), []);
    chat.receive({ type: "draft", text: "" });
  });

  it("comes back before what was typed in the meantime", async () => {
    const { chat } = await tandem();
    await closeEverything();
    let draft: string | undefined;
    const listener = chat.onDidPost((message) => {
      if (message.type === "composer") draft = message.draft;
    });
    await messagesDuring(async () => {
      chat.receive({ type: "submit", text: "/review for speed" });
      chat.receive({ type: "draft", text: "and the tests" });
      await when(chat.onDidPost, () => draft !== undefined);
    });
    listener.dispose();
    assert.equal(draft, "/review for speed\n\nand the tests");
    assert.equal(chat.composer().draft, draft);
    chat.receive({ type: "draft", text: "" });
  });
});
