// From the paths that a model wrote to files of the workspace: where each lies, whether it may be changed and what stands in
// it now. What it reads is what an edit is computed from.

import { readlink, realpath } from "node:fs/promises";
import path from "node:path";
import * as vscode from "vscode";
import { isSecretFile } from "../../../core/completion/secret-files.ts";
import { normalPath } from "../../../core/edit/block-path.ts";
import type { FileState } from "../../../core/edit/change.ts";
import { isReadonly, openAgain } from "../edits/apply.ts";
import { isFileError } from "../file-errors.ts";
import { shownPath } from "../places.ts";

export type FoundFile = { uri: vscode.Uri; state: FileState; languageId: string };

const maxLength = 1_000_000;

/**
 * Nothing is found for a path that no file can have. `shown` are paths of files that the person showed the model: only
 * those may lie outside the workspace, as untitled ones do.
 */
export async function findFiles(
  paths: Iterable<string>,
  shown: ReadonlySet<string>,
  signal: AbortSignal,
): Promise<Map<string, FoundFile>> {
  const found = new Map<string, FoundFile>();
  for (const each of new Set(paths)) {
    const file = await findFile(each, shown.has(each));
    signal.throwIfAborted();
    if (file !== undefined) found.set(each, file);
  }
  return found;
}

/** `isAmbiguous`: it might as well be another file of this name, in another folder or outside the workspace. */
export type Place = { uri: vscode.Uri; isThere: boolean; isAmbiguous: boolean };

/** The file of the workspace that a path means, or an open document when the person showed it. */
export async function findPlace(written: string, isShown: boolean): Promise<Place | undefined> {
  const places = placesOf(written);
  const there = new Map<string, vscode.Uri>();
  for (const uri of places) {
    if (await isFile(uri)) there.set(uri.toString(), uri);
  }
  for (const { uri } of isShown ? openDocuments(written) : []) there.set(uri.toString(), uri);
  const [found] = there.values();
  if (found !== undefined) return { uri: found, isThere: true, isAmbiguous: there.size > 1 };
  const [first, ...others] = places;
  // Of several folders a new file has to name one.
  if (first === undefined || others.length > 0) return undefined;
  return { uri: first, isThere: false, isAmbiguous: false };
}

async function findFile(written: string, isShown: boolean): Promise<FoundFile | undefined> {
  const place = await findPlace(written, isShown);
  if (place === undefined) return undefined;
  const { uri, isThere, isAmbiguous } = place;
  const nothing = { uri, languageId: "" };
  if (isAmbiguous) return { ...nothing, state: { kind: "ambiguous_path" } };
  const offLimits = await whyOffLimits(uri);
  if (offLimits !== undefined) return { ...nothing, state: { kind: offLimits } };
  if (!isThere) return { ...nothing, state: { kind: "missing" } };
  if (await isReadonly(uri)) return { ...nothing, state: { kind: "readonly" } };
  const document = await documentOf(uri);
  if (document === undefined) return { ...nothing, state: { kind: "binary" } };
  const { languageId } = document;
  const text = document.getText();
  if (text.length > maxLength) return { uri, languageId, state: { kind: "too_large" } };
  return {
    uri,
    languageId,
    state: text.includes("\0") ? { kind: "binary" } : { kind: "text", text },
  };
}

/** In each folder where it could lie. */
function placesOf(written: string): vscode.Uri[] {
  const parts = written.split("/");
  if (written === "" || written.startsWith("/") || written.includes("\\") || parts.includes("..")) {
    return [];
  }
  const folders = vscode.workspace.workspaceFolders ?? [];
  if (folders.length === 1) return folders.map(({ uri }) => vscode.Uri.joinPath(uri, ...parts));
  const named = folders.filter(({ name }) => name === parts[0] && parts.length > 1);
  if (named.length > 0) return named.map(({ uri }) => vscode.Uri.joinPath(uri, ...parts.slice(1)));
  return folders.map(({ uri }) => vscode.Uri.joinPath(uri, ...parts));
}

function openDocuments(written: string): vscode.TextDocument[] {
  return vscode.workspace.textDocuments.filter(
    ({ uri, isClosed }) => !isClosed && shownPath(uri) === written && isEditable(uri),
  );
}

function isEditable({ scheme }: vscode.Uri): boolean {
  return scheme === "untitled" || vscode.workspace.fs.isWritableFileSystem(scheme) === true;
}

async function isFile(uri: vscode.Uri): Promise<boolean> {
  try {
    const { type } = await vscode.workspace.fs.stat(uri);
    return (type & vscode.FileType.File) !== 0;
  } catch (error) {
    if (error instanceof vscode.FileSystemError) return false;
    throw error;
  }
}

/** By its name, and by what it really is: through links a path may reach further than it says. */
async function whyOffLimits(uri: vscode.Uri): Promise<"secret" | "outside" | undefined> {
  if (isSecretFile(uri.path)) return "secret";
  const folder = vscode.workspace.getWorkspaceFolder(uri);
  if (folder === undefined || uri.scheme !== "file") return undefined;
  const real = await realPlace(uri.fsPath);
  if (isSecretFile(real)) return "secret";
  const roots = (vscode.workspace.workspaceFolders ?? [])
    .filter((each) => each.uri.scheme === "file")
    .map((each) => realPlace(each.uri.fsPath));
  const isOutside = (root: string) => normalPath(path.relative(root, real)).isOutside;
  return (await Promise.all(roots)).every(isOutside) ? "outside" : undefined;
}

/** Of what is not there yet: that of the closest folder above it. */
async function realPlace(file: string): Promise<string> {
  const real = await ifThere(realpath(file));
  if (real !== undefined) return real;
  // A link to what is not there makes its target once it is written.
  const target = await ifThere(readlink(file));
  const above = path.dirname(file);
  if (target !== undefined) return path.resolve(await realPlace(above), target);
  return above === file ? file : path.join(await realPlace(above), path.basename(file));
}

async function ifThere<T>(found: Promise<T>): Promise<T | undefined> {
  try {
    return await found;
  } catch (error) {
    if (isFileError(error)) return undefined;
    throw error;
  }
}

/** VS Code opens no binary and no huge file as text. */
async function documentOf(uri: vscode.Uri): Promise<vscode.TextDocument | undefined> {
  try {
    return await openAgain(uri);
  } catch (error) {
    if (error instanceof Error) return undefined;
    throw error;
  }
}
