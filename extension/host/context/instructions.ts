// What a workspace wants models to know: AGENTS.md and .tandem/instructions.md of its folders, in trusted workspaces only,
// because whoever wrote a repository would otherwise speak in the user's name. Read again at each turn; they are small.

import * as vscode from "vscode";
import { readText } from "./read-text.ts";
import { holdsSecrets } from "./secret-places.ts";

const places = ["AGENTS.md", ".tandem/instructions.md"];

export async function workspaceInstructions(signal: AbortSignal): Promise<string> {
  if (!vscode.workspace.isTrusted) return "";
  const found: { path: string; text: string }[] = [];
  for (const { uri } of vscode.workspace.workspaceFolders ?? []) {
    for (const place of places) {
      const file = vscode.Uri.joinPath(uri, place);
      if (await holdsSecrets(file)) continue;
      const read = await readText(file, signal);
      if (read.isRead && read.text.trim() !== "") found.push(read);
    }
  }
  return found.map(({ path, text }) => `### ${path}\n\n${text.trim()}`).join("\n\n");
}
