// What may be read for the context of a completion, and how: open documents as they stand, other files from the disk, both
// only up to a size. Secret files, and documents that are no files of the person's, are never read.

import * as vscode from "vscode";
import { isSecretFile } from "../../../core/completion/secret-files.ts";

export type FileSystem = Pick<typeof vscode.workspace.fs, "stat" | "readFile">;

const schemes = new Set([
  "file",
  "untitled",
  "vscode-remote",
  "vscode-vfs",
  "vscode-notebook-cell",
]);
const mostLines = 20_000;
const mostChars = 400_000;
const mostBytes = 65_536;
/** What declares something stands further up, or is not worth the time. */
const mostViewedLines = 2_000;

export function mayBeRead(uri: vscode.Uri): boolean {
  return schemes.has(uri.scheme) && !isSecretFile(uri.path);
}

export function isReadable(document: vscode.TextDocument): boolean {
  return mayBeRead(document.uri) && document.lineCount <= mostLines;
}

/** Lines of an open document with `\n` line ends; empty where the lines are too long to be code. */
export function linesOf(
  document: vscode.TextDocument,
  startLine0 = 0,
  endLine0 = mostViewedLines,
): string {
  const range = document.validateRange(new vscode.Range(startLine0, 0, endLine0, 0));
  if (document.offsetAt(range.end) - document.offsetAt(range.start) > mostChars) return "";
  return document.getText(range).replaceAll("\r\n", "\n");
}

export function openDocument(uri: vscode.Uri): vscode.TextDocument | undefined {
  const id = uri.toString();
  return vscode.workspace.textDocuments.find((document) => document.uri.toString() === id);
}

/**
 * The text of a file that is not open; undefined for what is missing, too big, binary or a link to somewhere else, and
 * after an abort.
 */
export async function readFile(
  uri: vscode.Uri,
  files: FileSystem,
  signal: AbortSignal,
): Promise<string | undefined> {
  if (!mayBeRead(uri) || uri.scheme === "untitled" || signal.aborted) return undefined;
  try {
    const { type, size } = await files.stat(uri);
    if (type !== vscode.FileType.File || size > mostBytes || signal.aborted) return undefined;
    const text = new TextDecoder().decode(await files.readFile(uri));
    return text.includes("\0") ? undefined : text.replaceAll("\r\n", "\n");
  } catch (error) {
    if (error instanceof vscode.FileSystemError) return undefined;
    throw error;
  }
}
