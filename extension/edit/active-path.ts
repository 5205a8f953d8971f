// The file in the active editor, as people and models call it.

import * as vscode from "vscode";
import { shownPath } from "../host/places.ts";

/** Undefined for what is no file: output, previews of ours, nothing at all. */
export function activePath(): string | undefined {
  const uri = vscode.window.activeTextEditor?.document.uri;
  if (uri === undefined) return undefined;
  const isFile = uri.scheme === "untitled" || vscode.workspace.fs.isWritableFileSystem(uri.scheme);
  return isFile ? shownPath(uri) : undefined;
}
