// Turns the editor's selection into plain references: the selected lines, the code around them and the problems the
// editor reports in them. It refuses what cannot be asked about, with one sentence that says why.

import * as vscode from "vscode";
import { lineRange, type Reference } from "../../core/chat/reference.ts";
import { isSecretFile } from "../../core/completion/secret-files.ts";
import {
  type Snapshot,
  selectedText,
  snapshotInsertion,
  snapshotLines,
} from "../../core/edit/snapshot.ts";
import { t } from "../words.ts";
import { problemsOf } from "./context/problems.ts";
import { holdsSecrets } from "./context/secret-places.ts";
import { shownPath } from "./places.ts";

export type SelectedCode = {
  document: vscode.TextDocument;
  /** Workspace-relative path and lines, e.g. `src/cart.ts:3–17`. */
  place: string;
  snapshot: Snapshot;
  references: Reference[];
};

export type NoSelectedCode = { refusal: string };

const maxDocumentLength = 1_000_000;
const surroundingLines = 40;
const maxSurroundingLength = 8_000;

/** What is selected in the active editor; with nothing selected, the function around the cursor. */
export async function selectedCode(signal: AbortSignal): Promise<SelectedCode | NoSelectedCode> {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined) return { refusal: t("Open a text file and select some code first.") };
  const { document, selection } = editor;
  const refusal = whyNoCode(document);
  if (refusal !== undefined) return { refusal };
  // Of a file with secrets nothing goes along that nobody has selected.
  const mayWiden = selection.isEmpty && !(await holdsSecrets(document.uri));
  const range = mayWiden ? await enclosingSymbol(document, selection.active, signal) : selection;
  signal.throwIfAborted();
  if (range === undefined || document.getText(range).trim() === "") {
    return { refusal: t("Select some code first.") };
  }
  return describeRange(document, document.offsetAt(range.start), document.offsetAt(range.end));
}

/** The references for a part of a document, widened to whole lines; `problems` are those it is about, or else all in it. */
export function describeRange(
  document: vscode.TextDocument,
  startOffset: number,
  endOffset: number,
  problems?: readonly vscode.Diagnostic[],
): SelectedCode {
  const snapshot = snapshotLines(document.getText(), startOffset, endOffset);
  return describeSnapshot(document, snapshot, problems);
}

/** The same for new lines at a place: nothing is selected, and the code around it says where it is. */
export function describeInsertion(document: vscode.TextDocument, offset: number): SelectedCode {
  return describeSnapshot(document, snapshotInsertion(document.getText(), offset));
}

function describeSnapshot(
  document: vscode.TextDocument,
  snapshot: Snapshot,
  problems?: readonly vscode.Diagnostic[],
): SelectedCode {
  const start = document.positionAt(snapshot.startOffset).line;
  const end = document.positionAt(snapshot.endOffset).line;
  const path = shownPath(document.uri);
  const { languageId } = document;
  const lines = { startLine: start + 1, endLine: end + 1 };
  const references: Reference[] = [
    { kind: "selection", path, languageId, ...lines, text: selectedText(snapshot) },
  ];
  const around = surroundings(document, snapshot);
  if (around !== undefined) references.push({ kind: "surroundings", path, languageId, ...around });
  const concerned = problems ?? problemsIn(document, start, end);
  if (concerned.length > 0) references.push(problemsOf(document.uri, concerned));
  return { document, place: `${path}:${lineRange(start + 1, end + 1)}`, snapshot, references };
}

/** Why a document cannot be asked about, if it cannot. */
export function whyNoCode(document: vscode.TextDocument): string | undefined {
  const name = shownPath(document.uri);
  const text = document.getText();
  if (text.length > maxDocumentLength) {
    const megabytes = (text.length / 1_000_000).toFixed(1);
    return t("{0} is too large ({1} MB): Tandem works on files up to 1 MB.", name, megabytes);
  }
  if (text.includes("\0")) return t("{0} is a binary file: Tandem works on text.", name);
  return undefined;
}

/** Long enough for a language server that has just been started, short enough for a person who pressed a key. */
const symbolTimeoutMs = 1500;
const namedCode = new Set([
  vscode.SymbolKind.Function,
  vscode.SymbolKind.Method,
  vscode.SymbolKind.Constructor,
  vscode.SymbolKind.Class,
]);

/** The innermost function or class around a position, if the language knows it soon enough. */
export async function enclosingSymbol(
  document: vscode.TextDocument,
  position: vscode.Position,
  signal: AbortSignal,
): Promise<vscode.Range | undefined> {
  const asked = vscode.commands.executeCommand<vscode.DocumentSymbol[] | undefined>(
    "vscode.executeDocumentSymbolProvider",
    document.uri,
  );
  const limit = AbortSignal.any([signal, AbortSignal.timeout(symbolTimeoutMs)]);
  const gaveUp = new Promise<undefined>((resolve) => {
    limit.addEventListener("abort", () => resolve(undefined), { once: true });
  });
  return innermost((await Promise.race([asked, gaveUp])) ?? [], position);
}

function innermost(
  symbols: readonly vscode.DocumentSymbol[],
  position: vscode.Position,
): vscode.Range | undefined {
  for (const symbol of symbols) {
    // Old providers answer with flat SymbolInformation, which has no range of its own.
    if (!symbol.range?.contains(position)) continue;
    const inside = innermost(symbol.children ?? [], position);
    if (inside !== undefined) return inside;
    if (namedCode.has(symbol.kind)) return symbol.range;
  }
  return undefined;
}

function surroundings(document: vscode.TextDocument, { startOffset, endOffset }: Snapshot) {
  // Of a file with secrets only what was selected was given by hand.
  if (isSecretFile(document.uri.path)) return undefined;
  const start = document.positionAt(startOffset);
  const end = document.positionAt(endOffset);
  const first = Math.max(0, start.line - surroundingLines);
  const last = Math.min(document.lineCount - 1, end.line + surroundingLines);
  // Nothing is selected where lines are only added: the line they go above stands below them.
  const next = startOffset === endOffset && document.lineAt(end.line).text !== "" ? 0 : 1;
  const before = document.getText(new vscode.Range(first, 0, start.line, 0));
  const after = document.getText(new vscode.Range(end.line + next, 0, last + 1, 0));
  const isTooLong = before.length + after.length > 2 * maxSurroundingLength;
  if (isTooLong || `${before}${after}`.trim() === "") return undefined;
  return { startLine: first + 1, endLine: last + 1, before, after };
}

function problemsIn(document: vscode.TextDocument, start: number, end: number) {
  return vscode.languages
    .getDiagnostics(document.uri)
    .filter(({ range }) => range.end.line >= start && range.start.line <= end);
}
