// Serves the text of previews as read-only documents named like the files they are about, so that they open in the same
// language. It knows texts by their URI and nothing of what they stand for.

import * as vscode from "vscode";
import { t } from "../../words.ts";
import { asDocumentText } from "./document-text.ts";

export const previewScheme = "tandem-proposal";

export type PreviewDocuments = vscode.Disposable & {
  /** By the ending of `path` VS Code knows the language. */
  add(path: string, text: string): vscode.Uri;
  has(uri: vscode.Uri): boolean;
  /** Resolves once the document has changed, if it is open. */
  setText(uri: vscode.Uri, text: string): Promise<void>;
  remove(uri: vscode.Uri): void;
};

export function servePreviews(): PreviewDocuments {
  const texts = new Map<string, string>();
  const changed = new vscode.EventEmitter<vscode.Uri>();
  const keyOf = ({ scheme, query }: vscode.Uri) => (scheme === previewScheme ? query : "");
  const registration = vscode.workspace.registerTextDocumentContentProvider(previewScheme, {
    onDidChange: changed.event,
    // After a reload of the window a tab may ask for a text that was never written anywhere.
    provideTextDocumentContent: (uri) =>
      texts.get(keyOf(uri)) ?? t("This proposed change is gone."),
  });
  let nextId = Date.now();
  return {
    add: (path, text) => {
      nextId += 1;
      texts.set(`${nextId}`, text);
      return vscode.Uri.from({
        scheme: previewScheme,
        path: `/${path}`,
        query: `${nextId}`,
      });
    },
    has: (uri) => texts.has(keyOf(uri)),
    setText: async (uri, text) => {
      if (texts.get(keyOf(uri)) === text) return;
      texts.set(keyOf(uri), text);
      changed.fire(uri);
      await untilChanged(uri, text);
    },
    remove: (uri) => {
      texts.delete(keyOf(uri));
    },
    dispose: () => {
      registration.dispose();
      changed.dispose();
    },
  };
}

/** VS Code asks for the text again and tells of the change; for a document that is not open it does neither. */
async function untilChanged(uri: vscode.Uri, text: string): Promise<void> {
  const key = uri.toString();
  const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === key);
  if (open === undefined || asDocumentText(open.getText()) === text) return;
  const listeners: vscode.Disposable[] = [];
  await new Promise<void>((resolve) => {
    listeners.push(
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (document === open) resolve();
      }),
      vscode.workspace.onDidCloseTextDocument((document) => {
        if (document === open) resolve();
      }),
    );
  });
  for (const listener of listeners) listener.dispose();
}
