// Puts the prompt of the place where somebody pauses into the server's prefix cache, once for each state of its context.
// When it is idle enough is the collector's to say.
import * as vscode from "vscode";
import type { Snippet } from "../../core/completion/context/snippet.ts";
import { cursorAt, promptReach } from "./document-cursor.ts";
import type { Engine } from "./engine.ts";

export function createWarmUp({
  engine,
  snippets,
}: {
  engine(): Engine | undefined;
  snippets(documentId: string): readonly Snippet[];
}): (documentId: string) => void {
  /** The context that was warmed last for each document. */
  const warmed = new Map<string, string>();
  return (documentId) => {
    const editor = vscode.window.activeTextEditor;
    const ready = engine();
    if (editor?.document.uri.toString() !== documentId || !ready?.isReady()) return;
    const context = JSON.stringify(snippets(documentId).map(({ path, text }) => [path, text]));
    if (warmed.get(documentId) === context) return;
    warmed.set(documentId, context);
    const cursor = cursorAt(editor.document, editor.selection.active, promptReach);
    // A failure here shows again in the next completion, which reports it.
    ready.pipeline.warmUp(cursor).catch(() => warmed.delete(documentId));
  };
}
