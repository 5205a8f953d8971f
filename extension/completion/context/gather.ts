// Reads what may go in front of a prompt for one document: places of the last edits and visits, imported files, other open
// files of the language. Stops at its signal with what it has; which of it is shown, and in which order, core decides.

import * as vscode from "vscode";
import { linesBetween, linesWithin } from "../../../core/completion/context/excerpt.ts";
import { isRelated } from "../../../core/completion/context/language-family.ts";
import { viewOf } from "../../../core/completion/context/outline.ts";
import type { LineRange, Places } from "../../../core/completion/context/places.ts";
import type { Snippet, SnippetKind } from "../../../core/completion/context/snippet.ts";
import { createImportedFiles, type ImportedFiles } from "./imported-files.ts";
import { type FileSystem, isReadable, linesOf, openDocument, readFile } from "./readable.ts";

export type Wanted = {
  document: vscode.TextDocument;
  places: Places;
  /** Documents by id, the one that was active last first. */
  recent: readonly string[];
};

export type Gather = (wanted: Wanted, signal: AbortSignal) => Promise<readonly Snippet[]>;

export type GatherOptions = { shownPath(uri: vscode.Uri): string; files: FileSystem };

const mostImportedFiles = 8;
const mostOpenFiles = 6;
const mostViewChars = 800;
const mostExcerptChars = 1200;

export function createGather({ shownPath, files }: GatherOptions): Gather {
  const imported = createImportedFiles(files);
  return async (wanted, signal) => {
    const snippets: Snippet[] = [];
    const pieces = piecesFor(wanted, { imported, files, signal });
    const collect = async () => {
      for await (const { kind, uri, line0, text } of pieces) {
        if (signal.aborted) return;
        if (text !== "") snippets.push({ kind, path: shownPath(uri), line0, text });
        // A turn of the event loop for every piece, so that typing is never behind more than one.
        await new Promise((resolve) => setImmediate(resolve));
      }
    };
    // A file system may hang: what is there by then is enough.
    await Promise.race([collect(), aborted(signal)]);
    return [...snippets];
  };
}

type Piece = { kind: SnippetKind; uri: vscode.Uri; line0: number; text: string };

type Sources = { imported: ImportedFiles; files: FileSystem; signal: AbortSignal };

async function* piecesFor(
  { document, places, recent }: Wanted,
  { imported, files, signal }: Sources,
): AsyncGenerator<Piece> {
  const { languageId } = document;
  const documentId = document.uri.toString();
  for (const kind of ["edited", "visited"] as const) {
    for (const place of places[kind].toReversed()) {
      if (place.documentId === documentId) continue;
      const uri = vscode.Uri.parse(place.documentId, true);
      const text = linesWithin(await excerptOf(place, uri, { files, signal }), mostExcerptChars);
      yield { kind, uri, line0: place.startLine0, text };
    }
  }
  for await (const { uri, text } of imported.of(document, mostImportedFiles, signal)) {
    yield { kind: "import", uri, line0: 0, text: viewOf(text, languageId, mostViewChars) };
  }
  for (const open of openFilesBeside(document, recent)) {
    const text = viewOf(linesOf(open), open.languageId, mostViewChars);
    yield { kind: "open", uri: open.uri, line0: 0, text };
  }
}

async function excerptOf(
  { startLine0, endLine0 }: LineRange,
  uri: vscode.Uri,
  { files, signal }: Pick<Sources, "files" | "signal">,
): Promise<string> {
  const open = openDocument(uri);
  if (open !== undefined) return isReadable(open) ? linesOf(open, startLine0, endLine0) : "";
  return linesBetween((await readFile(uri, files, signal)) ?? "", startLine0, endLine0);
}

/** Documents with a tab of their own: other extensions open some that nobody looks at. */
function openFilesBeside(
  document: vscode.TextDocument,
  recent: readonly string[],
): vscode.TextDocument[] {
  const inTabs = new Set(
    vscode.window.tabGroups.all
      .flatMap(({ tabs }) => tabs)
      .map(({ input }) => (input instanceof vscode.TabInputText ? input.uri.toString() : "")),
  );
  const idOf = ({ uri }: vscode.TextDocument) => uri.toString();
  const age = (open: vscode.TextDocument) => {
    const index = recent.indexOf(idOf(open));
    return index < 0 ? recent.length : index;
  };
  return vscode.workspace.textDocuments
    .filter((open) => inTabs.has(idOf(open)) && idOf(open) !== idOf(document))
    .filter((open) => isRelated(open.languageId, document.languageId) && isReadable(open))
    .sort((one, other) => age(one) - age(other))
    .slice(0, mostOpenFiles);
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener("abort", () => resolve(), { once: true });
  });
}
