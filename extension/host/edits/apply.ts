// Applies a proposed change to its document as one undo step, or refuses with the reason and touches nothing. A change
// applies only to the very text it was computed from.

import * as vscode from "vscode";
import { stillApplies } from "../../../core/edit/proposal.ts";
import type { Snapshot } from "../../../core/edit/snapshot.ts";
import { shownPath } from "../places.ts";

export type ApplyOutcome =
  | { isApplied: true; range: vscode.Range }
  | { isApplied: false; reason: ApplyRefusal; message: string };

export type ApplyRefusal = "untrusted" | "gone" | "changed" | "readonly" | "refused";

export async function applyReplacement(
  uri: vscode.Uri,
  snapshot: Snapshot,
  replacement: string,
): Promise<ApplyOutcome> {
  const name = shownPath(uri);
  if (!vscode.workspace.isTrusted) {
    return refuse("untrusted", "Tandem changes files only in a trusted workspace.");
  }
  const document = await openAgain(uri);
  if (document === undefined) return refuse("gone", `${name} no longer exists.`);
  if (!stillApplies(snapshot, document.getText())) {
    return refuse("changed", `${name} has changed since the change was proposed.`);
  }
  if (await isReadonly(uri)) return refuse("readonly", `${name} is read-only.`);
  const start = document.positionAt(snapshot.startOffset);
  const range = new vscode.Range(start, document.positionAt(snapshot.endOffset));
  const edit = new vscode.WorkspaceEdit();
  edit.replace(uri, range, replacement);
  if (!(await vscode.workspace.applyEdit(edit))) {
    return refuse("refused", `VS Code did not let ${name} be changed.`);
  }
  const end = document.positionAt(snapshot.startOffset + replacement.length);
  return { isApplied: true, range: new vscode.Range(start, end) };
}

function refuse(reason: ApplyRefusal, message: string): ApplyOutcome {
  return { isApplied: false, reason, message };
}

/** The document as it is now; undefined when it is gone. */
export async function openAgain(uri: vscode.Uri): Promise<vscode.TextDocument | undefined> {
  const open = vscode.workspace.textDocuments.find(
    (document) => document.uri.toString() === uri.toString() && !document.isClosed,
  );
  // Opening an untitled document that was closed would make a new, empty one.
  if (uri.scheme === "untitled") return open;
  try {
    await vscode.workspace.fs.stat(uri);
  } catch (error) {
    if (!(error instanceof vscode.FileSystemError)) throw error;
    return undefined;
  }
  return open ?? (await vscode.workspace.openTextDocument(uri));
}

/** False for a file that does not exist: that it is gone is said elsewhere. */
export async function isReadonly(uri: vscode.Uri): Promise<boolean> {
  if (uri.scheme === "untitled") return false;
  if (vscode.workspace.fs.isWritableFileSystem(uri.scheme) === false) return true;
  try {
    const { permissions } = await vscode.workspace.fs.stat(uri);
    return permissions !== undefined && (permissions & vscode.FilePermission.Readonly) !== 0;
  } catch (error) {
    if (error instanceof vscode.FileSystemError) return error.code !== "FileNotFound";
    throw error;
  }
}
