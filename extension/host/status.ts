// Tandem's one status bar item and the menu behind it. It shows the state it is told and decides nothing.

import * as vscode from "vscode";
import type { Connection } from "../webview/messages.ts";
import { statusWords } from "./status-text.ts";

export type StatusItem = vscode.Disposable & {
  show(connection: Connection, problem: string | undefined): void;
  openMenu(): Promise<void>;
  /** What the item says now. */
  text(): string;
};

export function createStatusItem(): StatusItem {
  const item = vscode.window.createStatusBarItem(
    "tandem.status",
    vscode.StatusBarAlignment.Right,
    100,
  );
  item.name = "Tandem";
  item.command = "tandem.showMenu";
  return {
    show: (connection, problem) => {
      const { text, tooltip } = statusWords(connection, problem);
      item.text = text;
      item.tooltip = tooltip;
      // Without this a screen reader reads the icon's name.
      item.accessibilityInformation = { label: `Tandem: ${tooltip}` };
      item.show();
    },
    openMenu: async () => {
      const chosen = await vscode.window.showQuickPick(menu, {
        title: "Tandem",
        placeHolder: typeof item.tooltip === "string" ? item.tooltip : "",
      });
      if (chosen !== undefined) await vscode.commands.executeCommand(chosen.command);
    },
    text: () => item.text,
    dispose: () => item.dispose(),
  };
}

type MenuItem = vscode.QuickPickItem & { command: string };

const menu: MenuItem[] = [
  { label: "$(comment-discussion) Open Chat", command: "tandem.openChat" },
  { label: "$(pulse) Check Connection", command: "tandem.checkConnection" },
  { label: "$(plug) Connect Endpoint…", command: "tandem.connectEndpoint" },
  { label: "$(key) Set API Key", command: "tandem.setApiKey" },
  { label: "$(server-environment) Select Model", command: "tandem.selectModel" },
  {
    label: "$(gear) Open Settings",
    command: "tandem.openSettings",
  },
  { label: "$(output) Show Log", command: "tandem.showLog" },
];
