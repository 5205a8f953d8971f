// Fix All in File: asks for edit blocks that mend every problem of a file, or of the files that are attached.

import * as vscode from "vscode";
import type { FileReference, Reference } from "../../core/chat/reference.ts";
import { askForChanges } from "../host/answers/answer-changes.ts";
import type { Connect } from "../host/answers/answer-run.ts";
import { problemOf } from "../host/context/problems.ts";
import { openAgain, whyReadonly } from "../host/edits/apply.ts";
import type { PreviewFocus } from "../host/edits/proposed-change.ts";
import { shownPath } from "../host/places.ts";
import { plural, t } from "../words.ts";
import type { FixFlowDeps } from "./flow-deps.ts";
import { noProblems, whyUnshown } from "./problem-place.ts";

export async function fixAllInFile(
  argument: unknown,
  deps: FixFlowDeps,
  signal: AbortSignal,
  connect?: Connect,
): Promise<void> {
  const uri =
    argument instanceof vscode.Uri ? argument : vscode.window.activeTextEditor?.document.uri;
  const document = uri && (await openAgain(uri));
  if (uri === undefined || document === undefined) {
    return deps.notify("info", t("Open the file with the problems first."));
  }
  const path = shownPath(uri);
  const problems = vscode.languages.getDiagnostics(uri);
  const refusal =
    (await whyUnshown(document)) ??
    (problems.length === 0 ? noProblems(uri).refusal : undefined) ??
    (await whyReadonly(uri));
  if (refusal !== undefined) return deps.notify("info", refusal);
  signal.throwIfAborted();
  const { languageId } = document;
  const text = document.getText();
  const references: Reference[] = [
    { kind: "file", path, languageId, text, origin: "mention" },
    { kind: "problems", path, problems: worstFirst(problems).map(problemOf) },
  ];
  const title = plural(
    problems.length,
    ["Fix {0} problem in {1}", "Fix {0} problems in {1}"],
    path,
  );
  await askForChanges(
    {
      ...{ prompt: "fixFile", title, question: "", references, connect },
      file: { path, startLine: firstLine(problems) },
      // The file and its problems as they are by then.
      onRetry: (other) => deps.atEdge(fixAllInFile(uri, deps, deps.lifetime, other)),
    },
    deps,
    signal,
  );
}

type FilesToFix = {
  title: string;
  words: string;
  references: readonly Reference[];
  focus?: PreviewFocus | undefined;
};

/** The attached files with what the editor reports in them. */
export async function fixFiles(
  asked: FilesToFix,
  deps: FixFlowDeps,
  signal: AbortSignal,
  connect?: Connect,
): Promise<void> {
  const { title, words, references, focus } = asked;
  const files = references.filter((each): each is FileReference => each.kind === "file");
  const [only, ...others] = files;
  await askForChanges(
    {
      ...{ prompt: "fixFile", title, question: words, references, connect, focus },
      ...(only === undefined || others.length > 0
        ? {}
        : { file: { path: only.path, startLine: 0 } }),
      onRetry: (other) => deps.atEdge(fixFiles(asked, deps, deps.lifetime, other)),
    },
    deps,
    signal,
  );
}

/** More would push the file itself out of a small window. */
const mostProblems = 100;

function worstFirst(problems: readonly vscode.Diagnostic[]): vscode.Diagnostic[] {
  return [...problems].sort((one, other) => one.severity - other.severity).slice(0, mostProblems);
}

function firstLine(problems: readonly vscode.Diagnostic[]): number {
  return Math.min(...problems.map(({ range }) => range.start.line));
}
