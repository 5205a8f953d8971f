// Finds the files of the workspace that a document imports. What was found or missed is remembered while the document
// stays the active one, so that a refresh that ran out of time gets further the next time.

import * as vscode from "vscode";
import {
  candidatePaths,
  importLines,
  importsOf,
} from "../../../core/completion/context/import-paths.ts";
import { type FileSystem, isReadable, linesOf, openDocument, readFile } from "./readable.ts";

export type ImportedFile = { uri: vscode.Uri; text: string };

export type ImportedFiles = {
  /** At most `most` files in the order of the imports; an abort ends it early. */
  of(document: vscode.TextDocument, most: number, signal: AbortSignal): AsyncIterable<ImportedFile>;
};

export function createImportedFiles(files: FileSystem): ImportedFiles {
  let documentId: string | undefined;
  let found = new Map<string, vscode.Uri | undefined>();

  const textOf = async (uri: vscode.Uri, signal: AbortSignal) => {
    const open = openDocument(uri);
    if (open === undefined) return readFile(uri, files, signal);
    return isReadable(open) ? linesOf(open) : undefined;
  };
  const find = async (
    candidates: readonly vscode.Uri[],
    signal: AbortSignal,
  ): Promise<ImportedFile | undefined> => {
    for (const uri of candidates) {
      if (signal.aborted) return undefined;
      const text = await textOf(uri, signal);
      if (text !== undefined) return { uri, text };
    }
    return undefined;
  };
  return {
    async *of(document, most, signal) {
      if (documentId !== document.uri.toString()) found = new Map();
      documentId = document.uri.toString();
      // A refresh that was stopped may still be waiting for a file; what it finds belongs to its own document.
      const foundHere = found;
      const seen = new Set<string>();
      for (const specifier of importsOf(linesOf(document, 0, importLines), document.languageId)) {
        if (signal.aborted || seen.size >= most) return;
        const known = foundHere.get(specifier);
        if (known === undefined && foundHere.has(specifier)) continue;
        const candidates = known === undefined ? candidatesOf(specifier, document) : [known];
        const file = await find(candidates, signal);
        if (file === undefined && signal.aborted) return;
        foundHere.set(specifier, file?.uri);
        if (file === undefined || seen.has(file.uri.toString())) continue;
        seen.add(file.uri.toString());
        yield file;
      }
    },
  };
}

/** Places to look in, all inside the document's workspace folder. */
function candidatesOf(specifier: string, document: vscode.TextDocument): vscode.Uri[] {
  const uri = homeOf(document);
  const folder = vscode.workspace.getWorkspaceFolder(uri);
  if (folder === undefined) return [];
  const from = vscode.workspace.asRelativePath(uri, false).replaceAll("\\", "/");
  return candidatePaths(specifier, from, document.languageId).map((path) =>
    vscode.Uri.joinPath(folder.uri, path),
  );
}

/** A cell of a notebook lies where the notebook lies. */
function homeOf({ uri }: vscode.TextDocument): vscode.Uri {
  if (uri.scheme !== "vscode-notebook-cell") return uri;
  const isOwn = (notebook: vscode.NotebookDocument) => notebook.uri.path === uri.path;
  return vscode.workspace.notebookDocuments.find(isOwn)?.uri ?? uri;
}
