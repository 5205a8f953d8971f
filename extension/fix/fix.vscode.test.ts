import assert from "node:assert/strict";
import * as vscode from "vscode";
import {
  accept,
  cardAfter,
  discard,
  hasCard,
  messageAfter,
  proposalTabs,
  textOf,
  turnAfter,
  verbatim,
  workspaceUri,
  writeFile,
} from "../test/inside/answers.ts";
import {
  askBy,
  closeEverything,
  configureEndpoint,
  lastTurn,
  messagesDuring,
  openSample,
  openSelected,
  selectLines,
  tandem,
  when,
} from "../test/inside/tandem.ts";

const wrong = "index < items.length - 1;";
const right = "index < items.length;";

const openCart = () => openSelected("src/cart.ts", "export function subtotalCents", "}");

async function edit(uri: vscode.Uri, line: number, text: string): Promise<void> {
  const change = new vscode.WorkspaceEdit();
  change.insert(uri, new vscode.Position(line, 0), text);
  assert.ok(await vscode.workspace.applyEdit(change));
}

async function quickFixes(uri: vscode.Uri, line: number): Promise<vscode.CodeAction[]> {
  const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
    "vscode.executeCodeActionProvider",
    uri,
    new vscode.Range(line, 0, line, 1000),
  );
  return actions.filter(({ title }) => title.includes("Tandem"));
}

async function run({ command }: vscode.CodeAction): Promise<void> {
  assert.ok(command);
  await vscode.commands.executeCommand(command.command, ...(command.arguments ?? []));
}

before(async () => {
  // In a browser VS Code saves by itself, and the next test would find what this one did.
  const files = vscode.workspace.getConfiguration("files");
  await files.update("autoSave", "off", vscode.ConfigurationTarget.Global);
});

describe("Fix Selection", () => {
  before(() => configureEndpoint());
  beforeEach(() => vscode.commands.executeCommand("tandem.newChat"));
  afterEach(closeEverything);

  it("shows the change in place of the document, hunk by hunk", async () => {
    const { document } = await openCart();
    const before = document.getText();
    const turn = await askBy("tandem.fixSelection");
    assert.equal(turn.question, "Fix src/cart.ts:17–24");
    assert.equal(turn.card?.title, "Proposed change of 1 file.");
    assert.deepEqual(turn.card?.files, [
      { path: "src/cart.ts", added: 1, removed: 1, state: "pending" },
    ]);
    const shown = vscode.window.activeTextEditor?.document;
    assert.equal(shown?.uri.scheme, "tandem-proposal");
    const isComplete = () => [wrong, right].every((code) => shown?.getText().includes(code));
    await when(vscode.workspace.onDidChangeTextDocument, isComplete);
    assert.equal(document.getText(), before);
  });

  it("applies the accepted change as one undo step, and undo gives every byte back", async () => {
    const { document } = await openCart();
    const before = document.getText();
    await askBy("tandem.fixSelection");
    await accept();
    assert.equal(document.getText(), before.replace(wrong, right));
    assert.deepEqual(proposalTabs(), []);
    const card = (await lastTurn())?.card;
    assert.equal(card?.severity, "success");
    assert.equal(card?.files?.[0]?.state, "accepted");
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
    assert.deepEqual(proposalTabs(), []);
    assert.match((await lastTurn())?.card?.title ?? "", /discarded/);
  });

  it("is anchored again in a document that has changed elsewhere", async () => {
    const { document } = await openCart();
    await askBy("tandem.fixSelection");
    await edit(document.uri, 0, "// a new first line\n");
    const changed = document.getText();
    await accept();
    assert.equal(document.getText(), changed.replace(wrong, right));
  });

  it("refuses to touch a place that has changed, and Retry asks about the code as it is", async () => {
    const { document } = await openCart();
    await askBy("tandem.fixSelection");
    await edit(document.uri, 19, "    // a new line\n");
    const changed = document.getText();
    const card = await cardAfter(accept, /has changed at the place/);
    assert.equal(document.getText(), changed);
    assert.equal(card.actions[0]?.action, "retry");

    const { chat } = await tandem();
    const turnId = (await lastTurn())?.id ?? "";
    const shown = await messageAfter(() => chat.receive({ type: "card", turnId, action: "retry" }));
    assert.equal(shown, "The selected code has changed in src/cart.ts: select it again.");
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand("undo");
    const again = await turnAfter(
      () => chat.receive({ type: "card", turnId, action: "retry" }),
      hasCard,
    );
    assert.equal(again.question, "Fix src/cart.ts:17–24");
  });

  it("is stopped while the function around the cursor is looked for", async () => {
    const uri = await writeFile("src/slow.plain", "one\ntwo\n");
    const { promise: asked, resolve: isAsked } = Promise.withResolvers<void>();
    const slow = vscode.languages.registerDocumentSymbolProvider(
      { pattern: "**/slow.plain" },
      {
        provideDocumentSymbols: () => {
          isAsked();
          return new Promise<never>(() => {});
        },
      },
    );
    await vscode.window.showTextDocument(uri);
    const { chat } = await tandem();
    const turns = chat.turns().length;
    const shown = await messagesDuring(async () => {
      const fixing = vscode.commands.executeCommand("tandem.fixSelection");
      await asked;
      await vscode.commands.executeCommand("tandem.stop");
      await fixing;
    });
    slow.dispose();
    assert.deepEqual([shown, chat.turns().length], [[], turns]);
    await vscode.workspace.fs.delete(uri);
  });

  it("refuses to touch a file that is gone", async () => {
    const cart = (await openCart()).document.getText();
    const uri = await writeFile("src/gone.ts", cart);
    const editor = await vscode.window.showTextDocument(uri);
    selectLines(editor, "export function subtotalCents", "}");
    await askBy("tandem.fixSelection");
    await vscode.workspace.fs.delete(uri);
    await cardAfter(accept, /gone\.ts no longer exists/);
  });

  it("changes nothing until the workspace is trusted", async () => {
    const { document } = await openCart();
    const before = document.getText();
    await askBy("tandem.fixSelection");
    const trust = Object.getOwnPropertyDescriptor(vscode.workspace, "isTrusted");
    Object.defineProperty(vscode.workspace, "isTrusted", { value: false, configurable: true });
    try {
      await cardAfter(accept, /only in a trusted workspace/);
    } finally {
      Object.defineProperty(vscode.workspace, "isTrusted", trust ?? { value: true });
    }
    assert.equal(document.getText(), before);
    await accept();
    assert.equal(document.getText(), before.replace(wrong, right));
  });

  it("asks no model about a document that cannot be written", async () => {
    await openCart();
    await askBy("tandem.fixSelection");
    const preview = vscode.window.activeTextEditor;
    assert.equal(preview?.document.uri.scheme, "tandem-proposal");
    selectLines(preview, "export function subtotalCents", "}");
    const { chat } = await tandem();
    const turns = chat.turns().length;
    const shown = await messagesDuring(async () =>
      vscode.commands.executeCommand("tandem.fixSelection"),
    );
    assert.equal(shown.length, 1);
    assert.match(shown[0] ?? "", /is read-only\.$/);
    assert.equal(chat.turns().length, turns);
  });

  it("says that cells of a notebook are not changed", async () => {
    const cells = [{ cell_type: "code", metadata: {}, source: ["a = 1"], outputs: [] }];
    const text = JSON.stringify({ cells, metadata: {}, nbformat: 4, nbformat_minor: 5 });
    const uri = await writeFile("reports/book.ipynb", text);
    const notebook = await vscode.workspace.openNotebookDocument(uri);
    await vscode.window.showNotebookDocument(notebook);
    const isInCell = () => vscode.window.activeTextEditor?.document.uri.scheme.includes("notebook");
    await when(vscode.window.onDidChangeActiveTextEditor, () => isInCell() === true);
    await vscode.commands.executeCommand("editor.action.selectAll");
    const shown = await messagesDuring(async () =>
      vscode.commands.executeCommand("tandem.fixSelection"),
    );
    assert.match(shown.join(), /book\.ipynb is a notebook/);
    await closeEverything();
    await vscode.workspace.fs.delete(uri);
  });

  it("keeps the answer and says why when it proposes no change", async () => {
    const editor = await openCart();
    selectLines(editor, "export interface Voucher", "}");
    const turn = await askBy("tandem.fixSelection");
    assert.equal(turn.state, "done");
    assert.notEqual(turn.answer, "");
    assert.match(turn.card?.detail ?? "", /Nothing was touched/);
    assert.deepEqual(proposalTabs(), []);
  });

  for (const [what, answer, said] of [
    ["prose", "I would change the loop.", /proposed no change/],
    ["half a block", "Fixed.\n\n```ts\nexport function", /ended before its code block/],
    ["several blocks", "```ts\na\n```\n\n```ts\nb\n```", /several code blocks/],
    ["a thought without an answer", "<think>\nThe loop and", /without an answer|no change/],
    [
      "a block that leaves code out",
      "```ts\nexport function a() {\n  // ... rest of the code\n}\n```",
      /leaves parts/,
    ],
  ] as const) {
    it(`touches nothing when the model answers with ${what}`, async () => {
      const text = `/*\n${verbatim(answer)}\n*/\n\nexport function selected() {\n  const b = 1;\n  const c = 2;\n  return b + c;\n}\n`;
      const uri = await writeFile(`src/${what.replaceAll(" ", "-")}.ts`, text);
      const editor = await vscode.window.showTextDocument(uri);
      selectLines(editor, "export function selected", "}");
      const turn = await askBy("tandem.fixSelection");
      assert.match(`${turn.card?.title}`, said);
      assert.equal(editor.document.getText(), text);
      assert.equal(editor.document.isDirty, false);
      await when(vscode.window.tabGroups.onDidChangeTabs, () => proposalTabs().length === 0);
      await vscode.workspace.fs.delete(uri);
    });
  }
});

describe("Quick fixes", () => {
  let problems: vscode.DiagnosticCollection;
  before(() => configureEndpoint());
  beforeEach(async () => {
    problems = vscode.languages.createDiagnosticCollection("planted");
    await vscode.commands.executeCommand("tandem.newChat");
  });
  afterEach(async () => {
    problems.dispose();
    await closeEverything();
  });

  it("mend what the type checker reports, and say what became of it", async function () {
    this.timeout(90_000);
    const mended = "export function broken(): number {\n  return 1;\n}";
    const text = `/*\n${verbatim(`Mended.\n\n\`\`\`ts\n${mended}\n\`\`\``)}\n*/\n\nexport function broken(): number {\n  return "one";\n}\n`;
    const uri = await writeFile("src/broken.ts", text);
    const { document } = await vscode.window.showTextDocument(uri);
    await when(
      vscode.languages.onDidChangeDiagnostics,
      () => vscode.languages.getDiagnostics(uri).length > 0,
    );
    const line = vscode.languages.getDiagnostics(uri)[0]?.range.start.line ?? 0;
    const actions = await quickFixes(uri, line);
    assert.deepEqual(
      actions.map(({ title }) => title),
      ["Fix with Tandem", "Explain with Tandem"],
    );
    const fix = actions[0]!;
    const turn = await turnAfter(() => run(fix), hasCard);
    assert.match(turn.question, /^Fix “Type 'string' is not assignable.*” in src\/broken\.ts:/);
    const card = await cardAfter(accept, /1 problem gone, none new\./);
    assert.equal(card.severity, "success");
    assert.ok(document.getText().endsWith(`*/\n\n${mended}\n`));
    await vscode.commands.executeCommand("undo");
    assert.equal(document.getText(), text);
    await vscode.workspace.fs.delete(uri);
  });

  it("mend a whole file with one undo", async () => {
    const { document } = await openSample("src/cart.ts");
    const before = document.getText();
    const plant = (line: number, message: string) =>
      new vscode.Diagnostic(new vscode.Range(line, 2, line, 8), message);
    problems.set(document.uri, [plant(18, "the last item is left out"), plant(28, "wrong way")]);
    const actions = await quickFixes(document.uri, 18);
    const titles = actions.map(({ title }) => title);
    assert.ok(titles.includes("Fix All in File with Tandem"), titles.join());
    const fixAll = actions.find(({ title }) => title.startsWith("Fix All"))!;
    const turn = await turnAfter(() => run(fixAll), hasCard);
    assert.equal(turn.question, "Fix 2 problems in src/cart.ts");
    assert.deepEqual(turn.card?.notes, undefined);
    const cleared = vscode.workspace.onDidChangeTextDocument((event) => {
      if (event.document === document) problems.clear();
    });
    const card = await cardAfter(accept, /2 problems gone, none new\./);
    cleared.dispose();
    assert.equal(card.files?.[0]?.state, "accepted");
    assert.ok(document.getText().includes(right) && !document.getText().includes(wrong));
    await vscode.commands.executeCommand("undo");
    assert.equal(document.getText(), before);
  });

  it("are offered for each problem at a place, by what it says", async () => {
    const { document } = await openSample("src/cart.ts");
    const range = new vscode.Range(18, 0, 18, 5);
    problems.set(document.uri, [
      new vscode.Diagnostic(range, "one"),
      new vscode.Diagnostic(range, "two"),
    ]);
    const titles = (await quickFixes(document.uri, 18)).map(({ title }) => title);
    assert.deepEqual(titles, [
      "Fix with Tandem: one",
      "Fix with Tandem: two",
      "Explain with Tandem: one",
      "Explain with Tandem: two",
      "Fix All in File with Tandem",
    ]);
  });

  it("show no model a file that holds secrets", async () => {
    const uri = await writeFile("keys/.env", "KEY=1\n");
    const { document } = await vscode.window.showTextDocument(uri);
    problems.set(document.uri, [new vscode.Diagnostic(new vscode.Range(0, 0, 0, 3), "bad")]);
    assert.deepEqual(await quickFixes(document.uri, 0), []);
    const shown = await messagesDuring(async () => {
      for (const command of ["fixProblem", "fixAllInFile", "explainProblem", "fixSelection"]) {
        await vscode.commands.executeCommand(`tandem.${command}`);
      }
    });
    const said =
      "keys/.env is likely to hold secrets: select what the model may see, and ask about that.";
    assert.deepEqual(shown, [said, said, said, "Select some code first."]);
    await vscode.workspace.fs.delete(workspaceUri("keys"), { recursive: true });
  });

  it("explain a problem without changing anything", async () => {
    const editor = await openSample("src/cart.ts");
    const { document } = editor;
    const before = document.getText();
    problems.set(document.uri, [
      new vscode.Diagnostic(new vscode.Range(18, 0, 18, 5), "the last item is left out"),
    ]);
    editor.selection = new vscode.Selection(30, 0, 30, 0);
    const turn = await askBy("tandem.explainProblem");
    assert.match(turn.question, /^Explain “the last item is left out” in src\/cart\.ts:/);
    assert.equal(turn.state, "done");
    assert.equal(await textOf(document.uri), before);
  });

  it("say that there is nothing to fix", async () => {
    await openSample("reports/sales.py");
    const shown = await messagesDuring(async () => {
      await vscode.commands.executeCommand("tandem.fixProblem");
      await vscode.commands.executeCommand("tandem.fixAllInFile");
    });
    assert.deepEqual([...new Set(shown)], ["The editor reports no problems in reports/sales.py."]);
  });
});
