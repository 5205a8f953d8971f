// Opens what a model linked to: a web address through VS Code's own question, a file that exists in the workspace at its
// line. Anything else is refused, because the text comes from a model.

import * as vscode from "vscode";
import { findShownPath } from "../host/places.ts";

/** False when the link points to nothing that may be opened. */
export async function openLink(href: string): Promise<boolean> {
  if (/^https?:\/\//i.test(href)) {
    if (!URL.canParse(href)) return false;
    await vscode.env.openExternal(vscode.Uri.parse(href, true));
    return true;
  }
  const target = /^(?<path>[^:]+)(?::(?<line>\d{1,7}))?$/.exec(href)?.groups;
  const uri = target?.path === undefined ? undefined : await findShownPath(target.path);
  if (uri === undefined) return false;
  const line = Math.max(0, Number(target?.line ?? 1) - 1);
  const selection = new vscode.Range(line, 0, line, 0);
  // By this command, because it also opens what is no text.
  const options = { selection, viewColumn: vscode.ViewColumn.Active };
  await vscode.commands.executeCommand("vscode.open", uri, options);
  return true;
}
