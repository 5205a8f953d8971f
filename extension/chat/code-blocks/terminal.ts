// Types a command of an answer into a terminal and leaves running it to the person. A terminal is used only while it is
// known to wait for a command; another one is opened otherwise, because keys mean something else to a running program.

import * as vscode from "vscode";
import { t } from "../../words.ts";
import { type TypedCommand, typedCommand } from "./typed-command.ts";

export type TerminalTyping = vscode.Disposable & {
  /** Undefined when it was typed; else what was done instead. */
  type(code: string): Promise<string | undefined>;
};

export function watchTerminalTyping(): TerminalTyping {
  /** A command has ended in them since one was begun or typed. */
  const waiting = new WeakSet<vscode.Terminal>();
  const subscriptions = [
    vscode.window.onDidStartTerminalShellExecution(({ terminal }) => waiting.delete(terminal)),
    vscode.window.onDidEndTerminalShellExecution(({ terminal }) => waiting.add(terminal)),
  ];
  return {
    type: async (code) => {
      const command = typedCommand(code);
      if ("refused" in command) return copyInstead(command.refused, code);
      const active = vscode.window.activeTerminal;
      const terminal =
        active && waiting.has(active) ? active : vscode.window.createTerminal("Tandem");
      // What is typed next would go on in the same line.
      waiting.delete(terminal);
      terminal.show(false);
      terminal.sendText(command.text, false);
      return undefined;
    },
    dispose: () => {
      for (const subscription of subscriptions) subscription.dispose();
    },
  };
}

type Refused = Extract<TypedCommand, { refused: string }>["refused"];

async function copyInstead(refused: Refused, code: string): Promise<string> {
  if (refused === "nothing") return t("The code block is empty.");
  await vscode.env.clipboard.writeText(code);
  return refused === "several_lines"
    ? t(
        "A terminal would run these lines one by one, so they were copied instead: read and paste them.",
      )
    : t(
        "The code holds characters that cannot be seen, so it was copied instead: read it before you paste it.",
      );
}
