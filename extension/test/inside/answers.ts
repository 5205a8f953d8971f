// What tests of changes do again and again: say something in the chat and wait for what becomes of it, look at the shown
// proposal, decide it. The simulated model answers verbatim what a message asks it to.

import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { TurnView } from "../../webview/messages.ts";
import { isOver, tandem, when } from "./tandem.ts";

/** A message that makes the simulated model answer exactly this. */
export function verbatim(answer: string): string {
  return `simulator: answer\n${answer}\nsimulator: end`;
}

export function editBlock(path: string, search: string, replace: string): string {
  return `\`\`\`\n${path}\n<<<<<<< SEARCH\n${search}=======\n${replace}>>>>>>> REPLACE\n\`\`\`\n`;
}

/** Does something and waits until the last turn of the chat is over and is as wanted. */
export async function turnAfter(
  act: () => unknown,
  isWanted: (turn: TurnView) => boolean = () => true,
): Promise<TurnView> {
  const { chat } = await tandem();
  const before = chat.turns().at(-1)?.id;
  let found: TurnView | undefined;
  const look = () => {
    const last = chat.turns().at(-1);
    found = last !== undefined && last.id !== before && isOver(last) ? last : undefined;
    return found !== undefined && isWanted(found);
  };
  const seen = when(chat.onDidPost, look);
  await act();
  await seen;
  assert.ok(found);
  return found;
}

export const hasCard = ({ card }: TurnView): boolean => card !== undefined;

/** Sends a message as the chat's page does. */
export async function say(text: string, isWanted = hasCard): Promise<TurnView> {
  const { chat } = await tandem();
  return turnAfter(() => chat.receive({ type: "submit", text }), isWanted);
}

/** Presses a button of the last card, or does something else, and waits until the card's title is as wanted. */
export async function cardAfter(
  act: () => unknown,
  title: RegExp,
): Promise<NonNullable<TurnView["card"]>> {
  const { chat } = await tandem();
  const card = () => chat.turns().at(-1)?.card;
  const seen = when(chat.onDidPost, () => title.test(`${card()?.title} ${card()?.detail}`));
  await act();
  await seen;
  const found = card();
  assert.ok(found);
  return found;
}

/** The first message for information that is shown once something was done. */
export async function messageAfter(act: () => unknown): Promise<string> {
  const { showInformationMessage } = vscode.window;
  const { promise, resolve } = Promise.withResolvers<string>();
  const note = async (message: string) => resolve(message);
  Object.assign(vscode.window, { showInformationMessage: note });
  try {
    await act();
    return await promise;
  } finally {
    Object.assign(vscode.window, { showInformationMessage });
  }
}

/** Whether each preview that is opened while something is done takes the keyboard, in the order they are opened. */
export async function keyboardDuring(act: () => unknown): Promise<("taken" | "left")[]> {
  const opened: ("taken" | "left")[] = [];
  const { showTextDocument } = vscode.window;
  const note = (document: vscode.TextDocument, options?: vscode.TextDocumentShowOptions) => {
    if (document.uri?.scheme === "tandem-proposal")
      opened.push(options?.preserveFocus === true ? "left" : "taken");
    return showTextDocument(document, options);
  };
  Object.assign(vscode.window, { showTextDocument: note });
  try {
    await act();
  } finally {
    Object.assign(vscode.window, { showTextDocument });
  }
  return opened;
}

export const accept = () => vscode.commands.executeCommand("tandem.acceptChange");
export const discard = () => vscode.commands.executeCommand("tandem.discardChange");

/** The tabs of previews and of diffs with them. */
export function proposalTabs(): vscode.Tab[] {
  return vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .filter(
      ({ input }) =>
        (input instanceof vscode.TabInputText && input.uri.scheme === "tandem-proposal") ||
        input instanceof vscode.TabInputTextDiff,
    );
}

export function workspaceUri(path: string): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  assert.ok(folder, "The suite runs in a workspace.");
  return vscode.Uri.joinPath(folder, path);
}

export async function writeFile(path: string, text: string): Promise<vscode.Uri> {
  const uri = workspaceUri(path);
  await vscode.workspace.fs.writeFile(uri, Buffer.from(text));
  return uri;
}

export async function textOf(uri: vscode.Uri): Promise<string> {
  return (await vscode.workspace.openTextDocument(uri)).getText();
}
