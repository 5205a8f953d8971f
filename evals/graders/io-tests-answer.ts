// Makes the candidate's file of an answer: as it is, joined at the cursor, or as a patch of the case's file. Repairs
// nothing else: what is left out is only what the answer repeats of its surroundings, word for word.
import { applyPatch, parsePatch } from "diff";
import type { AnswerSpec } from "../../core/protocol/case-file.ts";
import { cursor } from "../cases/placeholders.ts";

export type CandidateFile =
  | { ok: true; path: string; text: string; note?: string }
  | { ok: false; reason: string };

/** `fileName` is where code goes when the case does not say. */
export function candidateFile(
  answer: AnswerSpec,
  text: string,
  { files, fileName }: { files: ReadonlyMap<string, string>; fileName: string },
): CandidateFile {
  switch (answer.kind) {
    case "code":
      return { ok: true, path: answer.path ?? fileName, text };
    case "insertion":
      return { ok: true, path: answer.file, ...inserted(files.get(answer.file) ?? "", text) };
    case "file":
      if (!/^(?:--- \S.*\n\+\+\+ |@@ )/m.test(text)) return { ok: true, path: answer.file, text };
      return patched(answer.file, files.get(answer.file) ?? "", text);
    default:
      throw new RangeError(`An answer of kind ${answer.kind} is no program.`);
  }
}

/**
 * Prefix, answer, suffix. Three things are taken once when the answer repeats them exactly: lines right before the
 * cursor's line (with that line so far) at its start; the lines after the cursor's line at its end; and, when the
 * cursor's line so far is only indentation, that indentation.
 */
export function inserted(file: string, answer: string): { text: string; note?: string } {
  const at = file.indexOf(cursor);
  const [prefix, suffix] = [file.slice(0, at), file.slice(at + cursor.length)];
  const start = repeatedStart(prefix, answer);
  const rest = answer.slice(start);
  const kept = rest.slice(0, rest.length - repeatedEnd(suffix, rest));
  const text = prefix + kept + suffix;
  return kept === answer
    ? { text }
    : { text, note: "What the answer repeats of the text around the cursor is taken once." };
}

function repeatedStart(prefix: string, answer: string): number {
  const lineStart = prefix.lastIndexOf("\n") + 1;
  let longest = 0;
  for (let from = lineStart; from > 0; ) {
    from = prefix.lastIndexOf("\n", from - 2) + 1;
    const repeated = prefix.slice(from);
    if (repeated.length > answer.length) break;
    if (isTelling(prefix.slice(from, lineStart)) && answer.startsWith(repeated)) {
      longest = repeated.length;
    }
  }
  const soFar = prefix.slice(lineStart);
  if (longest === 0 && !isTelling(soFar) && answer.startsWith(soFar)) return soFar.length;
  return longest;
}

/** The line break before the first repeated line belongs to what is repeated. */
function repeatedEnd(suffix: string, answer: string): number {
  const lineEnd = suffix.indexOf("\n");
  if (lineEnd < 0) return 0;
  let longest = 0;
  for (let to = lineEnd; to < suffix.length; ) {
    const next = suffix.indexOf("\n", to + 1);
    to = next < 0 ? suffix.length : next;
    const repeated = suffix.slice(0, to);
    if (repeated.length > answer.length) break;
    if (isTelling(suffix.slice(lineEnd, to)) && answer.endsWith(repeated)) longest = to;
  }
  return longest;
}

function isTelling(lines: string): boolean {
  return lines.trim() !== "";
}

function patched(path: string, before: string, text: string): CandidateFile {
  const failure = (reason: string): CandidateFile => ({ ok: false, reason });
  let patches: ReturnType<typeof parsePatch>;
  try {
    patches = parsePatch(text.endsWith("\n") ? text : `${text}\n`);
  } catch (error) {
    if (error instanceof Error) return failure("The diff is malformed.");
    throw error;
  }
  const [patch, ...others] = patches.filter(({ hunks }) => hunks.length > 0);
  if (patch === undefined) return failure("The diff changes nothing.");
  const foreign = [patch, ...others].find(
    ({ oldFileName, newFileName }) => !isName(oldFileName, path) && !isName(newFileName, path),
  );
  if (foreign !== undefined || others.length > 0) {
    return failure(`The diff changes other files than ${path}.`);
  }
  const after = applyPatch(before, patch, { fuzzFactor: 0 });
  if (after === false) return failure(`The diff does not apply to ${path}.`);
  return { ok: true, path, text: after };
}

/** Whether a name in a diff can mean the file: `a/`, `b/` or leading folders may differ. */
function isName(written: string | undefined, path: string): boolean {
  if (written === undefined || written === "") return true;
  return written === path || path.split("/").at(-1) === written.split("/").at(-1);
}
