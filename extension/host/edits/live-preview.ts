// The preview of a change that a model is still writing: it grows as text arrives and follows what is written unless the
// person has scrolled away. It decides nothing; stopping the model is whoever started it.

import * as vscode from "vscode";
import { liveView } from "./change-view.ts";
import { asDocumentText } from "./document-text.ts";
import { lastChangedLine, type PreviewContent, previewContent } from "./preview-content.ts";
import type { Previews } from "./previews.ts";
import type { PreviewFocus } from "./proposed-change.ts";

export type GrowingFile = {
  path: string;
  before: string;
  startLine: number;
  focus: PreviewFocus;
};

export type GrowingPreview = {
  uri: vscode.Uri;
  update(after: string): void;
  /** No update is drawn after it. True when the person has not scrolled away from what was written. */
  end(): boolean;
};

export async function growPreview(
  file: GrowingFile,
  languageId: string | undefined,
  previews: Previews,
): Promise<GrowingPreview> {
  const { lineHunks } = await import("../../../core/edit/hunks.ts");
  const before = asDocumentText(file.before);
  const contentOf = (after: string) =>
    previewContent({ before, hunks: lineHunks(before, after) }, () => "pending");
  let content: PreviewContent = contentOf(before);
  const uri = previews.add(file.path, liveView(content, file.startLine, file.startLine));
  const follow = followWriting(uri, file.startLine);
  let latest: string | undefined;
  let isDrawing = false;
  let hasEnded = false;

  // One at a time: the lines of a text that has been overtaken could not be marked.
  const draw = async () => {
    while (latest !== undefined && !hasEnded) {
      const next = contentOf(latest);
      latest = undefined;
      const line = lastChangedLine(content.text, next.text);
      if (line === undefined) continue;
      content = next;
      await previews.draw(uri, liveView(content, file.startLine, line));
      if (!hasEnded) follow.reveal(line);
    }
    isDrawing = false;
  };
  // Closing it stops the model, so that opening another file must not close it.
  await previews.show(uri, {
    ...{ line: file.startLine, languageId },
    ...{ isPinned: true, focus: file.focus },
  });
  return {
    uri,
    update: (after) => {
      latest = asDocumentText(after);
      if (isDrawing) return;
      isDrawing = true;
      void draw();
    },
    end: () => {
      hasEnded = true;
      follow.dispose();
      return follow.isFollowing();
    },
  };
}

/** Keeps the line that is being written in view, until the person scrolls it out of view. */
function followWriting(
  uri: vscode.Uri,
  startLine: number,
): vscode.Disposable & { reveal(line: number): void; isFollowing(): boolean } {
  const isOurs = ({ document }: vscode.TextEditor) => document.uri.toString() === uri.toString();
  let written = startLine;
  let isFollowing = true;
  const listener = vscode.window.onDidChangeTextEditorVisibleRanges(
    ({ textEditor, visibleRanges }) => {
      if (!isOurs(textEditor)) return;
      isFollowing = visibleRanges.some(
        ({ start, end }) => start.line <= written && written <= end.line + 1,
      );
    },
  );
  return {
    reveal: (line) => {
      written = line;
      if (!isFollowing) return;
      const range = new vscode.Range(line, 0, line, 0);
      for (const editor of vscode.window.visibleTextEditors.filter(isOurs)) {
        editor.revealRange(range);
      }
    },
    isFollowing: () => isFollowing,
    dispose: () => listener.dispose(),
  };
}
