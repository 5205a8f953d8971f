// Fixing and explaining what is wrong: the selection, a problem the editor reports, a whole file, a failed command. Here is
// what is registered at the start; what the commands do is loaded when the first of them runs.

import type * as vscode from "vscode";
import type { Reference } from "../../core/chat/reference.ts";
import type { AskChat } from "../host/answers/ask-chat.ts";
import type { EditorContext } from "../host/context/context.ts";
import { createEdge } from "../host/edge.ts";
import type { PreviewFocus, ProposedChanges } from "../host/edits/proposed-change.ts";
import type { Log } from "../host/log.ts";
import type { Notify } from "../host/notify.ts";
import { provideFixes } from "./code-actions.ts";
import { offerExplanation, type WatchedTerminals } from "./failure-offer.ts";
import type { FixFlowDeps } from "./flow-deps.ts";

export type Fix = vscode.Disposable & {
  /** The attached code, or else what is selected in the editor; `words` say what to look at. */
  fixSelection(
    words: string,
    references: readonly Reference[],
    signal: AbortSignal,
    focus?: PreviewFocus,
  ): Promise<void>;
  /** What a code action hands over; without it the problem at the cursor. */
  fixProblem(argument: unknown, signal: AbortSignal): Promise<void>;
  fixAllInFile(argument: unknown, signal: AbortSignal): Promise<void>;
  explainProblem(argument: unknown, signal: AbortSignal): Promise<void>;
  /** What the status bar hands over; without it what is selected in the terminal, or its last command. */
  explainFailure(argument: unknown, signal: AbortSignal): Promise<void>;
};

export type FixDeps = {
  chat: AskChat;
  changes: ProposedChanges;
  context: Pick<EditorContext, "terminal"> & { terminals: WatchedTerminals };
  notify: Notify;
  log: Log;
  /** Ends with the window. */
  lifetime: AbortSignal;
};

export function createFix(deps: FixDeps): Fix {
  const flow: FixFlowDeps = { ...deps, atEdge: createEdge("fix", deps, deps.lifetime) };
  const provider = provideFixes();
  const offer = offerExplanation(deps.context.terminals);
  return {
    fixSelection: (words, references, signal, focus) =>
      flow.chat.gather(async (inner) => {
        const { fixSelection } = await import("./fix-selection.ts");
        await fixSelection(words, references, flow, inner, focus);
      }, signal),
    fixProblem: (argument, signal) =>
      flow.chat.gather(async (inner) => {
        const { fixProblem } = await import("./fix-problem.ts");
        await fixProblem(argument, flow, inner);
      }, signal),
    fixAllInFile: (argument, signal) =>
      flow.chat.gather(async (inner) => {
        const { fixAllInFile } = await import("./fix-file.ts");
        await fixAllInFile(argument, flow, inner);
      }, signal),
    explainProblem: (argument, signal) =>
      flow.chat.gather(async (inner) => {
        const { explainProblem } = await import("./explain.ts");
        await explainProblem(argument, flow, inner);
      }, signal),
    explainFailure: (argument, signal) => {
      const failed = offer.take(argument);
      return flow.chat.gather(async (inner) => {
        const { explainFailure } = await import("./explain.ts");
        await explainFailure(failed, flow, inner);
      }, signal);
    },
    dispose: () => {
      provider.dispose();
      offer.dispose();
    },
  };
}
