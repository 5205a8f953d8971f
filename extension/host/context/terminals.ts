// Remembers the last command that ended in each terminal with shell integration, with its output, and reads what is
// selected in a terminal. Nothing is remembered of a terminal that is closed.

import * as vscode from "vscode";
import type { TerminalReference } from "../../../core/chat/reference.ts";
import { t } from "../../words.ts";
import type { NotAttached } from "./context.ts";

export type Terminals = vscode.Disposable & {
  reference(signal: AbortSignal): Promise<readonly TerminalReference[] | NotAttached>;
  /** The last command of the active terminal; what failed has an exit code other than 0. */
  lastCommand(): TerminalReference | undefined;
  /** A command ended with an exit code other than 0. */
  onDidFail: vscode.Event<TerminalReference>;
};

/** The end of the output says what went wrong. */
const mostOutput = 32_000;

export function watchTerminals(): Terminals {
  const lastOf = new WeakMap<vscode.Terminal, TerminalReference>();
  const outputs = new WeakMap<vscode.TerminalShellExecution, Promise<string>>();
  const failed = new vscode.EventEmitter<TerminalReference>();
  const listeners = [
    vscode.window.onDidStartTerminalShellExecution(({ execution }) => {
      outputs.set(execution, readAll(execution));
    }),
    vscode.window.onDidEndTerminalShellExecution(async ({ terminal, execution, exitCode }) => {
      const output = (await outputs.get(execution)) ?? "";
      const ended: TerminalReference = {
        kind: "terminal",
        origin: "command",
        command: execution.commandLine.value,
        ...(exitCode === undefined ? {} : { exitCode }),
        output,
      };
      lastOf.set(terminal, ended);
      if (exitCode !== undefined && exitCode !== 0) failed.fire(ended);
    }),
  ];
  const lastCommand = () => {
    const active = vscode.window.activeTerminal;
    return active === undefined ? undefined : lastOf.get(active);
  };
  return {
    lastCommand,
    onDidFail: failed.event,
    reference: async (signal) => {
      const selected = await selectedText();
      signal.throwIfAborted();
      if (selected !== "") return [{ kind: "terminal", origin: "selection", output: selected }];
      const last = lastCommand();
      if (last !== undefined) return [last];
      return {
        refusal:
          vscode.window.activeTerminal === undefined
            ? t("No terminal is open.")
            : t(
                "Select text in the terminal first: its shell does not tell VS Code about its commands.",
              ),
      };
    },
    dispose: () => {
      for (const listener of listeners) listener.dispose();
      failed.dispose();
    },
  };
}

async function readAll(execution: vscode.TerminalShellExecution): Promise<string> {
  let output = "";
  for await (const piece of execution.read()) output = (output + piece).slice(-mostOutput);
  return output;
}

/**
 * VS Code tells a terminal's selection only through the clipboard, which gets its own text back. Nothing is written there
 * while nothing is selected, so that an image in it stays.
 */
async function selectedText(): Promise<string> {
  if (vscode.window.activeTerminal === undefined) return "";
  const { clipboard } = vscode.env;
  const own = await clipboard.readText();
  await vscode.commands.executeCommand("workbench.action.terminal.copySelection");
  const copied = await clipboard.readText();
  if (copied === own) return "";
  await clipboard.writeText(own);
  return copied.slice(-mostOutput);
}
