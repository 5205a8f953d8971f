// Opens Tandem's settings where they are honoured: on a remote machine its own settings, otherwise the user's.

import * as vscode from "vscode";

export async function openSettingsPage(): Promise<void> {
  const query = "@ext:tandem.tandem";
  // Machine-scoped settings are not listed among the user's while a window is remote.
  const page = vscode.env.remoteName === undefined ? "openSettings" : "openRemoteSettings";
  await vscode.commands.executeCommand(`workbench.action.${page}`, { query });
}
