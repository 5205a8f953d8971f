// Shows a proposed change in VS Code's own diff editor, for several files in the one for many. It shows what is left of
// the change after what was rejected, and decides nothing.

import * as vscode from "vscode";
import { t } from "../../words.ts";
import { openAgain } from "./apply.ts";
import { asDocumentText } from "./document-text.ts";
import { type OpenChange, type OpenFile, textWithoutRejected } from "./open-change.ts";
import type { Previews } from "./previews.ts";

/** Returns the documents that were made for it; their owner closes them. */
export async function showDiffs(change: OpenChange, previews: Previews): Promise<vscode.Uri[]> {
  const made: vscode.Uri[] = [];
  const serve = (path: string, text: string) => {
    const uri = previews.addText(path, text);
    made.push(uri);
    return uri;
  };
  const modified = await Promise.all(
    change.files.map(async (file) => serve(file.path, await textWithoutRejected(file))),
  );
  const [file] = change.files;
  const [after] = modified;
  if (change.files.length === 1 && file !== undefined && after !== undefined) {
    const before = (await isAsBefore(file)) ? file.uri : serve(file.path, file.before);
    const title = t("{0}: proposed change", file.path);
    await vscode.commands.executeCommand("vscode.diff", before, after, title, { preview: true });
  } else {
    // With the files themselves on the left its tab would count as unsaved once the change is applied.
    const resources = change.files.map(({ uri, path, before, isNew }, index) => [
      uri,
      isNew ? undefined : serve(path, before),
      modified[index],
    ]);
    await vscode.commands.executeCommand("vscode.changes", change.proposed.title, resources);
  }
  return made;
}

/** A document that has changed since would show its own changes as part of the proposed one. */
async function isAsBefore({ uri, before, isNew }: OpenFile): Promise<boolean> {
  const document = isNew ? undefined : await openAgain(uri);
  return document !== undefined && asDocumentText(document.getText()) === before;
}
