// Offers in the status bar to explain the command that has just failed in the active terminal. The offer goes with the next
// command there, with another terminal, and when it is taken. What the explanation is made of is not known here.

import * as vscode from "vscode";
import type { TerminalReference } from "../../core/chat/reference.ts";
import type { Terminals } from "../host/context/terminals.ts";
import { t } from "../words.ts";
import { shortMessage } from "./code-actions.ts";

export type FailureOffer = vscode.Disposable & {
  /** What is offered, when the command came from the offer; in any case the offer is over. */
  take(argument: unknown): TerminalReference | undefined;
};

export type WatchedTerminals = Pick<Terminals, "lastCommand" | "onDidFail">;

/** What Ctrl+C ends has not failed: the first is a shell's, the other one Windows'. */
const interrupted: readonly (number | undefined)[] = [130, 0xc000013a, 0xc000013a - 2 ** 32];

/** What the command is called with by the offer, and by nothing else. */
const fromOffer = "offer";

export function offerExplanation(terminals: WatchedTerminals): FailureOffer {
  // On the left of Tandem's own item.
  const item = vscode.window.createStatusBarItem(
    "tandem.explainFailure",
    vscode.StatusBarAlignment.Right,
    101,
  );
  item.name = t("Tandem: Explain Failure");
  item.text = `$(lightbulb) ${t("Explain Failure")}`;
  item.command = {
    command: "tandem.explainFailure",
    title: t("Explain Failure"),
    arguments: [fromOffer],
  };
  let offered: TerminalReference | undefined;
  const hide = () => {
    offered = undefined;
    item.hide();
  };
  const listeners = [
    terminals.onDidFail((failed) => {
      // A command may also fail in a terminal that nobody looks at.
      if (failed !== terminals.lastCommand() || interrupted.includes(failed.exitCode)) return;
      const tooltip = t(
        "“{0}” ended with exit code {1}. Ask Tandem why.",
        shortMessage(failed.command ?? ""),
        failed.exitCode ?? "",
      );
      item.tooltip = tooltip;
      item.accessibilityInformation = { label: `${t("Explain Failure")}: ${tooltip}` };
      offered = failed;
      item.show();
    }),
    vscode.window.onDidStartTerminalShellExecution(({ terminal }) => {
      if (terminal === vscode.window.activeTerminal) hide();
    }),
    vscode.window.onDidChangeActiveTerminal(hide),
  ];
  return {
    take: (argument) => {
      const taken = argument === fromOffer ? offered : undefined;
      hide();
      return taken;
    },
    dispose: () => {
      for (const each of [...listeners, item]) each.dispose();
    },
  };
}
