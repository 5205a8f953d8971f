// Finds the path that belongs to an edit block in the lines above its first mark: directly above it, after the opening
// fence, or above the fence.
import { type BlockPath, pathInInfo, pathInLine } from "./block-path.ts";
import { readFence } from "./fences.ts";
import { isBlank } from "./lines.ts";

export type BlockHead = {
  path?: BlockPath;
  /** Nothing but blank lines and fences stands between this block and the one before it. */
  isContinued: boolean;
};

/** `floor` is the last line of the block before, or -1. */
export function blockHead(lines: readonly string[], mark: number, floor: number): BlockHead {
  let blanks = 0;
  for (let index = mark - 1; index > floor; index -= 1) {
    const line = lines[index] ?? "";
    if (isBlank(line)) {
      blanks += 1;
      if (blanks > maxBlankLines) return { isContinued: isOnlyDressing(lines, index, floor) };
      continue;
    }
    const info = readFence(line)?.info;
    const path = info === undefined ? pathInLine(line) : pathInInfo(info);
    if (path !== undefined) return { path, isContinued: false };
    if (info === undefined) return { isContinued: false };
  }
  return { isContinued: floor >= 0 };
}

/** A path further up than this belongs to something else. */
const maxBlankLines = 4;

function isOnlyDressing(lines: readonly string[], from: number, floor: number): boolean {
  if (floor < 0) return false;
  for (let index = from; index > floor; index -= 1) {
    const line = lines[index] ?? "";
    if (!isBlank(line) && readFence(line) === undefined) return false;
  }
  return true;
}
