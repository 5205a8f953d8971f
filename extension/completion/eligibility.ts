// Whether completion is offered in a document at all: by its kind, its size, its language and what it may hold. Asks no
// model and looks at no cursor.
import * as vscode from "vscode";
import { isSecretFile } from "../../core/completion/secret-files.ts";
import type { CompletionSettings } from "../settings-schema.ts";
import { spokenLanguage, t } from "../words.ts";

const mostLines = 20_000;
const mostLineCharacters = 10_000;
/** Not files, but edited like files. */
const editedSchemes = new Set(["untitled", "vscode-notebook-cell"]);

/** One sentence; undefined where completion is offered. */
export function whyNot(
  document: vscode.TextDocument,
  { isEnabled, languages }: CompletionSettings,
): string | undefined {
  if (!isEnabled) return t("It is turned off in the setting tandem.completion.enabled.");
  if (!isEdited(document.uri)) return t("This is not a file that is edited.");
  if (!(languages[document.languageId] ?? languages["*"] ?? true)) {
    return t(
      "It is turned off for {0} in the setting tandem.completion.languages.",
      document.languageId,
    );
  }
  if (isSecretFile(document.uri.path)) return t("Files that usually hold secrets are never sent.");
  if (document.lineCount > mostLines) {
    return t("This file has more than {0} lines.", mostLines.toLocaleString(spokenLanguage()));
  }
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
