import assert from "node:assert/strict";
import { chmod } from "node:fs/promises";
import * as vscode from "vscode";
import { when } from "../../test/inside/tandem.ts";
import { previewScheme } from "./preview-documents.ts";
import type { DecidedFile, Decision, ProposedChanges, ProposedFile } from "./proposed-change.ts";
import {
  after,
  at,
  bytesOf,
  edit,
  fileOf,
  newFile,
  original,
  preview,
  previewTabs,
  textNow,
  useProposedChanges,
  write,
} from "./proposed-stand.ts";

const signal = new AbortController().signal;

describe("Proposed changes", () => {
  let changes: ProposedChanges;
  let decisions: Decision[];
  let progress: (readonly DecidedFile[])[];
  const propose = (...files: ProposedFile[]) =>
    changes.propose({
      title: "Change",
      files,
      onDecided: (decision) => decisions.push(decision),
      onProgress: (counts) => progress.push(counts),
    });
  const show = async (...files: ProposedFile[]) => {
    const id = propose(...files);
    await changes.show(id);
    return id;
  };
  const kinds = () => decisions.map(({ kind }) => kind);
  const message = () => decisions.map((one) => ("message" in one ? one.message : "")).join();

  useProposedChanges((own) => {
    changes = own;
    decisions = [];
    progress = [];
  });

  describe("the preview", () => {
    it("shows removed and added lines in one read-only document named like the file", async () => {
      const uri = await write("a.py", original);
      await show(fileOf(uri));
      const { document, selection } = preview();
      assert.equal(document.getText(), "one\ntwo\nTWO\nthree\nfour\nfive\nsix\nSIX\nseven");
      assert.equal(document.languageId, "python");
      assert.match(document.uri.path, /Proposed: a\.py$/);
      assert.equal(selection.active.line, 1);
      assert.equal(await textNow(uri), original);
    });

    it("says above each hunk what can be done with it", async () => {
      const id = await show(fileOf(await write("a.py", original)));
      const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
        "vscode.executeCodeLensProvider",
        preview().document.uri,
      );
      const accept = lenses.filter(({ command }) => command?.command === "tandem.acceptHunk");
      assert.deepEqual(
        accept.map(({ range, command }) => [range.start.line, command?.arguments]),
        [
          [1, [{ changeId: id, file: 0, hunk: 0 }]],
          [6, [{ changeId: id, file: 0, hunk: 1 }]],
        ],
      );
      const all = lenses.find(({ command }) => command?.command === "tandem.acceptChange");
      assert.deepEqual(all?.command?.arguments, [id]);
    });

    it("moves from hunk to hunk and from file to file, and round", async () => {
      await show(fileOf(await write("a.txt", original)), fileOf(await write("b.txt", original)));
      const places: string[] = [];
      for (const step of [1, 1, 1, 1, -1, -1] as const) {
        await changes.goToHunk(step);
        const { document, selection } = preview();
        places.push(`${document.uri.path.at(-5)}${selection.active.line}`);
      }
      assert.deepEqual(places, ["a6", "b1", "b6", "a1", "b6", "b1"]);
    });

    it("can be closed and shown again", async () => {
      const uri = await write("a.txt", original);
      const id = await show(fileOf(uri));
      await changes.acceptHunk({ changeId: id, file: 0, hunk: 0 }, signal);
      await vscode.window.tabGroups.close(previewTabs());
      assert.deepEqual(decisions, []);
      await changes.show(id);
      assert.equal(preview().document.getText(), "one\nTWO\nthree\nfour\nfive\nsix\nSIX\nseven");
      await changes.accept(id, signal);
      assert.equal(await textNow(uri), after);
    });

    it("says that a change is gone instead of showing nothing", async () => {
      const left = vscode.Uri.from({ scheme: previewScheme, path: "/a.txt", query: "left" });
      assert.equal(await textNow(left), "This proposed change is gone.");
    });
  });

  describe("deciding", () => {
    it("goes hunk by hunk and applies once the last one is decided", async () => {
      const uri = await write("a.txt", original);
      await show(fileOf(uri));
      await changes.acceptHunk(undefined, signal);
      assert.equal(await textNow(uri), original, "nothing is applied before all is decided");
      assert.deepEqual(progress, [
        [{ uri, accepted: 1, rejected: 0, pending: 1, added: 2, removed: 2 }],
      ]);
      assert.equal(preview().selection.active.line, 5);
      await changes.rejectHunk(undefined, signal);
      assert.equal(await textNow(uri), original.replace("two", "TWO"));
      const files = [{ uri, accepted: 1, rejected: 1, pending: 0, added: 1, removed: 1 }];
      assert.deepEqual(decisions, [{ kind: "accepted", files }]);
      assert.deepEqual(previewTabs(), []);
      const editor = vscode.window.activeTextEditor;
      assert.equal(editor?.document.uri.toString(), uri.toString());
      assert.equal(editor?.selection.active.line, 5, "where the last one was decided");
      assert.equal(editor?.document.isDirty, true);
    });

    it("accepts everything that is not rejected", async () => {
      const uri = await write("a.txt", original);
      const id = await show(fileOf(uri));
      await changes.rejectHunk({ changeId: id, file: 0, hunk: 0 }, signal);
      await changes.accept(undefined, signal);
      assert.equal(await textNow(uri), original.replace("six", "SIX"));
      assert.deepEqual(kinds(), ["accepted"]);
    });

    it("is over when every hunk is rejected", async () => {
      const uri = await write("a.txt", original);
      await show(fileOf(uri));
      await changes.rejectHunk(undefined, signal);
      await changes.rejectHunk(undefined, signal);
      assert.deepEqual(decisions, [{ kind: "discarded" }]);
      assert.deepEqual(previewTabs(), []);
      assert.equal(await textNow(uri), original);
    });

    it("discards everything, also what was accepted hunk by hunk", async () => {
      const uri = await write("a.txt", original);
      await show(fileOf(uri));
      await changes.acceptHunk(undefined, signal);
      await changes.discard(undefined, signal);
      assert.deepEqual(kinds(), ["discarded"]);
      assert.equal(await textNow(uri), original);
      await changes.accept(undefined, signal);
      assert.deepEqual(kinds(), ["discarded"]);
    });

    it("decides nothing when the cursor is in no hunk, and leads to the next one", async () => {
      await show(fileOf(await write("a.txt", original)));
      const editor = preview();
      editor.selection = new vscode.Selection(4, 0, 4, 0);
      await changes.acceptHunk(undefined, signal);
      assert.deepEqual(progress, []);
      assert.equal(preview().selection.active.line, 6);
    });

    it("applies once, however often it is asked", async () => {
      const uri = await write("a.txt", original);
      const id = await show(fileOf(uri));
      await Promise.all([changes.accept(id, signal), changes.accept(id, signal)]);
      assert.deepEqual(kinds(), ["accepted"]);
      assert.equal(await textNow(uri), after);
    });

    it("ends as applied when it is discarded while it is written", async () => {
      const uri = await write("a.txt", original);
      const id = await show(fileOf(uri));
      const accepting = changes.accept(id, signal);
      await changes.discard(id, signal);
      await accepting;
      assert.equal(await textNow(uri), after);
      assert.deepEqual(kinds(), ["accepted"]);
    });

    it("is done in VS Code's diff editor as well", async () => {
      const uri = await write("a.txt", original);
      await changes.showSideBySide(propose(fileOf(uri)));
      const tab = vscode.window.tabGroups.activeTabGroup.activeTab;
      assert.ok(tab?.input instanceof vscode.TabInputTextDiff);
      assert.equal(tab.input.original.toString(), uri.toString());
      assert.equal(await textNow(tab.input.modified), after);
      await changes.accept(tab.input.modified, signal);
      assert.equal(await textNow(uri), after);
      const [first] = vscode.window.tabGroups.activeTabGroup.tabs;
      assert.ok(first?.input instanceof vscode.TabInputText);
    });

    it("is done in the editor for several diffs, also where a new file comes first", async () => {
      const [made, uri] = [at("new.txt"), await write("a.txt", original)];
      await changes.showSideBySide(propose(newFile(made, "new\n"), fileOf(uri)));
      await changes.accept(undefined, signal);
      assert.deepEqual([await textNow(made), await textNow(uri)], ["new\n", after]);
      const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
      assert.ok(tabs.every(({ input }) => input instanceof vscode.TabInputText));
    });
  });

  describe("undo", () => {
    const texts: Record<string, [from: string, to: string]> = {
      "line feeds": [original, after],
      "carriage returns": [original.replaceAll("\n", "\r\n"), after.replaceAll("\n", "\r\n")],
      "carriage returns, answered with line feeds": [original.replaceAll("\n", "\r\n"), after],
      "no newline at the end": ["a\nb", "a\nc"],
      "a newline that is added at the end": ["a\nb", "a\nb\n"],
      "a newline that is removed at the end": ["a\nb\n", "a\nb"],
      "lines added behind the last": ["a\nb\n", "a\nb\nc\nd\n"],
      "lines added behind the last, without newline": ["a\nb", "a\nb\nc"],
      "everything removed": ["a\nb\n", ""],
      "an empty file": ["", "a\n"],
      tabs: ["\tif (a)\n\t\tb();\n", "\tif (a) {\n\t\tb();\n\t}\n"],
      "a byte order mark": ["\uFEFFone\r\ntwo\r\n", "\uFEFFONE\nmore\ntwo\n"],
      Unicode: ["naïve 🐘\n日本語\ne\u0301\n", "naïve 🐘🐘\n日本語\n\u00e9\n"],
    };
    it("gives every byte of every file back, whatever it is made of", async () => {
      const files = await Promise.all(
        Object.entries(texts).map(async ([name, [from, to]]) => {
          const uri = await write(`${name}.txt`, from);
          const document = await vscode.workspace.openTextDocument(uri);
          const wanted = to.replaceAll(/\r?\n/g, from.includes("\r\n") ? "\r\n" : "\n");
          return { name, document, to, before: document.getText(), wanted };
        }),
      );
      const are = (which: "before" | "wanted") => () =>
        files.every((file) => file.document.getText() === file[which].replace(/^\uFEFF/, ""));
      const become = async (which: "before" | "wanted") => {
        await when(vscode.workspace.onDidChangeTextDocument, are(which));
      };
      const id = propose(
        ...files.map(({ document, before, to }) => fileOf(document.uri, before, to)),
      );
      await changes.accept(id, signal);
      for (const { name, document, wanted } of files) {
        assert.equal(document.getText(), wanted.replace(/^\uFEFF/, ""), name);
      }
      await vscode.commands.executeCommand("undo");
      await become("before");
      for (const { name, document } of files) assert.equal(document.isDirty, false, name);
      await vscode.commands.executeCommand("redo");
      await become("wanted");
      for (const { name, document, wanted } of files) {
        assert.ok(await document.save(), name);
        assert.equal(await bytesOf(document.uri), wanted, name);
      }
    });

    it("gives an untitled document back", async () => {
      const document = await vscode.workspace.openTextDocument({ content: original });
      await changes.accept(propose(fileOf(document.uri)), signal);
      assert.equal(document.getText(), after);
      await vscode.commands.executeCommand("undo");
      assert.equal(document.getText(), original);
    });

    it("gives back what VS Code made of mixed line ends when it opened the file", async () => {
      const uri = await write("a.txt", "a\r\nb\r\nc\nd\r\n");
      const document = await vscode.workspace.openTextDocument(uri);
      const opened = document.getText();
      await changes.accept(
        propose(fileOf(uri, "a\r\nb\r\nc\nd\r\n", "a\r\nb\r\nC\nd\r\n")),
        signal,
      );
      assert.equal(document.getText(), opened.replace("c", "C"));
      await vscode.commands.executeCommand("undo");
      assert.equal(document.getText(), opened);
      assert.equal(document.isDirty, false);
      assert.equal(await bytesOf(uri), "a\r\nb\r\nc\nd\r\n");
    });

    it("takes all files back at once", async () => {
      const [one, two] = [await write("a.txt", original), await write("b.txt", original)];
      const made = at("new/c.ts");
      await changes.accept(propose(fileOf(one), fileOf(two), newFile(made, "new\n")), signal);
      assert.deepEqual(
        [await textNow(one), await textNow(two), await textNow(made)],
        [after, after, "new\n"],
      );
      await vscode.commands.executeCommand("undo");
      const documents = await Promise.all(
        [one, two].map((uri) => vscode.workspace.openTextDocument(uri)),
      );
      await when(vscode.workspace.onDidChangeTextDocument, () =>
        documents.every((document) => document.getText() === original),
      );
      assert.deepEqual(
        documents.map(({ isDirty }) => isDirty),
        [false, false],
      );
    });

    it("takes two changed files back at once", async () => {
      const [one, two] = [await write("a.txt", original), await write("b.txt", original)];
      await changes.accept(propose(fileOf(one), fileOf(two)), signal);
      assert.equal(await textNow(two), after);
      await vscode.commands.executeCommand("undo");
      assert.deepEqual([await textNow(one), await textNow(two)], [original, original]);
    });
  });

  describe("a document that is not as it was", () => {
    it("is changed at the right place when it has changed elsewhere", async () => {
      const uri = await write("a.txt", original);
      const id = await show(fileOf(uri));
      await edit(uri, 0, "zero\n");
      await edit(uri, 8, "eight\n");
      await changes.accept(id, signal);
      assert.equal(await textNow(uri), `zero\n${after}eight\n`);
      assert.equal(vscode.window.activeTextEditor?.selection.active.line, 2);
    });

    it("is not touched when it has changed there, and neither is any other file", async () => {
      const [one, two] = [await write("a.txt", original), await write("b.txt", original)];
      const made = at("c.txt");
      const id = await show(fileOf(one), newFile(made, "new\n"), fileOf(two));
      await edit(two, 5, "somebody's ");
      const changed = await textNow(two);
      await changes.accept(id, signal);
      assert.deepEqual([await textNow(one), await textNow(two)], [original, changed]);
      await assert.rejects(async () => vscode.workspace.fs.stat(made));
      assert.deepEqual(kinds(), ["refused"]);
      assert.match(
        message(),
        /proposed-\d+\/b\.txt has changed at the place of the change \(lines 6\)/,
      );
      assert.deepEqual(previewTabs(), []);
    });

    it("is changed where an accepted hunk is, whatever happened to a rejected one", async () => {
      const uri = await write("a.txt", original);
      const id = await show(fileOf(uri));
      await changes.rejectHunk({ changeId: id, file: 0, hunk: 1 }, signal);
      await edit(uri, 5, "somebody's ");
      await changes.accept(id, signal);
      assert.equal(
        await textNow(uri),
        original.replace("two", "TWO").replace("six", "somebody's six"),
      );
    });

    it("takes one change after another, and gives them back in turn", async () => {
      const uri = await write("a.txt", original);
      const [one, two] = [original.replace("two", "TWO\nmore"), original.replace("six", "SIX")];
      const ids = [propose(fileOf(uri, original, one)), propose(fileOf(uri, original, two))];
      for (const id of ids) await changes.accept(id, signal);
      const both = one.replace("six", "SIX");
      assert.equal(await textNow(uri), both);
      await vscode.commands.executeCommand("undo");
      assert.equal(await textNow(uri), one);
      await vscode.commands.executeCommand("redo");
      assert.equal(await textNow(uri), both);
      await vscode.commands.executeCommand("undo");
      await vscode.commands.executeCommand("undo");
      assert.equal(await textNow(uri), original);
    });

    it("is refused when it is gone", async () => {
      const uri = await write("a.txt", original);
      const id = propose(fileOf(uri));
      await vscode.workspace.fs.delete(uri);
      await changes.accept(id, signal);
      assert.deepEqual(kinds(), ["refused"]);
      assert.match(message(), /proposed-\d+\/a\.txt no longer exists/);
    });

    it("is refused when it cannot be written", async () => {
      const uri = await write("a.txt", original);
      const id = await show(fileOf(uri));
      await chmod(uri.fsPath, 0o444);
      await changes.accept(id, signal);
      assert.deepEqual(kinds(), ["refused"]);
      assert.match(message(), /proposed-\d+\/a\.txt is read-only/);
      assert.equal(await textNow(uri), original);
    });

    it("is refused when a new file exists by now", async () => {
      const uri = at("new.txt");
      const id = propose(newFile(uri, "mine\n"));
      await write("new.txt", "theirs\n");
      await changes.accept(id, signal);
      assert.match(message(), /proposed-\d+\/new\.txt exists by now/);
      assert.equal(await textNow(uri), "theirs\n");
    });

    it("is refused by itself when it was untitled and is closed", async () => {
      const document = await vscode.workspace.openTextDocument({ content: original });
      await vscode.window.showTextDocument(document);
      const decided = new Promise<Decision>((resolve) => {
        changes.propose({ title: "", files: [fileOf(document.uri)], onDecided: resolve });
      });
      await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
      assert.equal((await decided).kind, "refused");
    });

    it("waits for trust, with what was decided", async () => {
      const uri = await write("a.txt", original);
      const id = await show(fileOf(uri));
      const trust = Object.getOwnPropertyDescriptor(vscode.workspace, "isTrusted");
      Object.defineProperty(vscode.workspace, "isTrusted", { value: false, configurable: true });
      try {
        await changes.rejectHunk({ changeId: id, file: 0, hunk: 0 }, signal);
        await changes.acceptHunk({ changeId: id, file: 0, hunk: 1 }, signal);
      } finally {
        Object.defineProperty(vscode.workspace, "isTrusted", trust ?? { value: true });
      }
      assert.deepEqual(kinds(), ["postponed"]);
      assert.equal(await textNow(uri), original);
      await changes.accept(id, signal);
      assert.deepEqual(kinds(), ["postponed", "accepted"]);
      assert.equal(await textNow(uri), original.replace("six", "SIX"));
    });
  });
});
