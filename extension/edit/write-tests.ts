// Write Tests and /tests: asks for tests of the selected code, shows the model the test file that belongs to it, and offers
// what comes back as changes of files.

import * as vscode from "vscode";
import type { FileReference, Reference } from "../../core/chat/reference.ts";
import { isSecretFile } from "../../core/completion/secret-files.ts";
import { askForChanges } from "../host/answers/answer-changes.ts";
import type { Connect } from "../host/answers/answer-run.ts";
import { codeToChange } from "../host/attached-code.ts";
import { fileReference } from "../host/context/file-references.ts";
import type { PreviewFocus } from "../host/edits/proposed-change.ts";
import { shownPath } from "../host/places.ts";
import { t } from "../words.ts";
import type { EditFlowDeps } from "./flow-deps.ts";
import { onlyFileOf } from "./propose-from-answer.ts";
import { closestPath, testFileNames } from "./test-file.ts";

export async function writeTests(
  words: string,
  references: readonly Reference[],
  deps: EditFlowDeps,
  signal: AbortSignal,
  focus?: PreviewFocus,
): Promise<void> {
  const code = await codeToChange(references, signal);
  const isAttached = "refusal" in code && references.some(({ kind }) => isCode(kind));
  if ("refusal" in code && !isAttached) return deps.notify("info", code.refusal);
  const about =
    "refusal" in code
      ? { place: onlyFileOf(references) ?? t("the attached code"), references: [...references] }
      : {
          place: code.selected.place,
          references: [...code.selected.references, ...code.others],
        };
  const path = "refusal" in code ? onlyFileOf(references) : shownPath(code.selected.document.uri);
  const title = t("Write tests for {0}", about.place);
  await ask({ title, words, path, references: about.references, focus }, deps, signal);
}

type Asked = {
  title: string;
  words: string;
  path: string | undefined;
  references: Reference[];
  focus: PreviewFocus | undefined;
};

async function ask(
  asked: Asked,
  deps: EditFlowDeps,
  signal: AbortSignal,
  connect?: Connect,
): Promise<void> {
  const { title, words, path, references, focus } = asked;
  const known = path === undefined ? undefined : await testFileOf(path, references, signal);
  await askForChanges(
    {
      ...{ prompt: "tests", title, question: words, connect, focus },
      references: known === undefined ? references : [...references, known],
      onRetry: (other) => deps.atEdge(ask(asked, deps, deps.lifetime, other)),
    },
    deps,
    signal,
  );
}

const mostFound = 20;

async function testFileOf(
  path: string,
  references: readonly Reference[],
  signal: AbortSignal,
): Promise<FileReference | undefined> {
  const names = testFileNames(path);
  // Names with a pattern's own characters would be looked for as patterns.
  if (names.length === 0 || names.some((name) => /[^\p{L}\p{N}._$-]/u.test(name))) return undefined;
  const pattern = `**/{${names.join(",")}}`;
  const uris = await vscode.workspace.findFiles(pattern, "**/node_modules/**", mostFound);
  signal.throwIfAborted();
  const byPath = new Map(uris.map((uri) => [shownPath(uri), uri]));
  const closest = closestPath(path, [...byPath.keys()]);
  const uri = closest === undefined ? undefined : byPath.get(closest);
  if (uri === undefined || isSecretFile(uri.path)) return undefined;
  if (references.some((each) => each.kind === "file" && each.path === closest)) return undefined;
  const file = await fileReference(uri, signal);
  return "refusal" in file ? undefined : file;
}

function isCode(kind: Reference["kind"]): boolean {
  return kind === "file" || kind === "symbol" || kind === "folder";
}
