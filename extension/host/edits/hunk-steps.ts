// Finds hunks: the one at the cursor, the next and the one before, across the files of a change. Moves the cursor there.

import type * as vscode from "vscode";
import type { ChangePreviews } from "./change-previews.ts";
import type { OpenFile } from "./open-change.ts";
import type { PendingHunk } from "./preview-content.ts";

export function hunkAtCursor(
  previews: ChangePreviews,
  editor: vscode.TextEditor,
): { file: OpenFile; hunk: number } | undefined {
  const file = previews.fileOf(editor.document.uri);
  if (file === undefined) return undefined;
  const { line } = editor.selection.active;
  const found = previews
    .pendingIn(file)
    .find(({ startLine, endLine }) => startLine <= line && line <= endLine);
  return found && { file, hunk: found.hunk };
}

/** From a line of a file's preview to the next hunk that waits; behind the last one of all files comes the first. */
export async function goToHunkFrom(
  previews: ChangePreviews,
  file: OpenFile,
  line: number,
  step: 1 | -1,
): Promise<void> {
  const here = inOrder(previews.pendingIn(file), step);
  const ahead = here.find(({ startLine }) => (step === 1 ? startLine > line : startLine < line));
  if (ahead !== undefined) return previews.show(file, ahead);
  const [other] = previews.others(file, step);
  if (other !== undefined) return previews.show(other, inOrder(previews.pendingIn(other), step)[0]);
  const [first] = here;
  if (first !== undefined) await previews.show(file, first);
}

function inOrder(hunks: readonly PendingHunk[], step: 1 | -1): readonly PendingHunk[] {
  return step === 1 ? hunks : hunks.toReversed();
}
