// Writes changed files in one step that one undo takes back, or refuses with the reason and touches none of them. A change
// applies only to the text it was computed from; where a document has changed elsewhere, it is anchored there again.

import { access, constants, stat } from "node:fs/promises";
import * as vscode from "vscode";
import type { Hunk } from "../../../core/edit/hunks.ts";
import type { rebase as rebaseNow } from "../../../core/edit/rebase.ts";
import { t } from "../../words.ts";
import { shownPath } from "../places.ts";
import { asDocumentText } from "./document-text.ts";

/** Texts with `\n` as line ends; `hunks` are those between them that were accepted. */
export type FileToWrite = {
  uri: vscode.Uri;
  isNew: boolean;
  before: string;
  after: string;
  hunks: readonly Hunk[];
};

export type ApplyOutcome =
  /** `firstLines` are those of the first change in each file, in the order of the files. */
  | { isApplied: true; firstLines: number[] }
  | { isApplied: false; reason: ApplyRefusal; message: string };

export type ApplyRefusal = "untrusted" | "gone" | "changed" | "readonly" | "exists" | "refused";

export async function writeFiles(
  files: readonly FileToWrite[],
  signal: AbortSignal,
): Promise<ApplyOutcome> {
  if (!vscode.workspace.isTrusted) {
    return refuse("untrusted", t("Tandem changes files only in a trusted workspace."));
  }
  const { rebase } = await import("../../../core/edit/rebase.ts");
  const found: FoundToWrite[] = [];
  for (const file of files) {
    const one = file.isNew ? await findNewFile(file) : await findDocument(file);
    if ("reason" in one) return one;
    found.push(one);
  }
  signal.throwIfAborted();
  // Nothing is awaited from reading the texts to handing over the edit: somebody may type all the while.
  const planned = planEdits(found, rebase);
  if ("reason" in planned) return planned;
  const { edit, firstLines } = planned;
  // VS Code compares the versions of all documents before it touches the first.
  if (await vscode.workspace.applyEdit(edit)) return { isApplied: true, firstLines };
  await removeEmpty(files.filter((file) => file.isNew));
  const names = files.map(({ uri }) => shownPath(uri)).join(", ");
  return refuse("refused", t("VS Code did not let {0} be changed; nothing was touched.", names));
}

/** A new file has no document yet. */
type FoundToWrite = FileToWrite & { document?: vscode.TextDocument };

type Refused = Extract<ApplyOutcome, { isApplied: false }>;

async function findNewFile(file: FileToWrite): Promise<FoundToWrite | Refused> {
  if (!(await doesExist(file.uri))) return file;
  const name = shownPath(file.uri);
  return refuse("exists", t("{0} exists by now, so nothing was touched.", name));
}

async function findDocument(file: FileToWrite): Promise<FoundToWrite | Refused> {
  const name = shownPath(file.uri);
  const document = await openAgain(file.uri);
  if (document === undefined) {
    return refuse("gone", t("{0} no longer exists; nothing was touched.", name));
  }
  if (await isReadonly(file.uri)) {
    return refuse("readonly", t("{0} is read-only; nothing was touched.", name));
  }
  return { ...file, document };
}

/** Loaded when something is applied. */
type Rebase = typeof rebaseNow;

type Planned = { edit: vscode.WorkspaceEdit; firstLines: number[] };

function planEdits(found: readonly FoundToWrite[], rebase: Rebase): Planned | Refused {
  const edit = new vscode.WorkspaceEdit();
  const firstLines: number[] = [];
  // All files are made before the first text is written, because VS Code checks only texts that follow each other together.
  for (const { uri, document } of found) {
    if (document === undefined) edit.createFile(uri, { overwrite: false });
  }
  for (const file of found) {
    const firstLine = planFile(file, edit, rebase);
    if (typeof firstLine !== "number") return firstLine;
    firstLines.push(firstLine);
  }
  return { edit, firstLines };
}

/** Returns the first line that changes. */
function planFile(
  { uri, document, ...change }: FoundToWrite,
  edit: vscode.WorkspaceEdit,
  rebase: Rebase,
): number | Refused {
  if (document === undefined) {
    const text = change.hunks.map(({ to }) => change.after.slice(to.start, to.end)).join("");
    edit.insert(uri, new vscode.Position(0, 0), text);
    return 0;
  }
  const rebased = rebase(change, asDocumentText(document.getText()));
  if ("conflict" in rebased) {
    const lines = rebased.conflict.flatMap((index) => change.hunks[index] ?? []).map(shownLines);
    const message = t(
      "{0} has changed at the place of the change (lines {1}); nothing was touched.",
      shownPath(uri),
      lines.join(", "),
    );
    return refuse("changed", message);
  }
  for (const hunk of rebased.hunks) {
    const text = rebased.after.slice(hunk.to.start, hunk.to.end);
    edit.replace(uri, rangeOf(hunk, document), text);
  }
  return rebased.hunks[0]?.startLine ?? 0;
}

function refuse(reason: ApplyRefusal, message: string): Refused {
  return { isApplied: false, reason, message };
}

/** Whole lines; behind the last one there is only the end of the text. */
function rangeOf({ startLine, removed }: Hunk, document: vscode.TextDocument): vscode.Range {
  const range = new vscode.Range(startLine, 0, startLine + removed.length, 0);
  return document.validateRange(range);
}

function shownLines({ startLine, removed }: Hunk): string {
  const first = startLine + 1;
  return removed.length > 1 ? `${first}–${startLine + removed.length}` : `${first}`;
}

/** What was made for a change that did not come about. */
async function removeEmpty(files: readonly FileToWrite[]): Promise<void> {
  for (const { uri } of files) {
    const made = await statOf(uri);
    if (made?.size === 0) await vscode.workspace.fs.delete(uri);
  }
}

/** The document as it is now; undefined when it is gone. */
export async function openAgain(uri: vscode.Uri): Promise<vscode.TextDocument | undefined> {
  const open = vscode.workspace.textDocuments.find(
    (document) => document.uri.toString() === uri.toString() && !document.isClosed,
  );
  // Opening an untitled document that was closed would make a new, empty one.
  if (uri.scheme === "untitled") return open;
  if ((await statOf(uri)) === undefined) return undefined;
  return open ?? (await vscode.workspace.openTextDocument(uri));
}

/** Without opening anything. */
export async function doesExist(uri: vscode.Uri): Promise<boolean> {
  if (uri.scheme === "untitled") return (await openAgain(uri)) !== undefined;
  return (await statOf(uri)) !== undefined;
}

async function statOf(uri: vscode.Uri): Promise<vscode.FileStat | undefined> {
  try {
    return await vscode.workspace.fs.stat(uri);
  } catch (error) {
    if (!(error instanceof vscode.FileSystemError)) throw error;
    return undefined;
  }
}

/** Why nothing can be changed in a document, in a sentence; undefined when something can. */
export async function whyReadonly(uri: vscode.Uri): Promise<string | undefined> {
  const name = shownPath(uri);
  if (uri.scheme === "vscode-notebook-cell") {
    return t("{0} is a notebook: Tandem does not change its cells. Ask in the chat instead.", name);
  }
  return (await isReadonly(uri)) ? t("{0} is read-only.", name) : undefined;
}

/** False for a file that does not exist: that it is gone is said elsewhere. */
export async function isReadonly(uri: vscode.Uri): Promise<boolean> {
  if (uri.scheme === "untitled") return false;
  if (vscode.workspace.fs.isWritableFileSystem(uri.scheme) === false) return true;
  try {
    const { permissions = 0 } = await vscode.workspace.fs.stat(uri);
    if ((permissions & vscode.FilePermission.Readonly) !== 0) return true;
  } catch (error) {
    if (error instanceof vscode.FileSystemError) return error.code !== "FileNotFound";
    throw error;
  }
  return uri.scheme === "file" && (await isWriteProtected(uri.fsPath));
}

/** VS Code lets such a file be edited and asks only when it is saved. */
async function isWriteProtected(path: string): Promise<boolean> {
  try {
    const { mode } = await stat(path);
    await access(path, constants.W_OK);
    return (mode & 0o222) === 0;
  } catch (error) {
    if (error instanceof Error && "code" in error) return error.code !== "ENOENT";
    throw error;
  }
}
