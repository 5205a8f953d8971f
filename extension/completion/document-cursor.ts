// From VS Code's documents, positions and change events to the plain cursors and edits of core/completion, which know only
// `\n`. Reads no more of a document than a prompt can hold.
import * as vscode from "vscode";
import type { Cursor, Edit } from "../../core/completion/cursor.ts";
import { shownPath } from "../host/places.ts";

export type Reach = { lines: number; characters: number };

/** More than the largest prompt holds on either side of the cursor. */
export const promptReach: Reach = { lines: 600, characters: 24_000 };
/** As much as tells whether an answer still fits. */
export const fitReach: Reach = { lines: 40, characters: 2_000 };

export function cursorAt(
  document: vscode.TextDocument,
  position: vscode.Position,
  { lines, characters }: Reach,
): Cursor {
  const first = new vscode.Position(Math.max(0, position.line - lines), 0);
  const last = new vscode.Position(position.line + lines, 0);
  const before = document.getText(new vscode.Range(first, position));
  const behind = document.getText(document.validateRange(new vscode.Range(position, last)));
  return {
    documentId: document.uri.toString(),
    path: shownPath(document.uri),
    languageId: document.languageId,
    prefix: fromLineStart(lineFeeds(before), characters),
    suffix: lineFeeds(behind).slice(0, characters),
    offset: document.offsetAt(position) - (isCrlf(document) ? position.line : 0),
  };
}

/** One change of an event, and the cursor as it stands behind it. */
export function editOf(
  document: vscode.TextDocument,
  { range, rangeOffset, rangeLength, text }: vscode.TextDocumentContentChangeEvent,
): { edit: Edit; cursor: Cursor } {
  const crlf = isCrlf(document);
  const end = document.positionAt(rangeOffset + text.length);
  return {
    edit: {
      documentId: document.uri.toString(),
      offset: rangeOffset - (crlf ? range.start.line : 0),
      removedLength: rangeLength - (crlf ? range.end.line - range.start.line : 0),
      inserted: lineFeeds(text),
    },
    cursor: cursorAt(document, end, fitReach),
  };
}

/** The cursor as it would stand if the entry selected in the suggest widget were taken. */
export function withSelected(cursor: Cursor, typed: string, selected: string): Cursor | undefined {
  if (!cursor.prefix.endsWith(typed)) return undefined;
  const text = lineFeeds(selected);
  return {
    ...cursor,
    prefix: cursor.prefix.slice(0, cursor.prefix.length - typed.length) + text,
    offset: cursor.offset - typed.length + text.length,
  };
}

function isCrlf({ eol }: vscode.TextDocument): boolean {
  return eol === vscode.EndOfLine.CRLF;
}

function lineFeeds(text: string): string {
  return text.includes("\r") ? text.replace(/\r\n?/g, "\n") : text;
}

/** The end of a text, from the start of a line on where there is one within reach. */
function fromLineStart(text: string, characters: number): string {
  if (text.length <= characters) return text;
  const end = text.slice(-characters);
  const lineStart = end.indexOf("\n") + 1;
  return lineStart > 0 && lineStart < end.length ? end.slice(lineStart) : end;
}
