// Which problem a command is about: the one a code action names, or the one at the cursor or closest to it. And the code it
// is in: the function or class around it, or some lines where the language knows none.

import * as vscode from "vscode";
import { holdsSecrets } from "../host/context/secret-places.ts";
import { openAgain } from "../host/edits/apply.ts";
import { shownPath } from "../host/places.ts";
import {
  describeRange,
  enclosingSymbol,
  type NoSelectedCode,
  type SelectedCode,
  whyNoCode,
} from "../host/selected-code.ts";
import { t } from "../words.ts";

/** What a code action hands over. */
export type ProblemPlace = { uri: vscode.Uri; range: vscode.Range; message: string };

export type FoundProblem = { document: vscode.TextDocument; problems: vscode.Diagnostic[] };

/** `argument` comes from whoever ran the command, which may be anybody. */
export async function findProblem(argument: unknown): Promise<FoundProblem | NoSelectedCode> {
  const place = isPlace(argument) ? argument : undefined;
  const document =
    place === undefined ? vscode.window.activeTextEditor?.document : await openAgain(place.uri);
  if (document === undefined) {
    return { refusal: t("Open the file with the problem first.") };
  }
  const refusal = await whyUnshown(document);
  if (refusal !== undefined) return { refusal };
  const all = vscode.languages.getDiagnostics(document.uri);
  if (place !== undefined) {
    const named = all.filter(
      ({ message, range }) => message === place.message && range.isEqual(place.range),
    );
    // The editor may have looked again in between: what was chosen is still what is meant.
    const problems = named.length > 0 ? named : [new vscode.Diagnostic(place.range, place.message)];
    return { document, problems };
  }
  const at = vscode.window.activeTextEditor?.selection.active ?? new vscode.Position(0, 0);
  const problems = closestTo(at, all);
  return problems.length > 0 ? { document, problems } : noProblems(document.uri);
}

/** Why a model is not shown code that nobody has selected. */
export async function whyUnshown(document: vscode.TextDocument): Promise<string | undefined> {
  if (!(await holdsSecrets(document.uri))) return whyNoCode(document);
  const name = shownPath(document.uri);
  return t(
    "{0} is likely to hold secrets: select what the model may see, and ask about that.",
    name,
  );
}

export function noProblems(uri: vscode.Uri): NoSelectedCode {
  return { refusal: t("The editor reports no problems in {0}.", shownPath(uri)) };
}

const linesAround = 15;
/** A class may be as long as its file: what is to be fixed is then the lines around the problem. */
const longestScope = 200;

export async function codeAround(
  { document, problems }: FoundProblem,
  signal: AbortSignal,
): Promise<SelectedCode> {
  const range = unionOf(problems.map((problem) => document.validateRange(problem.range)));
  const symbol = await enclosingSymbol(document, range.start, signal);
  signal.throwIfAborted();
  const isFitting =
    symbol?.contains(range) === true && symbol.end.line - symbol.start.line < longestScope;
  const scope = isFitting ? symbol : linesAroundRange(document, range);
  const [start, end] = [document.offsetAt(scope.start), document.offsetAt(scope.end)];
  return describeRange(document, start, end, problems);
}

function isPlace(argument: unknown): argument is ProblemPlace {
  return (
    typeof argument === "object" &&
    argument !== null &&
    "uri" in argument &&
    argument.uri instanceof vscode.Uri &&
    "range" in argument &&
    argument.range instanceof vscode.Range &&
    "message" in argument &&
    typeof argument.message === "string"
  );
}

/** Those that hold the position, else those of the closest line, else none. */
function closestTo(at: vscode.Position, all: readonly vscode.Diagnostic[]): vscode.Diagnostic[] {
  const inside = all.filter(({ range }) => range.contains(at));
  if (inside.length > 0) return inside;
  const distance = ({ range }: vscode.Diagnostic) =>
    Math.max(range.start.line - at.line, at.line - range.end.line, 0);
  const [first] = [...all].sort((one, other) => distance(one) - distance(other));
  return first === undefined ? [] : [first];
}

function unionOf([first, ...others]: readonly vscode.Range[]): vscode.Range {
  const start = first ?? new vscode.Range(0, 0, 0, 0);
  return others.reduce((union, range) => union.union(range), start);
}

function linesAroundRange(document: vscode.TextDocument, range: vscode.Range): vscode.Range {
  const first = Math.max(0, range.start.line - linesAround);
  const last = Math.min(document.lineCount - 1, range.end.line + linesAround);
  return document.validateRange(new vscode.Range(first, 0, last, Number.MAX_SAFE_INTEGER));
}
