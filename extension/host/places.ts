// How a document is named to people and models: relative to the workspace with forward slashes, or by its bare name
// outside it, because an absolute path says things about the machine that nobody asked for. And the way back.

import * as vscode from "vscode";

export function shownPath(uri: vscode.Uri): string {
  const folder = vscode.workspace.getWorkspaceFolder(uri);
  if (folder === undefined) return uri.path.slice(uri.path.lastIndexOf("/") + 1);
  const isOneOfMany = (vscode.workspace.workspaceFolders?.length ?? 0) > 1;
  return vscode.workspace.asRelativePath(uri, isOneOfMany).replaceAll("\\", "/");
}

/** The existing file a shown path means; undefined for anything outside the workspace that is not open anyway. */
export async function findShownPath(path: string): Promise<vscode.Uri | undefined> {
  const open = vscode.workspace.textDocuments.find(({ uri }) => shownPath(uri) === path);
  if (open !== undefined) return open.uri;
  const parts = path.split("/");
  if (path.startsWith("/") || parts.includes("..") || path.includes("\\")) return undefined;
  for (const { uri, name } of vscode.workspace.workspaceFolders ?? []) {
    const inFolder = parts[0] === name && (vscode.workspace.workspaceFolders?.length ?? 0) > 1;
    const candidate = vscode.Uri.joinPath(uri, ...(inFolder ? parts.slice(1) : parts));
    if (await isFile(candidate)) return candidate;
  }
  return undefined;
}

async function isFile(uri: vscode.Uri): Promise<boolean> {
  try {
    const { type } = await vscode.workspace.fs.stat(uri);
    return (type & vscode.FileType.File) !== 0;
  } catch (error) {
    if (error instanceof vscode.FileSystemError) return false;
    throw error;
  }
}
