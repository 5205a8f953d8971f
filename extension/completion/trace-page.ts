// Show Completion Trace: the last completions as a page that is made when it is opened, from memory only.
import * as vscode from "vscode";

export type TracePage = vscode.Disposable & { show(): Promise<void> };

const pageUri = vscode.Uri.from({ scheme: "tandem-trace", path: "/Completion Trace.md" });

export function createTracePage(report: () => Promise<string>): TracePage {
  const changed = new vscode.EventEmitter<vscode.Uri>();
  const registration = vscode.workspace.registerTextDocumentContentProvider(pageUri.scheme, {
    onDidChange: changed.event,
    provideTextDocumentContent: report,
  });
  return {
    async show() {
      changed.fire(pageUri);
      // The source and not its preview: prompts are to be read exactly as they were sent.
      const document = await vscode.workspace.openTextDocument(pageUri);
      await vscode.window.showTextDocument(document, { preview: true });
    },
    dispose() {
      registration.dispose();
      changed.dispose();
    },
  };
}
