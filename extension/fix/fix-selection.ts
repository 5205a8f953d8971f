// Fix Selection and /fix: the selected code by a replacement of it, or whole files by edit blocks when only files, several
// selections or problems are attached.

import type { Reference } from "../../core/chat/reference.ts";
import { askForReplacement } from "../host/answers/scoped-change.ts";
import { attachedFiles, codeToChange } from "../host/attached-code.ts";
import { whyReadonly } from "../host/edits/apply.ts";
import type { PreviewFocus } from "../host/edits/proposed-change.ts";
import { t } from "../words.ts";
import { fixFiles } from "./fix-file.ts";
import type { FixFlowDeps } from "./flow-deps.ts";

export async function fixSelection(
  words: string,
  references: readonly Reference[],
  deps: FixFlowDeps,
  signal: AbortSignal,
  focus?: PreviewFocus,
): Promise<void> {
  if (isAboutFiles(references)) {
    const files = await attachedFiles(references, signal);
    const all = [...references, ...files];
    const names = all.flatMap((each) => ("path" in each ? [each.path] : []));
    const title = t("Fix {0}", [...new Set(names)].join(", "));
    await fixFiles({ title, words, references: all, focus }, deps, signal);
    return;
  }
  const code = await codeToChange(references, signal);
  if ("refusal" in code) return deps.notify("info", code.refusal);
  const readonly = await whyReadonly(code.selected.document.uri);
  if (readonly !== undefined) return deps.notify("info", readonly);
  signal.throwIfAborted();
  const titleFor = (place: string) => withWords(t("Fix {0}", place), words);
  await askForReplacement({ prompt: "fix", titleFor, question: words, focus, ...code }, deps);
}

function withWords(title: string, words: string): string {
  return words === "" ? title : `${title}: ${words}`;
}

const ofFiles: ReadonlySet<Reference["kind"]> = new Set(["file", "folder", "symbol", "problems"]);

function isAboutFiles(references: readonly Reference[]): boolean {
  const selections = references.filter(({ kind }) => kind === "selection").length;
  if (selections === 1) return false;
  return selections > 1 || references.some(({ kind }) => ofFiles.has(kind));
}
