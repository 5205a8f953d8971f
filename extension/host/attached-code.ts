// Which code a command is about that somebody typed with things attached: the attached selection, found in its document
// again, or what is selected in the editor. And the whole files behind what is attached.

import type { FileReference, Reference } from "../../core/chat/reference.ts";
import { isSecretFile } from "../../core/completion/secret-files.ts";
import { t } from "../words.ts";
import { findPlace } from "./answers/file-states.ts";
import { fileReference } from "./context/file-references.ts";
import { openAgain } from "./edits/apply.ts";
import { onlyOccurrence } from "./occurrence.ts";
import {
  describeRange,
  type NoSelectedCode,
  type SelectedCode,
  selectedCode,
} from "./selected-code.ts";

export type CodeToChange = {
  selected: SelectedCode;
  /** What else is attached. */
  others: Reference[];
};

/** With several selections attached it is the first that is changed; the others go along. */
export async function codeToChange(
  references: readonly Reference[],
  signal: AbortSignal,
): Promise<CodeToChange | NoSelectedCode> {
  const selection = references.find((each) => each.kind === "selection");
  if (selection === undefined) {
    const selected = await selectedCode(signal);
    return "refusal" in selected ? selected : { selected, others: [...references] };
  }
  const { path, text, startLine } = selection;
  const place = await findPlace(path, true);
  if (place?.isAmbiguous) {
    const said = t("Several files are called {0}: select the code in the one that is meant.", path);
    return { refusal: said };
  }
  const document = place?.isThere ? await openAgain(place.uri) : undefined;
  if (document === undefined) return { refusal: t("{0} no longer exists.", path) };
  const now = document.getText();
  const atLine = offsetOfLine(now, startLine - 1);
  const start = now.startsWith(text, atLine) ? atLine : onlyOccurrence(now, text);
  if (start === undefined || text === "") {
    return { refusal: t("The selected code has changed in {0}: select it again.", path) };
  }
  const described = ["selection", "surroundings"];
  return {
    selected: describeRange(document, start, start + text.length),
    others: references.filter(
      (each) => !(described.includes(each.kind) && "path" in each && each.path === path),
    ),
  };
}

/** Every file that something attached is of, as a whole; secret files only when they were attached themselves. */
export async function attachedFiles(
  references: readonly Reference[],
  signal: AbortSignal,
): Promise<FileReference[]> {
  const files: FileReference[] = [];
  for (const path of new Set(references.flatMap(pathOf))) {
    if (references.some((each) => each.kind === "file" && each.path === path)) continue;
    if (isSecretFile(path)) continue;
    const place = await findPlace(path, true);
    if (place?.isThere !== true || place.isAmbiguous) continue;
    const file = await fileReference(place.uri, signal);
    if (!("refusal" in file)) files.push(file);
  }
  return files;
}

function pathOf(reference: Reference): string[] {
  const { kind } = reference;
  return kind === "selection" || kind === "symbol" || kind === "problems" ? [reference.path] : [];
}

function offsetOfLine(text: string, line: number): number {
  let offset = 0;
  for (let count = 0; count < line; count += 1) {
    const next = text.indexOf("\n", offset);
    if (next === -1) return text.length;
    offset = next + 1;
  }
  return offset;
}
