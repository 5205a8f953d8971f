// Whether something of a file may be sent without anybody having named the file: not when it usually holds secrets, by its
// own name or by that of the file a link leads to.

import { realpath } from "node:fs/promises";
import type * as vscode from "vscode";
import { isSecretFile } from "../../../core/completion/secret-files.ts";
import { isFileError } from "../file-errors.ts";

export async function holdsSecrets(uri: vscode.Uri): Promise<boolean> {
  return isSecretFile(uri.path) || (await leadsToSecrets(uri));
}

/** A name that says nothing about secrets, in front of one that does. */
export async function leadsToSecrets(uri: vscode.Uri): Promise<boolean> {
  if (uri.scheme !== "file") return false;
  try {
    return isSecretFile(await realpath(uri.fsPath));
  } catch (error) {
    // Whoever reads it is told why that is not possible.
    if (isFileError(error)) return false;
    throw error;
  }
}
