// The edits at the cursor of this window: one is written at a time, a new one stops the one before, and the last instruction
// is offered again. What an edit does is in inline-edit.ts.

import * as vscode from "vscode";
import type { EditFlowDeps } from "./flow-deps.ts";

export type InlineEdits = {
  start(signal: AbortSignal): Promise<void>;
  stop(): void;
};

/** While it is set, Escape in an editor stops the edit. */
const runningKey = "tandem.inlineEditRunning";

export function createInlineEdits(deps: EditFlowDeps): InlineEdits {
  let lastInstruction = "";
  let running: AbortController | undefined;

  const run = async (work: (signal: AbortSignal) => Promise<void>, outer: AbortSignal) => {
    running?.abort();
    const own = new AbortController();
    running = own;
    void vscode.commands.executeCommand("setContext", runningKey, true);
    try {
      await work(AbortSignal.any([own.signal, outer]));
    } finally {
      if (running === own) {
        running = undefined;
        void vscode.commands.executeCommand("setContext", runningKey, false);
      }
    }
  };
  return {
    start: async (signal) => {
      const { askInstruction, editInline } = await import("./inline-edit.ts");
      const asked = await askInstruction(lastInstruction, deps, signal);
      if (asked === undefined) return;
      lastInstruction = asked.instruction;
      const edit = (): Promise<void> =>
        run((inner) => editInline(asked, deps, () => deps.atEdge(edit()), inner), deps.lifetime);
      await edit();
    },
    stop: () => running?.abort(),
  };
}
