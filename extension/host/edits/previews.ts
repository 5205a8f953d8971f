// Previews in the editor area: each is a read-only document in the place of its file, with marks on its lines and lenses
// above its hunks. It draws what it is told to draw and knows nothing of changes and decisions.

import * as vscode from "vscode";
import { t } from "../../words.ts";
import { asDocumentText } from "./document-text.ts";
import type { PreviewContent } from "./preview-content.ts";
import { previewScheme, servePreviews } from "./preview-documents.ts";
import { fileLanguage, inPreviewLanguage } from "./preview-language.ts";
import { type Lens, type PreviewLenses, provideLenses } from "./preview-lenses.ts";
import { keepLineNumbersOff } from "./preview-line-numbers.ts";
import { createPreviewMarks, type Note } from "./preview-marks.ts";
import { closeTabs, tabsWith } from "./preview-tabs.ts";
import type { PreviewFocus } from "./proposed-change.ts";

export type PreviewView = PreviewContent & {
  lenses: readonly Lens[];
  /** Written behind a line. */
  note?: Note;
};

export type HowToShow = {
  line: number;
  /** Of the file; VS Code tells it by the file's name otherwise. */
  languageId: string | undefined;
  /** Its tab stays when another file is opened. */
  isPinned: boolean;
  focus: PreviewFocus;
};

export type Previews = vscode.Disposable & {
  add(path: string, view: PreviewView): vscode.Uri;
  /** A text without marks and lenses, for a side of a diff. */
  addText(path: string, text: string): vscode.Uri;
  /** Resolves once it is drawn wherever it is visible. */
  draw(uri: vscode.Uri, view: PreviewView): Promise<void>;
  /** Undefined when something else was opened meanwhile. */
  show(uri: vscode.Uri, how: HowToShow): Promise<vscode.TextEditor | undefined>;
  /** Moves the cursor wherever the preview is visible, and leaves the focus where it is. */
  goTo(uri: vscode.Uri, line: number): void;
  /** The active editor if it shows a preview. */
  activeEditor(): vscode.TextEditor | undefined;
  /** Closes all of their tabs and forgets them. */
  close(uris: readonly vscode.Uri[]): Promise<void>;
  /** The last tab of a preview was closed by somebody else. */
  onDidClose: vscode.Event<vscode.Uri>;
};

export function createPreviews(): Previews {
  const documents = servePreviews();
  const marks = createPreviewMarks();
  const views = new Map<string, PreviewView>();
  const lenses: PreviewLenses = provideLenses((uri) => views.get(uri.toString())?.lenses ?? []);
  const closed = new vscode.EventEmitter<vscode.Uri>();

  const drawMarks = (editor: vscode.TextEditor) => {
    const view = views.get(editor.document.uri.toString());
    // A text that is on its way is drawn when it has arrived.
    if (view !== undefined && asDocumentText(editor.document.getText()) === view.text)
      marks.draw(editor, view.marks, view.note);
  };
  const drawAll = (editors: readonly vscode.TextEditor[]) => {
    for (const editor of editors) drawMarks(editor);
  };
  const subscriptions = [
    documents,
    marks,
    lenses,
    closed,
    keepLineNumbersOff((uri) => views.has(uri.toString())),
    vscode.window.onDidChangeVisibleTextEditors(drawAll),
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      if (document.uri.scheme === previewScheme) drawAll(editorsOf(document.uri));
    }),
    vscode.window.tabGroups.onDidChangeTabs((event) => {
      for (const uri of previewsIn(event.closed)) {
        if (views.has(uri.toString()) && tabsWith(isSame(uri)).length === 0) closed.fire(uri);
      }
    }),
  ];
  return {
    add: (path, view) => {
      const uri = documents.add(named(path), view.text);
      views.set(uri.toString(), view);
      return uri;
    },
    addText: documents.add,
    draw: async (uri, view) => {
      if (!documents.has(uri)) return;
      views.set(uri.toString(), view);
      await documents.setText(uri, view.text);
      drawAll(editorsOf(uri));
      lenses.refresh();
    },
    show: async (uri, { line, languageId, isPinned, focus }) => {
      const document = await openInLanguage(uri, languageId);
      const editor = await showAt(document, line, isPinned, focus);
      if (editor !== undefined) drawMarks(editor);
      return editor;
    },
    goTo: (uri, line) => {
      for (const editor of editorsOf(uri)) {
        editor.selection = new vscode.Selection(line, 0, line, 0);
        editor.revealRange(editor.selection, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
      }
    },
    activeEditor: () => {
      const editor = vscode.window.activeTextEditor;
      return editor !== undefined && views.has(editor.document.uri.toString()) ? editor : undefined;
    },
    close: async (uris) => {
      for (const uri of uris) {
        views.delete(uri.toString());
        documents.remove(uri);
      }
      const keys = new Set(uris.map((uri) => uri.toString()));
      await closeTabs(tabsWith((uri) => keys.has(uri.toString())));
    },
    onDidClose: closed.event,
    dispose: () => {
      for (const subscription of subscriptions) subscription.dispose();
    },
  };
}

/** The tab has no other place to say what it shows. */
function named(path: string): string {
  return path.replace(/[^/]+$/, (name) => t("Proposed: {0}", name));
}

function editorsOf(uri: vscode.Uri): vscode.TextEditor[] {
  return vscode.window.visibleTextEditors.filter(({ document }) => isSame(uri)(document.uri));
}

function isSame(uri: vscode.Uri): (other: vscode.Uri) => boolean {
  const key = uri.toString();
  return (other) => other.toString() === key;
}

function previewsIn(tabs: readonly vscode.Tab[]): vscode.Uri[] {
  return tabs.flatMap(({ input }) =>
    input instanceof vscode.TabInputText && input.uri.scheme === previewScheme ? [input.uri] : [],
  );
}

async function openInLanguage(
  uri: vscode.Uri,
  languageId: string | undefined,
): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument(uri);
  return inPreviewLanguage(document, languageId ?? fileLanguage(document));
}

async function showAt(
  document: vscode.TextDocument,
  line: number,
  isPinned: boolean,
  focus: PreviewFocus,
): Promise<vscode.TextEditor | undefined> {
  const start = new vscode.Position(line, 0);
  const selection = new vscode.Range(start, start);
  try {
    const editor = await vscode.window.showTextDocument(document, {
      preview: !isPinned,
      preserveFocus: focus === "leave",
      selection,
    });
    editor.revealRange(selection, vscode.TextEditorRevealType.InCenter);
    return editor;
  } catch (error) {
    // VS Code throws when another editor was opened meanwhile; anything else is a defect.
    const isElsewhere = vscode.window.activeTextEditor?.document !== document;
    if (error instanceof Error && isElsewhere) return undefined;
    throw error;
  }
}
