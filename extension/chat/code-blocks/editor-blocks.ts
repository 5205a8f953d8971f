// Brings the code of an answer into an editor: at the cursor as one undo step, or as a new document. It says why not, in one
// sentence with the next step.

import * as vscode from "vscode";
import { isReadonly } from "../../host/edits/apply.ts";
import { shownPath } from "../../host/places.ts";
import { t } from "../../words.ts";
import { blockLanguage } from "./block-language.ts";

/** What is selected is replaced, as pasting does. Undefined when it is there. */
export async function insertAtCursor(code: string): Promise<string | undefined> {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined) return t("Open a file and place the cursor first.");
  if (!vscode.workspace.isTrusted) {
    return t("Tandem changes files only in a trusted workspace: trust it first, or copy the code.");
  }
  const { uri } = editor.document;
  const refusal = t("{0} cannot be changed: open another file, or copy the code.", shownPath(uri));
  if (await isReadonly(uri)) return refusal;
  const undo = { undoStopBefore: true, undoStopAfter: true };
  const isDone = await editor.edit((edit) => edit.replace(editor.selection, code), undo);
  if (!isDone) return refusal;
  // The next key, such as Undo, belongs to what was inserted.
  await vscode.window.showTextDocument(editor.document, editor.viewColumn);
  return undefined;
}

export async function openAsNewFile(code: string, info: string): Promise<undefined> {
  const language = blockLanguage(info, await vscode.languages.getLanguages());
  const document = await vscode.workspace.openTextDocument({ language, content: code });
  await vscode.window.showTextDocument(document);
}
