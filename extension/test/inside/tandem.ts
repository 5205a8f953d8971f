// What tests inside VS Code do again and again: get at the extension's seam, configure it, open and select code, wait
// for a state. Waiting is for events; nothing sleeps.

import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { TestSeam } from "../../test-seam.ts";
import type { TurnView } from "../../webview/messages.ts";
import { suiteEndpointUrl } from "./endpoint.ts";

export async function tandem(): Promise<TestSeam> {
  const extension = vscode.extensions.getExtension<TestSeam | undefined>("tandem.tandem");
  const seam = await extension?.activate();
  assert.ok(seam, "The extension returns its test seam only inside a test run.");
  return seam;
}

const keys = [
  "models",
  "routes",
  "chat.timeouts",
  "completion.enabled",
  "completion.languages",
  "completion.multiline",
  "completion.maxTtftMs",
  "completion.warmUp",
  "completion.otherFiles",
  "evals.runsFolder",
  "evals.concurrency",
  "endpoints",
] as const;

/** Writes user settings; what is not named goes back to its default. */
export async function configure(
  values: Partial<Record<(typeof keys)[number], unknown>>,
): Promise<void> {
  const configuration = vscode.workspace.getConfiguration("tandem");
  for (const key of keys) {
    const now = configuration.inspect(key)?.globalValue;
    if (JSON.stringify(now) === JSON.stringify(values[key])) continue;
    await configuration.update(key, values[key], vscode.ConfigurationTarget.Global);
  }
}

export async function configureEndpoint(url = suiteEndpointUrl()): Promise<void> {
  await configure({ endpoints: [{ id: "test", url }] });
}

/** Resolves once the condition holds; it is looked at now and after every firing of the event. */
export async function when<T>(event: vscode.Event<T>, condition: () => boolean): Promise<void> {
  if (condition()) return;
  await new Promise<void>((resolve) => {
    const listener = event(() => {
      if (!condition()) return;
      listener.dispose();
      resolve();
    });
  });
}

export async function openSample(path: string): Promise<vscode.TextEditor> {
  const folder = vscode.workspace.workspaceFolders?.[0];
  assert.ok(folder, "The suite runs in a workspace.");
  return vscode.window.showTextDocument(vscode.Uri.joinPath(folder.uri, path));
}

/** Selects the lines from the first one that holds `from` to the next one that is `to`. */
export function selectLines(editor: vscode.TextEditor, from: string, to: string): void {
  const lines = editor.document.getText().split(/\r?\n/);
  const start = lines.findIndex((line) => line.includes(from));
  const end = lines.findIndex((line, index) => index > start && line === to);
  assert.ok(start >= 0 && end > start, `${from} … ${to} is not in the document.`);
  editor.selection = new vscode.Selection(start, 0, end, to.length);
}

export async function openSelected(path: string, from: string, to: string) {
  const editor = await openSample(path);
  selectLines(editor, from, to);
  return editor;
}

/** Runs a command that asks and returns its turn when it has ended. */
export async function askBy(command: string): Promise<TurnView> {
  const { chat } = await tandem();
  await vscode.commands.executeCommand(command);
  const turn = chat.turns().at(-1);
  assert.ok(turn, `${command} added no turn.`);
  return turn;
}

export function isOver({ state }: TurnView): boolean {
  return state === "done" || state === "stopped" || state === "failed";
}

/** The turn that is running or ran last. */
export async function lastTurn(): Promise<TurnView | undefined> {
  return (await tandem()).chat.turns().at(-1);
}

/** What Tandem shows as messages while `work` runs; VS Code's own functions are put back after it. */
export async function messagesDuring(work: () => Promise<unknown>): Promise<string[]> {
  const shown: string[] = [];
  const names = ["showInformationMessage", "showWarningMessage", "showErrorMessage"] as const;
  const originals = names.map((name) => vscode.window[name]);
  const note = async (message: string) => {
    shown.push(message);
    return undefined;
  };
  for (const name of names) Object.assign(vscode.window, { [name]: note });
  try {
    await work();
  } finally {
    for (const [index, name] of names.entries()) {
      Object.assign(vscode.window, { [name]: originals[index] });
    }
  }
  return shown;
}

/** Closes everything without a question; what is not saved is put back first. */
export async function closeEverything(): Promise<void> {
  for (const document of vscode.workspace.textDocuments) {
    if (!document.isDirty) continue;
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
  }
  await vscode.commands.executeCommand("workbench.action.closeAllEditors");
}
