// Where a code block stands in the answer it is of: what the line before it says, and whether it is the only one. Pure.

import { pathInInfo, pathInLine } from "../../core/edit/block-path.ts";
import { doesClose, type Fence, readFence } from "../../core/edit/fences.ts";
import { searchMark } from "../../core/edit/marks.ts";

export type BlockPlace = {
  /** The file that the answer names for the block, whether it exists or not. */
  path?: { path: string; isOutside: boolean };
  /** The last line of text before the block. */
  lineBefore: string;
  /** The answer holds no other code block. */
  isOnly: boolean;
};

export function placeInAnswer(answer: string, info: string, code: string): BlockPlace {
  const blocks = fencedBlocks(answer);
  const wanted = normal(code);
  const own =
    blocks.find((block) => block.info === info.trim() && normal(block.code) === wanted) ??
    blocks.find((block) => normal(block.code) === wanted);
  const lineBefore = own?.lineBefore ?? "";
  const path = pathInInfo(info) ?? pathInLine(lineBefore);
  return {
    ...(path === undefined ? {} : { path }),
    lineBefore,
    isOnly: own !== undefined && blocks.length === 1,
  };
}

export function hasEditMarks(code: string): boolean {
  return code.split("\n").some((line) => searchMark(line) !== undefined);
}

type FencedBlock = { info: string; code: string; lineBefore: string };

function fencedBlocks(answer: string): FencedBlock[] {
  const blocks: FencedBlock[] = [];
  let open: { fence: Fence; lines: string[]; lineBefore: string } | undefined;
  let lineBefore = "";
  const end = () => {
    if (open === undefined) return;
    const { fence, lines, lineBefore: before } = open;
    blocks.push({ info: fence.info, code: lines.join("\n"), lineBefore: before });
    open = undefined;
    lineBefore = "";
  };
  for (const line of answer.split(/\r?\n/)) {
    const fence = readFence(line);
    if (open !== undefined) {
      if (fence !== undefined && doesClose(fence, open.fence)) end();
      else open.lines.push(line);
    } else if (fence !== undefined) open = { fence, lines: [], lineBefore };
    else if (line.trim() !== "") lineBefore = line;
  }
  end();
  return blocks;
}

/** The view takes off indentation that belongs to a list, and white space at the end. */
function normal(code: string): string {
  return code
    .split(/\r?\n/)
    .map((line) => line.trim())
    .join("\n")
    .trim();
}
