// Whether completion is offered in a document at all: by its kind, its size, its language and what it may hold. Asks no
// model and looks at no cursor.
import * as vscode from "vscode";
import { isSecretFile } from "../../core/completion/secret-files.ts";
import type { CompletionSettings } from "../settings-schema.ts";

const mostLines = 20_000;
const mostLineCharacters = 10_000;
/** Not files, but edited like files. */
const editedSchemes = new Set(["untitled", "vscode-notebook-cell"]);

/** One sentence; undefined where completion is offered. */
export function whyNot(
  document: vscode.TextDocument,
  { isEnabled, languages }: CompletionSettings,
): string | undefined {
  if (!isEnabled) return "It is turned off in the setting tandem.completion.enabled.";
  if (!isEdited(document.uri)) return "This is not a file that is edited.";
  if (!(languages[document.languageId] ?? languages["*"] ?? true)) {
    return `It is turned off for ${document.languageId} in the setting tandem.completion.languages.`;
  }
  if (isSecretFile(document.uri.path)) return "Files that usually hold secrets are never sent.";
  if (document.lineCount > mostLines) return `This file has more than ${mostLines} lines.`;
  return undefined;
}

/** Minified code: one line is more than a prompt. */
export function isOverlong(document: vscode.TextDocument, line0: number): boolean {
  return document.lineAt(line0).range.end.character > mostLineCharacters;
}

/** Output, source control input, old revisions in a diff and the like are read or written by others. */
export function isEdited({ scheme }: vscode.Uri): boolean {
  return editedSchemes.has(scheme) || vscode.workspace.fs.isWritableFileSystem(scheme) === true;
}
