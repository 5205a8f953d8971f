// The workspace's folders by the names that people know them by, and the way from such a name and a path in it to a file.
// Only folders on this machine's disk count: another process reads them.
import path from "node:path";
import * as vscode from "vscode";

export type OpenFolder = { name: string; uri: vscode.Uri };

export function openFolders(): OpenFolder[] {
  const folders = (vscode.workspace.workspaceFolders ?? []).filter(
    ({ uri }) => uri.scheme === "file",
  );
  return folders.map(({ name, uri }) => {
    const isOnly = folders.filter((other) => other.name === name).length === 1;
    const parent = path.basename(path.dirname(uri.fsPath));
    return { name: isOnly ? name : `${name} (${parent})`, uri };
  });
}

/** False when there is no such file in the workspace. `line` is 1-based. */
export async function showFile(
  folderName: string,
  relative: string,
  line: number,
): Promise<boolean> {
  const isWithin = !path.isAbsolute(relative) && !relative.split(/[\\/]/).includes("..");
  // A run knows its folder by the folder's own name.
  const found = openFolders().find(
    ({ name, uri }) => name === folderName || path.basename(uri.fsPath) === folderName,
  );
  if (!isWithin || found === undefined) return false;
  const uri = vscode.Uri.joinPath(found.uri, ...relative.split("/"));
  const selection = new vscode.Range(line - 1, 0, line - 1, 0);
  try {
    await vscode.window.showTextDocument(uri, {
      selection,
      viewColumn: vscode.ViewColumn.Beside,
      preview: true,
    });
    return true;
  } catch (error) {
    // Deleted or moved since it was measured.
    if (await exists(uri)) throw error;
    return false;
  }
}

async function exists(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch (error) {
    if (error instanceof vscode.FileSystemError) return false;
    throw error;
  }
}
