// The one place where VS Code's cancellation tokens become abort signals.

import type * as vscode from "vscode";

/** A signal that aborts with the token or with the other signal, whichever comes first. */
export function signalOf(token: vscode.CancellationToken, signal: AbortSignal): AbortSignal {
  const controller = new AbortController();
  if (token.isCancellationRequested) controller.abort();
  token.onCancellationRequested(() => controller.abort());
  return AbortSignal.any([controller.signal, signal]);
}
