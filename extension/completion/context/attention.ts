// Notes where the person edits and looks, as the editor tells it. Every handler only folds a few numbers, because it runs
// between keystrokes; no text is read here.

import * as vscode from "vscode";
import {
  isJump,
  type LineEdit,
  noPlaces,
  type Places,
  withEdit,
  withoutDocument,
  withVisit,
} from "../../../core/completion/context/places.ts";
import { mayBeRead } from "./readable.ts";

export type Attention = vscode.Disposable & {
  places(): Places;
  /** Documents by id, the one that was active last first. */
  recent(): readonly string[];
};

export type AttentionOptions = {
  isOn(): boolean;
  onEdit(document: vscode.TextDocument): void;
  onSwitch(document: vscode.TextDocument | undefined): void;
};

const mostRecent = 20;

export function watchAttention({ isOn, onEdit, onSwitch }: AttentionOptions): Attention {
  let places = noPlaces;
  let recent: readonly string[] = [];
  let cursor: { documentId: string; line0: number } | undefined;

  const leave = () => {
    if (cursor !== undefined) places = withVisit(places, cursor.documentId, cursor.line0);
    cursor = undefined;
  };
  const enter = (editor: vscode.TextEditor | undefined) => {
    if (editor === undefined || !isOn() || !mayBeRead(editor.document.uri)) return;
    const documentId = editor.document.uri.toString();
    cursor = { documentId, line0: editor.selection.active.line };
    recent = [documentId, ...recent.filter((id) => id !== documentId)].slice(0, mostRecent);
  };
  const follow = ({ textEditor }: vscode.TextEditorSelectionChangeEvent) => {
    if (cursor?.documentId !== textEditor.document.uri.toString()) return;
    const line0 = textEditor.selection.active.line;
    if (isJump(cursor.line0, line0)) {
      places = withVisit(places, cursor.documentId, cursor.line0);
    }
    cursor.line0 = line0;
  };
  const note = ({ document, contentChanges }: vscode.TextDocumentChangeEvent) => {
    if (contentChanges.length === 0 || !isOn() || !mayBeRead(document.uri)) return;
    const documentId = document.uri.toString();
    for (const change of contentChanges) places = withEdit(places, lineEdit(documentId, change));
    onEdit(document);
  };
  const forget = ({ uri, isUntitled }: vscode.TextDocument) => {
    if (isUntitled) places = withoutDocument(places, uri.toString());
  };
  enter(vscode.window.activeTextEditor);
  const subscriptions = [
    vscode.window.onDidChangeTextEditorSelection(follow),
    vscode.workspace.onDidChangeTextDocument(note),
    vscode.workspace.onDidCloseTextDocument(forget),
    vscode.window.onDidChangeActiveTextEditor((editor) => {
      leave();
      enter(editor);
      onSwitch(editor?.document);
    }),
  ];
  return {
    places: () => places,
    recent: () => recent,
    dispose: () => {
      for (const subscription of subscriptions) subscription.dispose();
    },
  };
}

function lineEdit(
  documentId: string,
  { range, text }: vscode.TextDocumentContentChangeEvent,
): LineEdit {
  return {
    documentId,
    line0: range.start.line,
    removedBreaks: range.end.line - range.start.line,
    insertedBreaks: countBreaks(text),
  };
}

function countBreaks(text: string): number {
  let count = 0;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) count += 1;
  return count;
}
