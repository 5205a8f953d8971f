// Offers to fix and explain the problems at a place, as quick fixes. It only names what can be done: nothing is read or asked
// before an action is chosen, because VS Code asks at every move of the cursor.

import * as vscode from "vscode";
import { holdsSecrets } from "../host/context/secret-places.ts";
import { isReadonly } from "../host/edits/apply.ts";
import { t } from "../words.ts";
import type { ProblemPlace } from "./problem-place.ts";

/** Text that nobody edits, and our own previews. */
const shownOnly = new Set([
  "output",
  "tandem-proposal",
  "git",
  "vscode-scm",
  "comment",
  "search-editor",
]);

export function provideFixes(): vscode.Disposable {
  return vscode.languages.registerCodeActionsProvider(
    "*",
    {
      provideCodeActions: async ({ uri }, _, { diagnostics }) => {
        if (diagnostics.length === 0 || shownOnly.has(uri.scheme)) return [];
        if (await holdsSecrets(uri)) return [];
        const explain = diagnostics.map((problem) =>
          actionFor("explain", uri, problem, diagnostics),
        );
        if (await isReadonly(uri)) return explain;
        const fix = diagnostics.map((problem) => actionFor("fix", uri, problem, diagnostics));
        const isMore = vscode.languages.getDiagnostics(uri).length > 1;
        return [...fix, ...explain, ...(isMore ? [fixAllAction(uri)] : [])];
      },
    },
    { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] },
  );
}

function actionFor(
  what: "fix" | "explain",
  uri: vscode.Uri,
  problem: vscode.Diagnostic,
  all: readonly vscode.Diagnostic[],
): vscode.CodeAction {
  const name = what === "fix" ? t("Fix with Tandem") : t("Explain with Tandem");
  // With one problem it is clear which is meant.
  const title = all.length === 1 ? name : `${name}: ${shortMessage(problem.message)}`;
  const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  action.diagnostics = [problem];
  const place: ProblemPlace = { uri, range: problem.range, message: problem.message };
  const command = what === "fix" ? "tandem.fixProblem" : "tandem.explainProblem";
  action.command = { command, title, arguments: [place] };
  return action;
}

function fixAllAction(uri: vscode.Uri): vscode.CodeAction {
  const title = t("Fix All in File with Tandem");
  const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  action.command = { command: "tandem.fixAllInFile", title, arguments: [uri] };
  return action;
}

const longestMessage = 60;

export function shortMessage(message: string): string {
  const [line = ""] = message.split(/\r?\n/, 1);
  return line.length > longestMessage ? `${line.slice(0, longestMessage - 1)}…` : line;
}
