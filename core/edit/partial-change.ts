// The text of the file that an answer is changing right now, as far as the answer has come: for a preview that grows.
// What cannot be placed yet is left out; refusals are for the finished answer.
import type { FileState } from "./change.ts";
import { proposeChanges } from "./change-set.ts";
import type { PartialBlocks } from "./edit-blocks.ts";
import { linesOf } from "./lines.ts";
import { locate } from "./locate.ts";

export type PartialChange = { path: string; before: string; after: string; isNew: boolean };

/** The file of the last block; undefined as long as nothing of it can be shown. */
export function partialChange(
  read: PartialBlocks,
  fileAt: (path: string) => FileState,
): PartialChange | undefined {
  const path = read.open?.path ?? read.blocks.at(-1)?.path;
  if (path === undefined) return undefined;
  const state = fileAt(path);
  if (state.kind !== "text" && state.kind !== "missing") return undefined;
  const before = state.kind === "text" ? state.text : "";
  const isNew = state.kind === "missing";
  const closed = read.blocks.filter((block) => block.path === path);
  const [change] = proposeChanges({ blocks: closed, refusals: [] }, () => state).changes;
  const text = change?.after ?? before;
  const after = read.open === undefined ? text : withOpenBlock(text, read.open);
  return after === before ? undefined : { path, before, after, isNew };
}

/** The new lines stand in place of the first old ones; the rest of those stands until it is reached. */
function withOpenBlock(
  text: string,
  open: { path: string; search: string; replace: string },
): string {
  const located = locate(text, open);
  if ("code" in located) return text;
  const { startOffset, endOffset, replacement } = located;
  const old = linesOf(text.slice(startOffset, endOffset));
  const reached = old[linesOf(replacement).length - 1]?.end ?? endOffset - startOffset;
  const rest = replacement === "" ? startOffset : startOffset + reached;
  return text.slice(0, startOffset) + replacement + text.slice(rest);
}
