// Colours the lines of a preview: removed red, added green, with a sign in the margin and a mark in the overview ruler,
// because colour alone tells some people nothing. Knows lines and their kind, and nothing of hunks or decisions.

import * as vscode from "vscode";
import { t } from "../../words.ts";
import type { Mark } from "./preview-content.ts";

export type PreviewMarks = vscode.Disposable & {
  draw(editor: vscode.TextEditor, marks: readonly Mark[], note?: Note): void;
};

/** Words behind a line that are no part of the text. */
export type Note = { line: number; text: string };

export function createPreviewMarks(): PreviewMarks {
  const types = { added: decorationOf("added"), removed: decorationOf("removed") };
  const notes = vscode.window.createTextEditorDecorationType({
    after: { color: new vscode.ThemeColor("editorCodeLens.foreground"), margin: "0 0 0 3ch" },
  });
  return {
    draw: (editor, marks, note) => {
      for (const kind of ["removed", "added"] as const) {
        const ranges = marks.filter((mark) => mark.kind === kind).map(rangeOf);
        editor.setDecorations(types[kind], ranges);
      }
      editor.setDecorations(notes, note === undefined ? [] : [writtenBehind(note)]);
    },
    dispose: () => {
      notes.dispose();
      types.added.dispose();
      types.removed.dispose();
    },
  };
}

function rangeOf({ kind, startLine, endLine }: Mark): vscode.DecorationOptions {
  return {
    range: new vscode.Range(startLine, 0, endLine, Number.MAX_SAFE_INTEGER),
    hoverMessage:
      kind === "added" ? t("Added by the proposed change") : t("Removed by the proposed change"),
  };
}

function writtenBehind({ line, text }: Note): vscode.DecorationOptions {
  const end = Number.MAX_SAFE_INTEGER;
  return {
    range: new vscode.Range(line, end, line, end),
    renderOptions: { after: { contentText: text } },
  };
}

function decorationOf(kind: Mark["kind"]): vscode.TextEditorDecorationType {
  const isAdded = kind === "added";
  const border = new vscode.ThemeColor(
    isAdded ? "diffEditor.insertedTextBorder" : "diffEditor.removedTextBorder",
  );
  return vscode.window.createTextEditorDecorationType({
    isWholeLine: true,
    backgroundColor: new vscode.ThemeColor(
      isAdded ? "diffEditor.insertedLineBackground" : "diffEditor.removedLineBackground",
    ),
    // High-contrast themes have no background for lines, other themes no colour for borders.
    borderStyle: "dashed",
    borderWidth: "1px",
    borderColor: border,
    overviewRulerColor: new vscode.ThemeColor(
      isAdded ? "editorGutter.addedBackground" : "editorGutter.deletedBackground",
    ),
    overviewRulerLane: vscode.OverviewRulerLane.Full,
    light: { gutterIconPath: sign(kind, isAdded ? "#1a7f37" : "#b31d28") },
    dark: { gutterIconPath: sign(kind, isAdded ? "#7ee787" : "#ff9b93") },
    gutterIconSize: "contain",
    // What is written at the end of added lines is added too, before anybody has drawn it.
    rangeBehavior: isAdded
      ? vscode.DecorationRangeBehavior.ClosedOpen
      : vscode.DecorationRangeBehavior.ClosedClosed,
  });
}

function sign(kind: Mark["kind"], colour: string): vscode.Uri {
  const strokes = kind === "added" ? "M3 8h10M8 3v10" : "M3 8h10";
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="16" height="16"><path d="${strokes}" stroke="${colour}" stroke-width="1.6" fill="none"/></svg>`;
  return vscode.Uri.parse(`data:image/svg+xml;utf8,${encodeURIComponent(svg)}`);
}
