// Saves a chat as Markdown where the person says, and opens it there.

import * as vscode from "vscode";
import { t } from "../words.ts";
import { chatMarkdown } from "./chat-markdown.ts";
import type { ChatReading } from "./history/chat-reading.ts";

/** Nothing happens when no place is chosen. */
export async function exportChat(reading: ChatReading): Promise<void> {
  const title = await reading.title();
  const turns = await reading.before(undefined, Number.POSITIVE_INFINITY);
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const name = fileName(title);
  const uri = await vscode.window.showSaveDialog({
    ...(folder === undefined ? {} : { defaultUri: vscode.Uri.joinPath(folder, name) }),
    filters: { Markdown: ["md"] },
    title: t("Export Chat"),
  });
  if (uri === undefined) return;
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(chatMarkdown(title, turns)));
  await vscode.window.showTextDocument(uri);
}

/** Letters and digits of any language; everything else means something to some file system. */
function fileName(title: string): string {
  const words = title.replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-+|-+$/g, "");
  return `${words === "" ? "chat" : words}.md`;
}
