// Asks a model once more for those blocks of its answer that could not be used, and puts what it says together with the
// blocks that could. Knows the words of that question and nothing of how changes are made.

import { fence } from "../../../core/chat/fence.ts";
import type { FileReference } from "../../../core/chat/reference.ts";
import type { EditBlock, EditRefusal } from "../../../core/edit/change.ts";
import type { ReadBlocks } from "../../../core/edit/edit-blocks.ts";
import { isMendable, repairQuestion } from "../../../core/edit/repair.ts";
import type { AnswerFiles } from "./answer-files.ts";

/** What another answer could mend; nothing can be mended in a file that is gone. */
export function mendableOf(
  refusals: readonly EditRefusal[],
  files: Pick<AnswerFiles, "isGone">,
): EditRefusal[] {
  return refusals.filter(
    (refusal) =>
      isMendable(refusal) && !(refusal.code === "missing_file" && files.isGone(refusal.path ?? "")),
  );
}

const longestAnswer = 40_000;

/** With the blocks as they were written, because the model is not shown its own answer again. */
export function repairTurn(
  mendable: readonly EditRefusal[],
  answer: string,
  files: Pick<AnswerFiles, "stateAt" | "languageOf">,
): { question: string; references: FileReference[] } {
  const paths = new Set(mendable.flatMap(({ path }) => (path === undefined ? [] : [path])));
  const references = [...paths].flatMap((path): FileReference[] => {
    const state = files.stateAt(path);
    if (state.kind !== "text") return [];
    const languageId = files.languageOf(path);
    return [{ kind: "file", path, languageId, text: state.text, origin: "mention" }];
  });
  const blocks = mendable.flatMap(({ block }) => (block === undefined ? [] : [written(block)]));
  const isWhole = blocks.length === mendable.length;
  const quoted = (isWhole ? blocks.join("\n") : answer).slice(0, longestAnswer);
  const heading = isWhole ? "These blocks as they were written:" : "The answer as it was written:";
  return {
    question: [repairQuestion(mendable, references), heading, fence(quoted, "")].join("\n\n"),
    references,
  };
}

/** What is left to offer of an answer once the blocks that were good are applied. */
export function onlyMendable(read: ReadBlocks, mendable: readonly EditRefusal[]): ReadBlocks {
  return {
    blocks: read.blocks.filter((block) => isMeant(block, mendable)),
    refusals: read.refusals.filter((refusal) => mendable.includes(refusal)),
  };
}

/** The blocks that were good, with the repaired ones in place of the others. */
export function withRepaired(
  first: ReadBlocks,
  mendable: readonly EditRefusal[],
  repaired: ReadBlocks,
): ReadBlocks {
  // A block that nobody wrote again is refused for the reason it was refused for.
  if (repaired.blocks.length + repaired.refusals.length === 0) return first;
  return {
    blocks: [...first.blocks.filter((block) => !isMeant(block, mendable)), ...repaired.blocks],
    refusals: [
      ...first.refusals.filter((refusal) => !mendable.includes(refusal)),
      ...repaired.refusals,
    ],
  };
}

function isMeant(block: EditBlock, refusals: readonly EditRefusal[]): boolean {
  return refusals.some((refusal) =>
    refusal.block === undefined ? refusal.path === block.path : isSame(refusal.block, block),
  );
}

function isSame(one: EditBlock, other: EditBlock): boolean {
  return one.path === other.path && one.search === other.search && one.replace === other.replace;
}

function written({ path, search, replace }: EditBlock): string {
  return `${path}\n<<<<<<< SEARCH\n${search}=======\n${replace}>>>>>>> REPLACE\n`;
}
