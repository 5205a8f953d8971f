// The only place that shows messages. It shows one message of the same words at a time, so that a failure that repeats
// is no storm, and none has links: its words may be a server's. Knows nothing of what the buttons do.

import * as vscode from "vscode";
import { noticeText } from "./notice-text.ts";

export type Severity = "info" | "warning" | "error";
export type NotifyAction = { label: string; run: () => unknown };
export type Notify = (severity: Severity, message: string, ...actions: NotifyAction[]) => void;

export function createNotify(): Notify {
  const shown = new Set<string>();
  return (severity, message, ...actions) => {
    if (shown.has(message)) return;
    shown.add(message);
    const labels = actions.map(({ label }) => label);
    void show[severity](noticeText(message), ...labels).then((chosen) => {
      shown.delete(message);
      return actions.find(({ label }) => label === chosen)?.run();
    });
  };
}

const show = {
  info: (message: string, ...labels: string[]) =>
    vscode.window.showInformationMessage(message, ...labels),
  warning: (message: string, ...labels: string[]) =>
    vscode.window.showWarningMessage(message, ...labels),
  error: (message: string, ...labels: string[]) =>
    vscode.window.showErrorMessage(message, ...labels),
};

/** Asks before something that cannot be undone, in front of everything else; false when the answer is not yes. */
export async function confirm(question: string, detail: string, yes: string): Promise<boolean> {
  const options = { modal: true, detail };
  return (await vscode.window.showWarningMessage(question, options, yes)) === yes;
}
