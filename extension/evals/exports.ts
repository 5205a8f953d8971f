// Writes a run to a file that the person chooses, and offers to open it. What stands in the file is the archive's business.
import os from "node:os";
import * as vscode from "vscode";
import type { ExportFormat } from "../../core/protocol/evaluation-process.ts";
import type { Notify } from "../host/notify.ts";
import { t } from "../words.ts";
import type { Archive } from "./archive.ts";

const kinds: Record<ExportFormat, { extension: string; name: string }> = {
  json: { extension: "json", name: "JSON" },
  markdown: { extension: "md", name: "Markdown" },
  html: { extension: "html", name: "HTML" },
};

/** The name of the file; undefined when the person changed their mind. @throws ArchiveError */
export async function exportRun(
  { id, format }: { id: string; format: ExportFormat },
  { archive, notify }: { archive: Archive; notify: Notify },
  signal: AbortSignal,
): Promise<string | undefined> {
  const { extension, name } = kinds[format];
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file(os.homedir());
  const target = await vscode.window.showSaveDialog({
    title: t("Export as {0}", name),
    defaultUri: vscode.Uri.joinPath(folder, `tandem-${id}.${extension}`),
    filters: { [name]: [extension] },
  });
  if (target === undefined) return undefined;
  await archive.ask({ ask: "export", id, format, file: target.fsPath }, signal);
  const file = target.path.slice(target.path.lastIndexOf("/") + 1);
  const open = { label: t("Open"), run: () => openExported(target, format) };
  notify("info", t("The run was exported to {0}.", file), open);
  return file;
}

/** A page belongs in a browser, where there is one on this side; everything else in an editor. */
async function openExported(file: vscode.Uri, format: ExportFormat): Promise<void> {
  if (format === "html" && vscode.env.remoteName === undefined) {
    await vscode.env.openExternal(file);
  } else await vscode.commands.executeCommand("vscode.open", file);
}
