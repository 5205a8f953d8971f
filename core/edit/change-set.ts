// Turns the edit blocks of an answer into changes of files, each computed from one text and proven to apply to it.
// Every block that is not in a change is in a refusal. Reads no file: whoever calls knows what is at a path.
import type { ChangeSet, EditBlock, EditRefusal, FileChange, FileState } from "./change.ts";
import { lineHunks } from "./hunks.ts";
import { isBlank, linesOf, lineTexts } from "./lines.ts";
import { locateIn } from "./locate.ts";
import { isAbbreviated } from "./placeholder.ts";
import { refuse } from "./refusal.ts";
import type { Located } from "./rung.ts";
import { indexText } from "./text-index.ts";

export function proposeChanges(
  read: { blocks: readonly EditBlock[]; refusals: readonly EditRefusal[] },
  fileAt: (path: string) => FileState,
): ChangeSet {
  const changes: FileChange[] = [];
  const refusals = [...read.refusals];
  for (const [path, blocks] of Map.groupBy(read.blocks, (block) => block.path)) {
    const state = fileAt(path);
    const isNew = state.kind === "missing" && blocks.some(({ search }) => isBlank(search));
    if (state.kind !== "text" && !isNew) {
      const code = state.kind === "missing" ? "missing_file" : state.kind;
      // Once for the file, however many blocks it has.
      refusals.push(...blocks.slice(0, 1).map((block) => refuse(code, { block })));
      continue;
    }
    const before = state.kind === "text" ? state.text : "";
    const edited = editText(before, withoutRepeats(blocks));
    refusals.push(...edited.refusals);
    if (edited.after === before) continue;
    const { after } = edited;
    changes.push({ path, isNew, before, after, hunks: lineHunks(before, after) });
  }
  return { changes, refusals };
}

type Edited = { after: string; refusals: EditRefusal[] };

/** All blocks are meant for the text that the model saw, wherever they stand in the answer. */
function editText(before: string, blocks: readonly EditBlock[]): Edited {
  const index = indexText(before);
  const edits: Edit[] = [];
  const unchanged: EditBlock[] = [];
  const refusals: EditRefusal[] = [];
  const unmatched: EditRefusal[] = [];
  for (const block of blocks) {
    const located = locateIn(index, block);
    const refusal = "code" in located ? located : guard(before, block, located);
    if (refusal !== undefined) {
      (mayMatchLater(refusal) ? unmatched : refusals).push(refusal);
      continue;
    }
    if ("code" in located) continue;
    const own = editsOf(before, located);
    if (own.length === 0) unchanged.push(block);
    else if (own.some((edit) => edits.some((other) => doOverlap(edit, other)))) {
      refusals.push(refuse("overlap", { block, lines: [own[0]?.line ?? 0] }));
    } else edits.push(...own);
  }
  const together = applyEdits(before, edits);
  const later =
    edits.length === 0 ? { after: together, refusals: unmatched } : editLater(together, unmatched);
  refusals.push(...later.refusals);
  if (later.after === before && refusals.length === 0) {
    refusals.push(...unchanged.map((block) => refuse("unchanged", { block })));
  }
  return { after: later.after, refusals };
}

/** Some models write each block for the text as the blocks before it left it. */
function editLater(text: string, unmatched: readonly EditRefusal[]): Edited {
  let after = text;
  const refusals: EditRefusal[] = [];
  for (const first of unmatched) {
    const { block } = first;
    const located = block && locateIn(indexText(after), block);
    if (block === undefined || located === undefined || "code" in located) refusals.push(first);
    else {
      const refusal = guard(after, block, located);
      if (refusal === undefined) after = applyEdits(after, editsOf(after, located));
      else refusals.push(refusal);
    }
  }
  return { after, refusals };
}

function mayMatchLater(refusal: EditRefusal): boolean {
  return refusal.code === "no_match" || refusal.code === "near_match";
}

/** A file of more lines than this loses no more than this share of them to one block. */
const longFile = 40;
const largestLoss = 0.3;

function guard(text: string, block: EditBlock, located: Located): EditRefusal | undefined {
  const replaced = text.slice(located.startOffset, located.endOffset);
  if (isAbbreviated(located.replacement, replaced)) return refuse("abbreviated", { block });
  const lineCount = linesOf(text).length;
  const lost = linesOf(replaced).length - linesOf(located.replacement).length;
  const isLarge = lineCount > longFile && lost > lineCount * largestLoss;
  return isLarge ? refuse("shrinks", { block }) : undefined;
}

type Edit = { start: number; end: number; replacement: string; line: number };

/** Only what differs: blocks may share the lines around their changes. */
function editsOf(text: string, { startOffset, endOffset, replacement }: Located): Edit[] {
  const firstLine = lineTexts(text.slice(0, startOffset)).length;
  return lineHunks(text.slice(startOffset, endOffset), replacement).map(
    ({ startLine, from, to }) => ({
      start: startOffset + from.start,
      end: startOffset + from.end,
      replacement: replacement.slice(to.start, to.end),
      line: firstLine + startLine,
    }),
  );
}

/** Insertions at one place overlap too: nothing says which of them comes first. */
function doOverlap(one: Edit, other: Edit): boolean {
  if (one.start === one.end && other.start === other.end) return one.start === other.start;
  return one.start < other.end && other.start < one.end;
}

function applyEdits(text: string, edits: readonly Edit[]): string {
  const parts: string[] = [];
  let copied = 0;
  // An insertion directly above replaced lines starts where they start, and ends before.
  for (const edit of edits.toSorted(
    (one, other) => one.start - other.start || one.end - other.end,
  )) {
    parts.push(text.slice(copied, edit.start), edit.replacement);
    copied = edit.end;
  }
  return parts.join("") + text.slice(copied);
}

/** Models repeat themselves; the same block twice is one change. */
function withoutRepeats(blocks: readonly EditBlock[]): EditBlock[] {
  return [...new Map(blocks.map((block) => [JSON.stringify(block), block])).values()];
}
