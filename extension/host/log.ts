// The one log, shown as the output channel “Tandem”. What goes in are names, codes, counts and times: never code,
// prompts, answers or keys.

import * as vscode from "vscode";
import { ModelError } from "../../core/model/errors.ts";

export type Log = Pick<vscode.LogOutputChannel, "info" | "warn" | "error" | "debug" | "show">;

export function openLog(): vscode.LogOutputChannel {
  return vscode.window.createOutputChannel("Tandem", { log: true });
}

/** What may be logged of an error: the facts of a ModelError; of anything else its stack, which holds our own code. */
export function describeError(error: unknown): string {
  if (error instanceof ModelError) {
    const status = error.status === undefined ? "" : ` status=${error.status}`;
    const request = error.requestId === undefined ? "" : ` request=${error.requestId}`;
    return `${error.code}${status}${request}: ${error.summary}`;
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
