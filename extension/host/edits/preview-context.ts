// Tells VS Code's keybindings and menus whether the active editor is a preview and what can be done in it.

import * as vscode from "vscode";

export type PreviewState = { isActive: boolean; hasHunks: boolean; isLive: boolean };

export type PreviewContext = vscode.Disposable & { refresh(): void };

export function keepPreviewContext(stateNow: () => PreviewState): PreviewContext {
  const told = new Map<string, boolean>();
  const tell = (key: string, value: boolean) => {
    if (told.get(key) === value) return;
    told.set(key, value);
    void vscode.commands.executeCommand("setContext", key, value);
  };
  const refresh = () => {
    const { isActive, hasHunks, isLive } = stateNow();
    tell("tandem.proposalActive", isActive);
    tell("tandem.proposalHasHunks", hasHunks);
    tell("tandem.proposalLive", isLive);
  };
  const listeners = [
    vscode.window.onDidChangeActiveTextEditor(refresh),
    vscode.window.tabGroups.onDidChangeTabs(refresh),
  ];
  return {
    refresh,
    dispose: () => {
      for (const listener of listeners) listener.dispose();
    },
  };
}
