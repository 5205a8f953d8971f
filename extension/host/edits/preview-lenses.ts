// Shows what can be done with a preview as lines of buttons above its text. Which buttons there are is somebody else's.

import * as vscode from "vscode";
import { previewScheme } from "./preview-documents.ts";

/** Without a command it is only read. */
export type Lens = {
  line: number;
  title: string;
  tooltip?: string;
  command?: string;
  argument?: unknown;
};

export type PreviewLenses = vscode.Disposable & { refresh(): void };

export function provideLenses(lensesOf: (uri: vscode.Uri) => readonly Lens[]): PreviewLenses {
  const changed = new vscode.EventEmitter<void>();
  const registration = vscode.languages.registerCodeLensProvider(
    { scheme: previewScheme },
    {
      onDidChangeCodeLenses: changed.event,
      provideCodeLenses: ({ uri }) => lensesOf(uri).map(codeLens),
    },
  );
  return {
    refresh: () => changed.fire(),
    dispose: () => {
      registration.dispose();
      changed.dispose();
    },
  };
}

function codeLens({ line, title, tooltip, command = "", argument }: Lens): vscode.CodeLens {
  return new vscode.CodeLens(new vscode.Range(line, 0, line, 0), {
    title,
    command,
    ...(tooltip === undefined ? {} : { tooltip }),
    ...(argument === undefined ? {} : { arguments: [argument] }),
  });
}
