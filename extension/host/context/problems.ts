// The problems the editor reports, one reference a file: all of them for a mention, those of one place for a command. Files
// that usually hold secrets are left out, because messages quote what they complain about.

import * as vscode from "vscode";
import type { Problem, ProblemsReference } from "../../../core/chat/reference.ts";
import { isSecretFile } from "../../../core/completion/secret-files.ts";
import { t } from "../../words.ts";
import { shownPath } from "../places.ts";
import type { NotAttached } from "./context.ts";
import { secretsLeftOut } from "./left-out.ts";

const mostFiles = 20;
const mostOfFile = 20;

/** Of the whole workspace, files with errors before others; the first one also tells what was left out of all. */
export function problemReferences(): ProblemsReference[] | NotAttached {
  const all = vscode.languages
    .getDiagnostics()
    .filter(([uri, found]) => found.length > 0 && isInWorkspace(uri));
  const shown = all.filter(([uri]) => !isSecretFile(uri.path));
  const leftOut = secretsLeftOut(all.length - shown.length);
  const [first, ...others] = shown
    .map(([uri, found]) => problemsOf(uri, found))
    .sort((one, other) => weightOf(one) - weightOf(other))
    .slice(0, mostFiles);
  if (first !== undefined)
    return leftOut === "" ? [first, ...others] : [{ ...first, leftOut }, ...others];
  return {
    refusal: leftOut || t("The editor reports no problems, so there is nothing to attach."),
  };
}

export function problemsOf(
  uri: vscode.Uri,
  diagnostics: readonly vscode.Diagnostic[],
): ProblemsReference {
  const problems = [...diagnostics]
    .sort((one, other) => one.severity - other.severity)
    .slice(0, mostOfFile)
    .map(problemOf);
  return { kind: "problems", path: shownPath(uri), problems };
}

export function problemOf({ severity, message, source, range }: vscode.Diagnostic): Problem {
  return {
    severity: severities[severity],
    message,
    ...(source === undefined ? {} : { source }),
    line: range.start.line + 1,
  };
}

export function problemCount(): number {
  return vscode.languages
    .getDiagnostics()
    .filter(([uri]) => isInWorkspace(uri) && !isSecretFile(uri.path))
    .reduce((sum, [, found]) => sum + found.length, 0);
}

function isInWorkspace(uri: vscode.Uri): boolean {
  return vscode.workspace.getWorkspaceFolder(uri) !== undefined;
}

function weightOf({ problems }: ProblemsReference): number {
  return Math.min(...problems.map(({ severity }) => order.indexOf(severity)));
}

const order: Problem["severity"][] = ["error", "warning", "information", "hint"];
const severities: Record<vscode.DiagnosticSeverity, Problem["severity"]> = {
  [vscode.DiagnosticSeverity.Error]: "error",
  [vscode.DiagnosticSeverity.Warning]: "warning",
  [vscode.DiagnosticSeverity.Information]: "information",
  [vscode.DiagnosticSeverity.Hint]: "hint",
};
