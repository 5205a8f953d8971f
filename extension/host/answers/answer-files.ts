// The files that an answer wants to change: what the model was shown of each, what stands there now, and how a change of the
// one becomes a change of the other. Decides nothing about blocks.

import type { Reference } from "../../../core/chat/reference.ts";
import type { FileChange, FileState } from "../../../core/edit/change.ts";
import { lineHunks } from "../../../core/edit/hunks.ts";
import { rebase } from "../../../core/edit/rebase.ts";
import { asDocumentText } from "../edits/document-text.ts";
import { shownPath } from "../places.ts";
import { type FoundFile, findFiles } from "./file-states.ts";
import type { OfferedFile } from "./offered-change.ts";

export type AnswerFiles = {
  find(paths: readonly string[], signal: AbortSignal): Promise<void>;
  /** The text that blocks are read against: what the model saw, where that is known. */
  stateAt(path: string): FileState;
  languageOf(path: string): string;
  /** One name for one file, whatever the model calls it. */
  nameOf(path: string): string;
  /** The model was shown the file, and it is gone. */
  isGone(path: string): boolean;
  /** The change as one of the text that stands there now; undefined when that was changed at the same place. */
  toOffer(change: FileChange): OfferedFile | undefined;
  /** What stands in the files by now. */
  readAgain(signal: AbortSignal): Promise<void>;
  /** From now on blocks are read against what stands there now. */
  useCurrent(path: string): void;
};

export function createAnswerFiles(references: readonly Reference[]): AnswerFiles {
  const seen = seenTexts(references);
  const shown = new Set(references.flatMap((each) => ("path" in each ? [each.path] : [])));
  const found = new Map<string, FoundFile>();
  const read = async (paths: Iterable<string>, signal: AbortSignal) => {
    for (const [path, file] of await findFiles(paths, shown, signal)) {
      found.set(path, file);
      if (file.state.kind !== "ambiguous_path") found.set(shownPath(file.uri), file);
    }
  };
  return {
    find: (paths, signal) => {
      const news = paths.filter((path) => !found.has(path));
      return read(news, signal);
    },
    readAgain: (signal) => read([...found.keys()], signal),
    stateAt: (path) => {
      const state = found.get(path)?.state ?? { kind: "outside" };
      const text = seen.get(path);
      return state.kind === "text" && text !== undefined ? { kind: "text", text } : state;
    },
    languageOf: (path) => found.get(path)?.languageId ?? "",
    nameOf: (path) => {
      const file = found.get(path);
      const isKnown = file !== undefined && file.state.kind !== "ambiguous_path";
      return isKnown ? shownPath(file.uri) : path;
    },
    isGone: (path) => seen.has(path) && found.get(path)?.state.kind === "missing",
    toOffer: (change) => {
      const file = found.get(change.path);
      if (file === undefined) return undefined;
      const now = file.state.kind === "text" ? file.state.text : "";
      const moved = onto(now, change);
      return moved && { uri: file.uri, path: change.path, isNew: change.isNew, ...moved };
    },
    useCurrent: (path) => void seen.delete(path),
  };
}

/** The same change of another text; undefined where the two texts differ at its place. */
export function onto(
  now: string,
  { before, after }: { before: string; after: string },
): Pick<OfferedFile, "before" | "after" | "hunks"> | undefined {
  if (before === now) return { before, after, hunks: lineHunks(before, after) };
  const from = { before: asDocumentText(before), after: asDocumentText(after) };
  const hunks = lineHunks(from.before, from.after);
  const rebased = rebase({ ...from, hunks }, asDocumentText(now));
  return "conflict" in rebased ? undefined : rebased;
}

/** Whole files alone: of a part nobody can tell where in the file it stood. */
function seenTexts(references: readonly Reference[]): Map<string, string> {
  const texts = references.flatMap((each): [string, string][] => {
    if (each.kind === "file") return [[each.path, each.text]];
    return each.kind === "folder" ? each.files.map(({ path, text }) => [path, text]) : [];
  });
  return new Map(texts);
}
