// What became of the problems of changed files: known from before the last change of each, and read again once the editor has
// looked at the new text. It waits for the editor to be quiet, because language servers report in several steps.

import * as vscode from "vscode";
import { compareProblems, countOf } from "./problem-counts.ts";

export type ProblemWatch = vscode.Disposable & {
  /** After a change: what became of the problems in a sentence; empty when there is nothing to say. */
  result(signal: AbortSignal): Promise<string>;
};

/** Long enough for a type checker that has just been started. */
const firstReportMs = 5_000;
const quietMs = 800;

export function watchProblems(uris: readonly vscode.Uri[]): ProblemWatch {
  const wanted = new Map(uris.map((uri) => [uri.toString(), uri]));
  const before = countsNow(wanted);
  let hasReported = false;
  let onReport = () => {};
  const listeners = vscode.Disposable.from(
    // The change may be applied at any time and by any key, so that every change of text could be the one.
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      const key = document.uri.toString();
      if (!wanted.has(key) || contentChanges.length === 0) return;
      before.set(key, countsOf(document.uri));
      hasReported = false;
    }),
    vscode.languages.onDidChangeDiagnostics((event) => {
      if (!event.uris.some((uri) => wanted.has(uri.toString()))) return;
      hasReported = true;
      onReport();
    }),
  );
  const settled = (signal: AbortSignal) =>
    new Promise<void>((resolve) => {
      let timer = setTimeout(finish, hasReported ? quietMs : firstReportMs);
      onReport = () => {
        clearTimeout(timer);
        timer = setTimeout(finish, quietMs);
      };
      signal.addEventListener("abort", finish, { once: true });
      function finish() {
        clearTimeout(timer);
        onReport = () => {};
        signal.removeEventListener("abort", finish);
        resolve();
      }
    });
  return {
    result: async (signal) => {
      await settled(signal);
      return compareProblems(before, countsNow(wanted));
    },
    dispose: () => listeners.dispose(),
  };
}

function countsNow(uris: ReadonlyMap<string, vscode.Uri>) {
  return new Map([...uris].map(([key, uri]) => [key, countsOf(uri)]));
}

function countsOf(uri: vscode.Uri): Map<string, number> {
  // Without the place: a change moves what it does not mend.
  const keys = vscode.languages
    .getDiagnostics(uri)
    .map(({ message, severity, source = "" }) => JSON.stringify([severity, source, message]));
  return countOf(keys);
}
