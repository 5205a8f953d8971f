// Notices that every document of a proposed change is gone: an untitled one was closed, files were deleted. What becomes of
// the change is somebody else's.

import * as vscode from "vscode";
import { doesExist } from "./apply.ts";
import type { ProposedChange } from "./proposed-change.ts";

export function watchForGone(
  changes: () => ReadonlyMap<string, ProposedChange>,
  onGone: (id: string) => unknown,
): vscode.Disposable {
  const look = async (gone: readonly vscode.Uri[]) => {
    const keys = new Set(gone.map((uri) => uri.toString()));
    const concerned = [...changes()].filter(([, { files }]) =>
      files.some(({ uri }) => keys.has(uri.toString())),
    );
    for (const [id, { files }] of concerned) {
      const exist = await Promise.all(files.map(({ uri, isNew }) => isNew || doesExist(uri)));
      if (!exist.includes(true)) await onGone(id);
    }
  };
  const listeners = [
    vscode.workspace.onDidCloseTextDocument(({ isUntitled, uri }) => {
      // A change of its language closes and opens a document within one turn of events.
      if (isUntitled) setImmediate(() => void look([uri]));
    }),
    vscode.workspace.onDidDeleteFiles(({ files }) => void look(files)),
  ];
  return vscode.Disposable.from(...listeners);
}
