// The files of the workspace by their shown paths, listed at most every few seconds. What the editor's own exclusions hide is
// not listed; secrets are, for whoever names one by hand. Nothing is watched: a watcher over everything costs all day.

import * as vscode from "vscode";
import { isSecretFile } from "../../../core/completion/secret-files.ts";
import { shownPath } from "../places.ts";

export type WorkspaceFile = {
  uri: vscode.Uri;
  path: string;
  /** By its name it usually holds secrets. */
  isSecret: boolean;
};

export type Listed = {
  files: readonly WorkspaceFile[];
  /** Every folder that one of them lies in. */
  folders: readonly string[];
  /** There are more files than are listed. */
  isCut: boolean;
};

export type WorkspaceFiles = { list(signal: AbortSignal): Promise<Listed> };

/** More would take seconds to list, and nobody finds a file among them by a few letters. */
export const mostFiles = 20_000;

/** Each letter of a name asks again; a file made in between can wait so long. */
const freshMs = 5_000;

export function listWorkspaceFiles(nowMs: () => number, most = mostFiles): WorkspaceFiles {
  let listed: { all: Promise<Listed>; atMs: number } | undefined;
  return {
    list: async (signal) => {
      if (listed === undefined || nowMs() - listed.atMs > freshMs) {
        listed = { all: listAll(most), atMs: nowMs() };
      }
      const all = await listed.all;
      signal.throwIfAborted();
      return all;
    },
  };
}

/** The files of one folder, as they are now. */
export async function filesIn(folder: vscode.Uri, signal: AbortSignal): Promise<WorkspaceFile[]> {
  const files = await find(new vscode.RelativePattern(folder, everything), mostFiles);
  signal.throwIfAborted();
  return files;
}

async function listAll(most: number): Promise<Listed> {
  // One more tells that there are more.
  const found = await find(everything, most + 1);
  const files = found.slice(0, most);
  return { files, folders: foldersOf(files), isCut: found.length > most };
}

const everything = "**/*";

async function find(pattern: vscode.GlobPattern, most: number): Promise<WorkspaceFile[]> {
  const found = await vscode.workspace.findFiles(pattern, excluded(), most);
  return found
    .map((uri) => ({ uri, path: shownPath(uri), isSecret: isSecretFile(uri.path) }))
    .sort((one, other) => (one.path < other.path ? -1 : 1));
}

function foldersOf(files: readonly WorkspaceFile[]): string[] {
  const folders = new Set<string>();
  for (const { path } of files) {
    // Where a folder is known, those around it are.
    for (let end = path.lastIndexOf("/"); end > 0; end = path.lastIndexOf("/", end - 1)) {
      const folder = path.slice(0, end);
      if (folders.has(folder)) break;
      folders.add(folder);
    }
  }
  return [...folders];
}

/** `findFiles` knows `files.exclude` alone; what the search leaves out is noise here too. */
function excluded(): string {
  const search = vscode.workspace
    .getConfiguration("search")
    .get<Record<string, unknown>>("exclude");
  const files = vscode.workspace.getConfiguration("files").get<Record<string, unknown>>("exclude");
  const patterns = Object.entries({ ...files, ...search })
    .filter(([, isOn]) => isOn === true)
    .map(([pattern]) => pattern);
  return `{${["**/node_modules/**", "**/.git/**", ...patterns].join(",")}}`;
}
