import assert from "node:assert/strict";
import * as vscode from "vscode";
import {
  askBy,
  closeEverything,
  configureEndpoint,
  lastTurn,
  messagesDuring,
  openSelected,
  selectLines,
  tandem,
} from "../test/inside/tandem.ts";

const wrong = "index < items.length - 1;";
const right = "index < items.length;";

const openCart = () => openSelected("src/cart.ts", "export function subtotalCents", "}");

function activeDiff(): vscode.TabInputTextDiff | undefined {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  return input instanceof vscode.TabInputTextDiff ? input : undefined;
}

function openDiffs(): vscode.Tab[] {
  return vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .filter(({ input }) => input instanceof vscode.TabInputTextDiff);
}

const accept = () => vscode.commands.executeCommand("tandem.acceptChange");
const discard = () => vscode.commands.executeCommand("tandem.discardChange");

describe("Fix Selection", () => {
  before(async () => {
    await configureEndpoint();
    // In a browser VS Code saves by itself, and the next test would find what this one did.
    const files = vscode.workspace.getConfiguration("files");
    await files.update("autoSave", "off", vscode.ConfigurationTarget.Global);
  });
  beforeEach(() => vscode.commands.executeCommand("tandem.newChat"));
  afterEach(closeEverything);

  it("shows the change as a diff of the document itself", async () => {
    const { document } = await openCart();
    const turn = await askBy("tandem.fixSelection");
    assert.equal(turn.question, "Fix src/cart.ts:17–24");
    const diff = activeDiff();
    assert.equal(diff?.original.toString(), document.uri.toString());
    const proposed = await vscode.workspace.openTextDocument(diff?.modified ?? document.uri);
    assert.equal(proposed.languageId, "typescript");
    assert.equal(proposed.getText(), document.getText().replace(wrong, right));
    assert.match(turn.card?.title ?? "", /\+1 −1 lines/);
  });

  it("applies the accepted change as one undo step, and undo gives every byte back", async () => {
    const { document } = await openCart();
    const before = document.getText();
    await askBy("tandem.fixSelection");
    await accept();
    assert.equal(document.getText(), before.replace(wrong, right));
    assert.deepEqual(openDiffs(), []);
    assert.equal((await lastTurn())?.card?.severity, "success");
    assert.equal(vscode.window.activeTextEditor?.document, document);
    await vscode.commands.executeCommand("undo");
    assert.equal(document.getText(), before);
    assert.equal(document.isDirty, false);
  });

  it("keeps CRLF and everything outside the selection", async () => {
    const cart = (await openCart()).document.getText();
    const content = cart.replaceAll("\n", "\r\n");
    const document = await vscode.workspace.openTextDocument({ language: "typescript", content });
    const editor = await vscode.window.showTextDocument(document);
    selectLines(editor, "export function subtotalCents", "}");
    await askBy("tandem.fixSelection");
    await accept();
    assert.equal(document.getText(), content.replace(wrong, right));
    await vscode.commands.executeCommand("undo");
    assert.equal(document.getText(), content);
  });

  it("touches nothing when the change is discarded", async () => {
    const { document } = await openCart();
    const before = document.getText();
    await askBy("tandem.fixSelection");
    await discard();
    assert.equal(document.getText(), before);
    assert.deepEqual(openDiffs(), []);
    assert.match((await lastTurn())?.card?.title ?? "", /discarded/);
  });

  it("refuses to touch a document that has changed, and Retry asks about the new one", async () => {
    const { document } = await openCart();
    await askBy("tandem.fixSelection");
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, new vscode.Position(0, 0), "// a new first line\n");
    await vscode.workspace.applyEdit(edit);
    const changed = document.getText();
    await accept();
    assert.equal(document.getText(), changed);
    const refused = await lastTurn();
    assert.match(refused?.card?.title ?? "", /has changed since/);
    assert.equal(refused?.card?.actions[0]?.action, "retry");
    assert.match(refused?.answer ?? "", /subtotalCents/);

    const { chat } = await tandem();
    chat.receive({ type: "card", turnId: refused?.id ?? "", action: "retry" });
    await new Promise<void>((resolve) => {
      const listener = vscode.window.tabGroups.onDidChangeTabs(() => {
        if (openDiffs().length === 0) return;
        listener.dispose();
        resolve();
      });
    });
    assert.equal((await lastTurn())?.question, "Fix src/cart.ts:18–25");
    await accept();
    assert.equal(document.getText(), changed.replace(wrong, right));
  });

  it("refuses to touch a file that is gone", async () => {
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
    assert.ok(folder);
    const uri = vscode.Uri.joinPath(folder, "src/gone.ts");
    const cart = (await openCart()).document.getText();
    await vscode.workspace.fs.writeFile(uri, Buffer.from(cart));
    const editor = await vscode.window.showTextDocument(uri);
    selectLines(editor, "export function subtotalCents", "}");
    await askBy("tandem.fixSelection");
    await vscode.workspace.fs.delete(uri);
    await accept();
    assert.match((await lastTurn())?.card?.title ?? "", /gone\.ts no longer exists/);
  });

  it("changes nothing until the workspace is trusted", async () => {
    const { document } = await openCart();
    const before = document.getText();
    await askBy("tandem.fixSelection");
    const trust = Object.getOwnPropertyDescriptor(vscode.workspace, "isTrusted");
    Object.defineProperty(vscode.workspace, "isTrusted", { value: false, configurable: true });
    try {
      await accept();
    } finally {
      Object.defineProperty(vscode.workspace, "isTrusted", trust ?? { value: true });
    }
    assert.equal(document.getText(), before);
    assert.match((await lastTurn())?.card?.title ?? "", /only in a trusted workspace/);
    await accept();
    assert.equal(document.getText(), before.replace(wrong, right));
  });

  it("asks no model about a document that cannot be written", async () => {
    await openCart();
    await askBy("tandem.fixSelection");
    const proposal = activeDiff()?.modified;
    assert.ok(proposal);
    const editor = await vscode.window.showTextDocument(proposal);
    selectLines(editor, "export function subtotalCents", "}");
    const { chat } = await tandem();
    const turns = chat.turns().length;
    const shown = await messagesDuring(async () =>
      vscode.commands.executeCommand("tandem.fixSelection"),
    );
    assert.deepEqual(shown, ["cart.ts is read-only."]);
    assert.equal(chat.turns().length, turns);
  });

  it("keeps the answer and says why when it proposes no change", async () => {
    const editor = await openCart();
    selectLines(editor, "export interface Voucher", "}");
    const turn = await askBy("tandem.fixSelection");
    assert.equal(turn.state, "done");
    assert.notEqual(turn.answer, "");
    assert.match(turn.card?.detail ?? "", /Nothing was touched/);
    assert.deepEqual(openDiffs(), []);
  });
});
