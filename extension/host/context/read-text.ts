// Reads a file as the person sees it: the open document where there is one, the disk otherwise. It says why a file cannot
// be read, and does not decide whether it may: secrets are the caller's concern.

import * as vscode from "vscode";
import { t } from "../../words.ts";
import { shownPath } from "../places.ts";

export type ReadText =
  | { isRead: true; path: string; languageId: string; text: string }
  | { isRead: false; why: "gone" | "folder" | "tooLarge" | "binary"; sentence: string };

/** As for selections: what is larger fills every model's window many times over. */
const maxBytes = 1_000_000;

export async function readText(uri: vscode.Uri, signal: AbortSignal): Promise<ReadText> {
  const path = shownPath(uri);
  const open = vscode.workspace.textDocuments.find(
    (document) => document.uri.toString() === uri.toString() && !document.isClosed,
  );
  if (open !== undefined) return checked(path, open.languageId, open.getText());
  try {
    const { type, size } = await vscode.workspace.fs.stat(uri);
    signal.throwIfAborted();
    if ((type & vscode.FileType.Directory) !== 0) {
      return refuse("folder", t("{0} is a folder: mention it as a folder.", path));
    }
    if (size > maxBytes) return tooLarge(path, size);
    const bytes = await vscode.workspace.fs.readFile(uri);
    signal.throwIfAborted();
    return checked(path, languageOf(path), new TextDecoder().decode(bytes));
  } catch (error) {
    if (!(error instanceof vscode.FileSystemError)) throw error;
    return refuse("gone", t("{0} does not exist or cannot be read.", path));
  }
}

function checked(path: string, languageId: string, text: string): ReadText {
  if (text.length > maxBytes) return tooLarge(path, text.length);
  if (text.includes("\0")) {
    return refuse("binary", t("{0} is a binary file: Tandem works on text.", path));
  }
  return { isRead: true, path, languageId, text };
}

function tooLarge(path: string, size: number): ReadText {
  const megabytes = (size / 1_000_000).toFixed(1);
  return refuse(
    "tooLarge",
    t("{0} is too large ({1} MB): Tandem works on files up to 1 MB.", path, megabytes),
  );
}

function refuse(why: Extract<ReadText, { isRead: false }>["why"], sentence: string): ReadText {
  return { isRead: false, why, sentence };
}

/** For the fence only: opening a document just to learn its language would wake up extensions for it. */
function languageOf(path: string): string {
  const ending = /\.([a-z0-9]+)$/i.exec(path)?.[1]?.toLowerCase() ?? "";
  return languages[ending] ?? ending;
}

const languages: Readonly<Record<string, string>> = {
  ts: "typescript",
  tsx: "typescriptreact",
  js: "javascript",
  mjs: "javascript",
  cjs: "javascript",
  jsx: "javascriptreact",
  py: "python",
  rs: "rust",
  rb: "ruby",
  kt: "kotlin",
  cs: "csharp",
  sh: "shellscript",
  md: "markdown",
  yml: "yaml",
  h: "c",
  hpp: "cpp",
  cc: "cpp",
};
