// The tabs in which previews stand, alone or beside what they are compared with. Knows URIs and nothing of what they mean.

import * as vscode from "vscode";

export function tabsWith(isWanted: (uri: vscode.Uri) => boolean): vscode.Tab[] {
  return vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .filter((tab) => documentsIn(tab).some(isWanted));
}

/** Tabs of a window that was reloaded or closed: what they showed is gone. */
export async function closeLeftTabs(scheme: string): Promise<void> {
  await closeTabs(tabsWith((uri) => uri.scheme === scheme));
}

export async function closeTabs(tabs: readonly vscode.Tab[]): Promise<void> {
  if (tabs.length > 0) await vscode.window.tabGroups.close(tabs, true);
}

export function activeTabDocuments(): vscode.Uri[] {
  const tab = vscode.window.tabGroups.activeTabGroup.activeTab;
  return tab === undefined ? [] : documentsIn(tab);
}

/** Every document a tab shows; none for tabs of other kinds. */
function documentsIn({ input }: vscode.Tab): vscode.Uri[] {
  if (input instanceof vscode.TabInputText) return [input.uri];
  if (input instanceof vscode.TabInputTextDiff) return [input.original, input.modified];
  if (!isMultiDiff(input)) return [];
  return input.textDiffs
    .flatMap(({ original, modified }) => [original, modified])
    .filter((uri) => uri !== undefined);
}

/** The tab of VS Code's editor for several diffs has no class in the API, and is told by its shape. A new file has no original. */
function isMultiDiff(input: unknown): input is { textDiffs: readonly vscode.TabInputTextDiff[] } {
  return (
    typeof input === "object" &&
    input !== null &&
    "textDiffs" in input &&
    Array.isArray(input.textDiffs)
  );
}
