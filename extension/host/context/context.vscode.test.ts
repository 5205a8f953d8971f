import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { symlink, unlink } from "node:fs/promises";
import { promisify } from "node:util";
import * as vscode from "vscode";
import type { Reference } from "../../../core/chat/reference.ts";
import { closeEverything, openSample, when } from "../../test/inside/tandem.ts";
import type { MentionItem } from "../../webview/messages.ts";
import { selectedCode } from "../selected-code.ts";
import { changeReferences } from "./changes.ts";
import type { NotAttached } from "./context.ts";
import { createEditorContext, type WatchedContext } from "./editor-context.ts";

const { signal } = new AbortController();
const bytes = (text: string) => new TextEncoder().encode(text);

function inWorkspace(path: string): vscode.Uri {
  return vscode.Uri.joinPath(vscode.workspace.workspaceFolders![0]!.uri, path);
}

function referencesOf(found: readonly Reference[] | NotAttached): readonly Reference[] {
  if ("refusal" in found) throw new Error(found.refusal);
  return found;
}

describe("what can be mentioned", () => {
  let context: WatchedContext;
  before(async () => {
    context = createEditorContext({ seesImages: async () => ({ model: "m", isSeeing: false }) });
    await vscode.workspace.fs.writeFile(inWorkspace("deploy/run.sh"), bytes("echo run\n"));
    await vscode.workspace.fs.writeFile(inWorkspace("deploy/.env"), bytes("TOKEN=canary\n"));
  });
  after(async () => {
    context.dispose();
    await closeEverything();
  });

  async function mention(query: string): Promise<readonly Reference[] | NotAttached> {
    const [first] = (await context.findMentions(query, signal)).items;
    assert.ok(first, `Nothing is offered for ${query}.`);
    return context.resolveMention(first.id, signal);
  }

  it("begins with the sources that need no name", async () => {
    const { items, note } = await context.findMentions("", signal);
    const kinds = items.slice(0, 4).map(({ kind }) => kind);
    assert.deepEqual(kinds, ["problems", "changes", "terminal", "openEditors"]);
    assert.equal(note, undefined);
  });

  it("says so where there are more files than are searched, and where those are wanted", async () => {
    const small = createEditorContext({
      seesImages: async () => ({ model: "m", isSeeing: false }),
      mostFiles: 2,
    });
    const { items, note } = await small.findMentions("file:", signal);
    const elsewhere = await small.findMentions("problems:", signal);
    small.dispose();
    assert.equal(items.length, 2);
    assert.match(note ?? "", /^Only 2 files are searched/);
    assert.equal(elsewhere.note, undefined);
  });

  it("is a file, with its text as it stands in the editor", async () => {
    const editor = await openSample("reports/sales.py");
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), "# not saved\n"));
    const [file] = referencesOf(await mention("file:sales.py"));
    assert.ok(file?.kind === "file");
    assert.deepEqual([file.path, file.languageId], ["reports/sales.py", "python"]);
    assert.ok(file.text.startsWith("# not saved\n"));
    await closeEverything();
  });

  it("is a folder without the secrets in it, and says so", async () => {
    const [folder] = referencesOf(await mention("folder:deploy"));
    assert.ok(folder?.kind === "folder");
    assert.deepEqual(folder.listing, ["deploy/run.sh"]);
    assert.deepEqual(
      folder.files.map(({ text }) => text),
      ["echo run\n"],
    );
    assert.match(folder.leftOut ?? "", /^1 file that usually holds secrets/);
  });

  it("is no secret behind another name", async function () {
    if (process.platform === "win32") this.skip();
    const link = inWorkspace("deploy/notes.txt");
    await symlink(".env", link.fsPath);
    const [folder] = referencesOf(await context.resolvePath(inWorkspace("deploy"), signal));
    const file = await context.resolvePath(link, signal);
    await vscode.commands.executeCommand("vscode.open", link);
    const open = await mention("open:");
    await closeEverything();
    await unlink(link.fsPath);
    assert.ok(!JSON.stringify([folder, file, open]).includes("canary"));
    assert.match(folder?.kind === "folder" ? (folder.leftOut ?? "") : "", /^2 files/);
    assert.ok(
      "refusal" in file && /is a link to a file that usually holds secrets/.test(file.refusal),
    );
  });

  it("is a folder of the workspace itself, by its name", async () => {
    const [root] = vscode.workspace.workspaceFolders!;
    const [folder] = referencesOf(await context.resolvePath(root!.uri, signal));
    assert.ok(folder?.kind === "folder");
    assert.equal(folder.path, root!.name);
    assert.ok(folder.listing.includes("src/cart.ts"));
  });

  it("is no folder without files", async () => {
    await vscode.workspace.fs.createDirectory(inWorkspace("deploy/empty"));
    const found = await context.resolvePath(inWorkspace("deploy/empty"), signal);
    assert.deepEqual(found, { refusal: "deploy/empty holds no files that may be sent." });
  });

  it("is a secret file only by hand, last in the list and marked", async () => {
    const { items } = await context.findMentions("deploy", signal);
    const secret = items.at(-1);
    assert.deepEqual([secret?.label, secret?.isSecret], [".env", true]);
    const [file] = referencesOf(await context.resolveMention(secret!.id, signal));
    assert.ok(file?.kind === "file" && file.text.includes("canary"));
  });

  it("is every open editor but secret ones", async () => {
    await closeEverything();
    await vscode.window.showTextDocument(inWorkspace("deploy/.env"), { preview: false });
    const refused = await mention("open:");
    assert.ok("refusal" in refused && /secrets was left out/.test(refused.refusal));
    // No file of the person's, as the preview of a change is none.
    const registration = vscode.workspace.registerTextDocumentContentProvider("tandem-test", {
      provideTextDocumentContent: () => "proposed",
    });
    const preview = inWorkspace("src/cart.ts").with({ scheme: "tandem-test" });
    await vscode.window.showTextDocument(preview, { preview: false });
    await openSample("reports/sales.py");
    const [file, ...others] = referencesOf(await mention("open:"));
    registration.dispose();
    assert.ok(file?.kind === "file" && file.path === "reports/sales.py");
    assert.deepEqual([file.origin, others], ["openEditor", []]);
    assert.match(file.leftOut ?? "", /^1 file that usually holds secrets/);
  });

  it("is a symbol with all of its lines", async () => {
    await openSample("src/cart.ts");
    // A language server that has just been started knows nothing yet, and nothing says when it does.
    let items: MentionItem[] = [];
    while (items.length === 0) {
      ({ items } = await context.findMentions("symbol:subtotalCents", signal));
    }
    const [symbol] = referencesOf(await context.resolveMention(items[0]!.id, signal));
    assert.ok(symbol?.kind === "symbol");
    assert.deepEqual([symbol.name, symbol.startLine, symbol.endLine], ["subtotalCents", 17, 24]);
    assert.match(symbol.text, /^export function subtotalCents[\s\S]*\n}$/);
  });

  it("is what the editor complains about", async () => {
    const collection = vscode.languages.createDiagnosticCollection("test");
    const range = new vscode.Range(2, 0, 2, 4);
    collection.set(inWorkspace("src/cart.ts"), [new vscode.Diagnostic(range, "wrong here")]);
    collection.set(inWorkspace("deploy/.env"), [new vscode.Diagnostic(range, "canary is wrong")]);
    const found = referencesOf(await mention("problems:"));
    collection.dispose();
    assert.ok(JSON.stringify(found).includes("wrong here"));
    assert.ok(!JSON.stringify(found).includes("canary"));
    const [first] = found;
    assert.match(first?.kind === "problems" ? (first.leftOut ?? "") : "", /^1 file/);
  });

  it("is a selection of a secret file, and nothing around it", async () => {
    const editor = await openSample("deploy/.env");
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), "PUBLIC=1\n"));
    editor.selection = new vscode.Selection(0, 0, 0, 4);
    const selected = await selectedCode(signal);
    await closeEverything();
    assert.ok("references" in selected);
    assert.deepEqual(
      selected.references.map(({ kind }) => kind),
      ["selection"],
    );
  });

  it("is nothing that was not offered", async () => {
    const found = await context.resolveMention("mention-0", signal);
    assert.ok("refusal" in found && found.refusal.startsWith("The list has changed"));
  });

  it("is no file that does not exist, by command", async () => {
    const found = await context.resolvePath(inWorkspace("src/nothing.ts"), signal);
    assert.deepEqual(found, { refusal: "src/nothing.ts does not exist or cannot be read." });
  });

  it("is a document that was never saved, by command", async () => {
    const document = await vscode.workspace.openTextDocument({ content: "draft\n" });
    const [file] = referencesOf(await context.resolvePath(document.uri, signal));
    assert.ok(file?.kind === "file" && file.text === "draft\n");
  });

  it("is a folder by command", async () => {
    const [folder] = referencesOf(await context.resolvePath(inWorkspace("worker"), signal));
    assert.equal(folder?.kind, "folder");
  });
});

describe("changes", () => {
  it("are staged and unstaged ones, without secret files", async () => {
    const folder = vscode.workspace.workspaceFolders![0]!.uri.fsPath;
    const git = (...args: string[]) =>
      promisify(execFile)("git", ["-c", "user.name=t", "-c", "user.email=t@t", ...args], {
        cwd: folder,
      });
    await git("init", "--quiet");
    await git("add", "--force", ".");
    await git("commit", "--quiet", "--allow-empty", "--message=all");
    const write = (path: string, text: string) =>
      vscode.workspace.fs.writeFile(inWorkspace(path), bytes(text));
    await write("worker/README.txt", "staged\n");
    await write("deploy/.env", "TOKEN=canary\n");
    await git("add", "--force", ".");
    await write("reports/sales.py", "# unstaged\n");
    const extension = vscode.extensions.getExtension("vscode.git")!;
    const api = (await extension.activate()).getAPI(1);
    await api.openRepository(vscode.workspace.workspaceFolders![0]!.uri);
    await when(api.onDidOpenRepository, () => api.repositories.length > 0);
    const found = referencesOf(await changeReferences(signal));
    assert.deepEqual(
      found.map((each) => each.kind === "changes" && [each.scope, each.files]),
      [
        ["staged", ["worker/README.txt"]],
        ["unstaged", ["reports/sales.py"]],
      ],
    );
    assert.ok(!JSON.stringify(found).includes("canary"));
    const index = inWorkspace(".git/index");
    const sound = await vscode.workspace.fs.readFile(index);
    await vscode.workspace.fs.writeFile(index, bytes("damaged"));
    const refused = await changeReferences(signal);
    await vscode.workspace.fs.writeFile(index, sound);
    assert.ok("refusal" in refused && refused.refusal.startsWith("Git could not tell"));
    await git("checkout", "--quiet", "--force", "HEAD");
    await git("clean", "--quiet", "--force", "-d");
  });
});

describe("instructions", () => {
  it("come from AGENTS.md and .tandem/instructions.md", async () => {
    const context = createEditorContext({
      seesImages: async () => ({ model: "m", isSeeing: false }),
    });
    const places = ["AGENTS.md", ".tandem/instructions.md"];
    for (const place of places) {
      await vscode.workspace.fs.writeFile(inWorkspace(place), bytes(`Rules of ${place}\n`));
    }
    const text = await context.instructions(signal);
    for (const place of places) await vscode.workspace.fs.delete(inWorkspace(place));
    context.dispose();
    assert.match(text, /Rules of AGENTS\.md[\s\S]*Rules of \.tandem\/instructions\.md/);
    assert.equal(await instructionsNow(), "");
  });

  it("are no secrets behind their name", async function () {
    if (process.platform === "win32") this.skip();
    await vscode.workspace.fs.writeFile(inWorkspace("deploy/.env"), bytes("TOKEN=canary\n"));
    const link = inWorkspace("AGENTS.md").fsPath;
    await symlink("deploy/.env", link);
    const found = await instructionsNow();
    await unlink(link);
    assert.equal(found, "");
  });
});

async function instructionsNow() {
  const context = createEditorContext({
    seesImages: async () => ({ model: "m", isSeeing: false }),
  });
  const found = await context.instructions(signal);
  context.dispose();
  return found;
}
