// Serves proposed texts as read-only documents, so that VS Code's diff editor can show them. It knows texts by their
// URI and nothing of who proposed them.

import * as vscode from "vscode";

export const proposalScheme = "tandem-proposal";

export type ProposalDocuments = vscode.Disposable & {
  /** Serves `text` under the name of the document it is meant for, which gives it the same language. */
  add(name: string, text: string): vscode.Uri;
  remove(uri: vscode.Uri): void;
};

export function serveProposals(): ProposalDocuments {
  const texts = new Map<string, string>();
  let nextId = 0;
  const registration = vscode.workspace.registerTextDocumentContentProvider(proposalScheme, {
    provideTextDocumentContent: (uri) => texts.get(uri.query) ?? "",
  });
  return {
    add: (name, text) => {
      nextId += 1;
      texts.set(`${nextId}`, text);
      return vscode.Uri.from({ scheme: proposalScheme, path: `/${name}`, query: `${nextId}` });
    },
    remove: (uri) => {
      texts.delete(uri.query);
    },
    dispose: () => registration.dispose(),
  };
}
