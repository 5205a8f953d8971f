// What tests of proposed changes inside VS Code share: changes and files of their own for each test, and a look at previews.

import assert from "node:assert/strict";
import { rm } from "node:fs/promises";
import * as vscode from "vscode";
import { closeEverything } from "../../test/inside/tandem.ts";
import { previewScheme } from "./preview-documents.ts";
import type { ProposedChanges, ProposedFile } from "./proposed-change.ts";
import { keepProposedChanges } from "./proposed-changes.ts";

export const original = "one\ntwo\nthree\nfour\nfive\nsix\nseven\n";
export const after = "one\nTWO\nthree\nfour\nfive\nSIX\nseven\n";

/** VS Code remembers documents for a while, so that every test has files of its own. */
let test = 0;

/** For the tests of a `describe`; `begin` is told before each of them. */
export function useProposedChanges(begin: (changes: ProposedChanges) => void): void {
  let changes: ProposedChanges;
  // Of two that serve previews the later one is asked first.
  before(async () => vscode.extensions.getExtension("tandem.tandem")?.activate());
  beforeEach(() => {
    test += 1;
    changes = keepProposedChanges();
    begin(changes);
  });
  afterEach(async () => {
    changes.dispose();
    await closeEverything();
    await rm(at("").fsPath, { recursive: true, force: true });
  });
}

export function at(name: string): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  assert.ok(folder);
  return vscode.Uri.joinPath(folder, `proposed-${test}`, name);
}

export async function write(name: string, text: string): Promise<vscode.Uri> {
  await vscode.workspace.fs.writeFile(at(name), Buffer.from(text));
  return at(name);
}

export async function bytesOf(uri: vscode.Uri): Promise<string> {
  return Buffer.from(await vscode.workspace.fs.readFile(uri)).toString();
}

export async function edit(uri: vscode.Uri, line: number, text: string): Promise<void> {
  const change = new vscode.WorkspaceEdit();
  change.insert(uri, new vscode.Position(line, 0), text);
  assert.ok(await vscode.workspace.applyEdit(change));
}

export function previewTabs(): vscode.Tab[] {
  return vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .filter(
      ({ input }) => input instanceof vscode.TabInputText && input.uri.scheme === previewScheme,
    );
}

export function preview(): vscode.TextEditor {
  const editor = vscode.window.activeTextEditor;
  assert.equal(editor?.document.uri.scheme, previewScheme);
  return editor;
}

export const textNow = async (uri: vscode.Uri) =>
  (await vscode.workspace.openTextDocument(uri)).getText();
export const fileOf = (uri: vscode.Uri, from = original, to = after): ProposedFile => {
  return { uri, before: from, after: to, isNew: false };
};
export const newFile = (uri: vscode.Uri, text: string): ProposedFile => {
  return { uri, before: "", after: text, isNew: true };
};
