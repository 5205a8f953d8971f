// Files, folders and open editors as references. Files that usually hold secrets go along only when they were named by
// hand; where others were asked for, they are left out and that is said.

import * as vscode from "vscode";
import type { FileReference, FolderReference } from "../../../core/chat/reference.ts";
import { isSecretFile } from "../../../core/completion/secret-files.ts";
import { t } from "../../words.ts";
import type { NotAttached } from "./context.ts";
import { secretsLeftOut } from "./left-out.ts";
import { readText } from "./read-text.ts";
import { holdsSecrets, leadsToSecrets } from "./secret-places.ts";
import type { WorkspaceFile } from "./workspace-files.ts";

/** Enough for any folder a person means as one thing; the listing names the others. */
const mostFilesOfFolder = 50;
const mostListed = 500;
const mostFolderChars = 400_000;

/** A file named by hand, whatever it may hold; but a link that hides what it leads to is not named. */
export async function fileReference(
  uri: vscode.Uri,
  signal: AbortSignal,
): Promise<FileReference | NotAttached> {
  const read = await readText(uri, signal);
  if (!read.isRead) return { refusal: read.sentence };
  const { path, languageId, text } = read;
  if (!isSecretFile(uri.path) && (await leadsToSecrets(uri))) {
    return {
      refusal: t(
        "{0} is a link to a file that usually holds secrets: mention that one by its own name to send it.",
        path,
      ),
    };
  }
  return { kind: "file", path, languageId, text, origin: "mention" };
}

/** `inside`: all files in the folder. */
export async function folderReference(
  path: string,
  inside: readonly WorkspaceFile[],
  signal: AbortSignal,
): Promise<FolderReference | NotAttached> {
  const open = inside.filter(({ isSecret }) => !isSecret);
  const files: FolderReference["files"] = [];
  let secrets = inside.length - open.length;
  let chars = 0;
  for (const { uri } of open.slice(0, mostFilesOfFolder)) {
    if (await leadsToSecrets(uri)) {
      secrets += 1;
      continue;
    }
    const read = await readText(uri, signal);
    // Binary and huge files of a folder are named in its listing like all others.
    if (!read.isRead || chars + read.text.length > mostFolderChars) continue;
    chars += read.text.length;
    files.push({ path: read.path, languageId: read.languageId, text: read.text });
  }
  const leftOut = secretsLeftOut(secrets);
  if (open.length === 0) {
    return { refusal: leftOut || t("{0} holds no files that may be sent.", path) };
  }
  return {
    kind: "folder",
    path,
    listing: open.slice(0, mostListed).map((file) => file.path),
    files,
    ...(leftOut === "" ? {} : { leftOut }),
  };
}

/** The editors that are open now, the active one first; it also tells what was left out of all. */
export async function openEditorReferences(
  signal: AbortSignal,
): Promise<FileReference[] | NotAttached> {
  const references: FileReference[] = [];
  let secrets = 0;
  for (const uri of openUris()) {
    if (await holdsSecrets(uri)) {
      secrets += 1;
      continue;
    }
    const read = await readText(uri, signal);
    if (!read.isRead) continue;
    const { path, languageId, text } = read;
    references.push({ kind: "file", path, languageId, text, origin: "openEditor" });
  }
  const leftOut = secretsLeftOut(secrets);
  const [first, ...others] = references;
  if (first === undefined) return { refusal: leftOut || t("No text file is open in an editor.") };
  return leftOut === "" ? references : [{ ...first, leftOut }, ...others];
}

function openUris(): vscode.Uri[] {
  const active = vscode.window.tabGroups.activeTabGroup.activeTab;
  const tabs = vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs);
  const ordered = active === undefined ? tabs : [active, ...tabs.filter((tab) => tab !== active)];
  const uris = ordered
    .map(({ input }) => (input instanceof vscode.TabInputText ? input.uri : undefined))
    .filter((uri) => uri !== undefined)
    .filter(isOwn);
  return [...new Map(uris.map((uri) => [uri.toString(), uri])).values()];
}

/** A file of the person's: no output, no old revision, no preview of a change. */
function isOwn(uri: vscode.Uri): boolean {
  const isFile = uri.scheme === "file" || uri.scheme === "untitled";
  return isFile || vscode.workspace.getWorkspaceFolder(uri) !== undefined;
}
