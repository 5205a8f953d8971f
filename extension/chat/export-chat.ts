// Saves a chat as Markdown where the person says, and opens it there.

import * as vscode from "vscode";
import { shownPath } from "../host/places.ts";
import { t } from "../words.ts";
import { chatMarkdown } from "./chat-markdown.ts";
import { exportName } from "./export-name.ts";
import type { ChatReading } from "./history/chat-reading.ts";

/** Nothing happens when no place is chosen. Returns why it could not be saved there, if it could not. */
export async function exportChat(reading: ChatReading): Promise<string | undefined> {
  const title = await reading.title();
  const turns = await reading.before(undefined, Number.POSITIVE_INFINITY);
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const uri = await vscode.window.showSaveDialog({
    ...(folder === undefined ? {} : { defaultUri: vscode.Uri.joinPath(folder, exportName(title)) }),
    filters: { Markdown: ["md"] },
    title: t("Export Chat"),
  });
  if (uri === undefined) return undefined;
  try {
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(chatMarkdown(title, turns)));
  } catch (error) {
    if (!(error instanceof vscode.FileSystemError)) throw error;
    return t("{0} cannot be written: choose another place.", shownPath(uri));
  }
  await vscode.window.showTextDocument(uri);
  return undefined;
}
