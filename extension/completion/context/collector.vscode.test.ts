import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { Snippet } from "../../../core/completion/context/snippet.ts";
import { shownPath } from "../../host/places.ts";
import { closeEverything, when } from "../../test/inside/tandem.ts";
import { type ContextCollector, createContextCollector } from "./collector.ts";

const filler = Array.from({ length: 60 }, (_, index) => `  sum += ${index} * items.length;`);

const sources: Record<string, string> = {
  "main.ts":
    'import { total } from "./total.js";\nimport { price } from "./price";\nimport { key } from "./secrets.ts";\n\ntotal([1]);\n',
  "total.ts": `export function total(items: number[]): number {\n  let sum = 0;\n${filler.join("\n")}\n  return sum;\n}\n`,
  "price.ts": "export const price = 3;\n",
  "secrets.ts": 'export const key = "do-not-show";\n',
  ".env": "KEY=do-not-show\n",
  "other.ts": "export const other = 1;\r\nexport const more = 2;\r\n",
  "notes.py": "x = 1\n",
};

function uriOf(name: string): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0];
  assert.ok(folder, "The suite runs in a workspace.");
  return vscode.Uri.joinPath(folder.uri, "context", name);
}

const show = (name: string) =>
  vscode.window.showTextDocument(uriOf(name), { preview: false, preserveFocus: false });

/** A collector with the files that it reads from the disk, by name. */
function collect(isOn = () => true) {
  const read: string[] = [];
  const log = vscode.window.createOutputChannel("Context in tests", { log: true });
  const nameOf = (uri: vscode.Uri) => uri.path.slice(uri.path.lastIndexOf("/") + 1);
  const { fs } = vscode.workspace;
  const collector = createContextCollector({
    shownPath,
    isOn,
    log,
    files: {
      stat: (uri) => fs.stat(uri),
      readFile: (uri) => {
        read.push(nameOf(uri));
        return fs.readFile(uri);
      },
    },
  });
  const refreshes: string[] = [];
  const subscription = collector.onDidRefresh((id) => refreshes.push(id));
  const dispose = () => {
    subscription.dispose();
    collector.dispose();
    log.dispose();
  };
  return { collector, read, refreshes, dispose };
}

/** Resolves when the snippets of a document are as wanted, with the snippets. */
async function snippetsOf(
  collector: ContextCollector,
  name: string,
  condition: (snippets: readonly Snippet[]) => boolean = () => true,
): Promise<readonly Snippet[]> {
  const id = uriOf(name).toString();
  let isRefreshed = false;
  const subscription = collector.onDidRefresh((refreshed) => {
    isRefreshed ||= refreshed === id;
  });
  await when(collector.onDidRefresh, () => isRefreshed && condition(collector.snippets(id)));
  subscription.dispose();
  return collector.snippets(id);
}

const describeAll = (snippets: readonly Snippet[]) =>
  snippets.map(({ kind, path }) => `${kind} ${path}`);

describe("context of a completion", () => {
  before(async () => {
    for (const [name, text] of Object.entries(sources)) {
      await vscode.workspace.fs.writeFile(uriOf(name), Buffer.from(text));
    }
  });
  afterEach(closeEverything);
  after(() => vscode.workspace.fs.delete(uriOf("."), { recursive: true }));

  it("is an imported file's outline and the other open files of the language, never a secret file", async () => {
    for (const name of ["other.ts", "notes.py", "secrets.ts", ".env"]) await show(name);
    const context = collect();
    await show("main.ts");
    const snippets = await snippetsOf(context.collector, "main.ts", ({ length }) => length > 2);
    assert.deepEqual(
      snippets.map(({ kind, path, text }) => ({ kind, path, text })),
      [
        {
          kind: "import",
          path: "context/total.ts",
          text: "export function total(items: number[]): number;\n",
        },
        { kind: "import", path: "context/price.ts", text: "export const price = 3;\n" },
        {
          kind: "open",
          path: "context/other.ts",
          text: "export const other = 1;\nexport const more = 2;\n",
        },
      ],
    );
    assert.deepEqual(new Set(context.read), new Set(["total.ts", "price.ts"]));
    context.dispose();
  });

  it("keeps its beginning when an edit in another file is added", async () => {
    await show("main.ts");
    const context = collect();
    const before = await snippetsOf(context.collector, "main.ts", ({ length }) => length > 1);
    const other = await show("total.ts");
    await other.edit((edit) => edit.insert(new vscode.Position(40, 0), "  sum += 1_000_000;\n"));
    await show("main.ts");
    const after = await snippetsOf(context.collector, "main.ts", ({ length }) => length > 3);
    assert.deepEqual(after.slice(0, before.length), before);
    assert.deepEqual(describeAll(after), [
      "import context/total.ts",
      "import context/price.ts",
      "visited context/total.ts",
      "edited context/total.ts",
    ]);
    assert.match(after[3]?.text ?? "", /sum \+= 1_000_000;/);
    context.dispose();
  });

  it("reads nothing while somebody types, and catches up when they pause", async () => {
    const { document } = await show("main.ts");
    const context = collect();
    await show("other.ts");
    const editor = await show("main.ts");
    await snippetsOf(context.collector, "main.ts", ({ length }) => length > 2);
    const [reads, refreshes] = [context.read.length, context.refreshes.length];
    const snippets = context.collector.snippets(document.uri.toString());
    for (let key = 0; key < 30; key += 1) {
      await editor.edit((edit) => edit.insert(new vscode.Position(3, 0), "a"));
      assert.deepEqual([context.read.length, context.refreshes.length], [reads, refreshes]);
      assert.equal(context.collector.snippets(document.uri.toString()), snippets);
    }
    await snippetsOf(context.collector, "main.ts");
    assert.ok(context.read.length > reads);
    context.dispose();
  });

  it("is empty and reads nothing where other files may not be used", async () => {
    let isOn = false;
    const context = collect(() => isOn);
    await show("other.ts");
    const { document } = await show("main.ts");
    assert.deepEqual(context.collector.snippets(document.uri.toString()), []);
    assert.deepEqual(context.read, []);
    isOn = true;
    await show("other.ts");
    await show("main.ts");
    await snippetsOf(context.collector, "main.ts", ({ length }) => length > 0);
    isOn = false;
    assert.deepEqual(context.collector.snippets(document.uri.toString()), []);
    context.dispose();
  });

  it("begins in a new file with what the server has in its cache", async () => {
    await show("main.ts");
    const context = collect();
    const before = await snippetsOf(context.collector, "main.ts", ({ length }) => length > 1);
    assert.deepEqual(describeAll(before), ["import context/total.ts", "import context/price.ts"]);
    const untitled = await vscode.workspace.openTextDocument({ language: "typescript" });
    let first: readonly Snippet[] | undefined;
    const subscription = vscode.window.onDidChangeActiveTextEditor((editor) => {
      if (editor?.document === untitled) {
        first ??= context.collector.snippets(untitled.uri.toString());
      }
    });
    await vscode.window.showTextDocument(untitled);
    await when(vscode.window.onDidChangeActiveTextEditor, () => first !== undefined);
    assert.deepEqual(first, before);
    subscription.dispose();
    context.dispose();
  });
});
