// Reads the SEARCH/REPLACE blocks of an answer, however a model dressed them up. It looks at no file: where a block can
// be read in several ways it keeps them all, and what cannot be read is refused with the reason.
import { blockHead } from "./block-head.ts";
import { type BlockPath, normalPath } from "./block-path.ts";
import type { EditBlock, EditRefusal } from "./change.ts";
import { readings } from "./divider.ts";
import { indentOf, isBlank } from "./lines.ts";
import { dividerLength, replaceMark, searchMark } from "./marks.ts";
import { refuse } from "./refusal.ts";
import { spokenLines } from "./spoken.ts";

export type ReadBlocks = { blocks: EditBlock[]; refusals: EditRefusal[] };

/** `open`: the last block, when its search is complete; `replace` is what has come of it so far. */
export type PartialBlocks = { blocks: EditBlock[]; open?: EditBlock };

/** `onlyFile` is the file that was asked about, if it was one: blocks that name no file are meant for it. */
export function readEditBlocks(answer: string, onlyFile?: string): ReadBlocks {
  const { lines, isThinking } = spokenLines(answer);
  const { blocks, refusals, open } = scan(lines, onlyFile);
  if (open !== undefined) refusals.push(refuse("unclosed", open.path && { path: open.path.path }));
  else if (isThinking && blocks.length === 0) refusals.push(refuse("truncated"));
  return { blocks, refusals };
}

/** The same for an answer that is still coming; its last line may be anything yet and is left out. */
export function readPartialEditBlocks(answerSoFar: string, onlyFile?: string): PartialBlocks {
  const { lines } = spokenLines(answerSoFar.slice(0, answerSoFar.lastIndexOf("\n") + 1));
  const { blocks, open } = scan(lines, onlyFile);
  const { path } = open ?? {};
  if (open === undefined || path === undefined || path.isOutside) return { blocks };
  const ways = readings(open.body, open.markLength, true);
  const [way, ...others] = ways;
  if (way === undefined || others.length > 0) return { blocks };
  return { blocks, open: blockOf(path.path, [way], open.indent) };
}

type OpenBlock = {
  path: BlockPath | undefined;
  indent: string;
  markLength: number;
  body: string[];
};

type Scanned = ReadBlocks & { open?: OpenBlock };

function scan(lines: readonly string[], onlyFile: string | undefined): Scanned {
  const blocks: EditBlock[] = [];
  const refusals: EditRefusal[] = [];
  let floor = -1;
  let lastPath: BlockPath | undefined;
  /** How many blocks were read when one was found without an end: what came since may be the content of that one. */
  let doubtful: { blocks: number; refusals: number } | undefined;
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] ?? "";
    const mark = searchMark(line);
    if (mark === undefined) {
      if (doubtful !== undefined && replaceMark(line) !== undefined) {
        blocks.splice(doubtful.blocks);
        refusals.splice(doubtful.refusals);
        refusals.push(refuse("ambiguous_divider"));
        doubtful = undefined;
      }
      continue;
    }
    const head = blockHead(lines, index, floor);
    const own = mark.path ?? head.path;
    const fallback = onlyFile === undefined ? undefined : normalPath(onlyFile);
    const path = own ?? (head.isContinued ? lastPath : undefined) ?? fallback;
    lastPath = path;
    const end = endOfBlock(lines, index, mark.length);
    const indent = indentOf(line);
    if (end.isClosed) {
      readBlock(path, lines.slice(index + 1, end.line), indent, mark.length, { blocks, refusals });
      index = end.line;
      floor = end.line;
      continue;
    }
    const body = lines.slice(index + 1, end.line);
    if (end.line === lines.length) {
      return { blocks, refusals, open: { path, indent, markLength: mark.length, body } };
    }
    doubtful ??= { blocks: blocks.length, refusals: refusals.length };
    refusals.push(refuse("unclosed", path && { path: path.path }));
    index = end.line - 1;
    floor = index - 1;
  }
  return { blocks, refusals };
}

function readBlock(
  path: BlockPath | undefined,
  body: string[],
  indent: string,
  markLength: number,
  into: ReadBlocks,
): void {
  const ways = readings(body, markLength, false);
  if (ways.length === 0) {
    const isDivided = body.some((line) => dividerLength(line) !== undefined);
    into.refusals.push(
      refuse(isDivided ? "ambiguous_divider" : "no_divider", path && { path: path.path }),
    );
    return;
  }
  const block = blockOf(path?.path ?? "", ways, indent);
  if (path === undefined) into.refusals.push(refuse("no_path", { block }));
  else if (path.isOutside) into.refusals.push(refuse("outside", { block }));
  else into.blocks.push(block);
}

function blockOf(
  path: string,
  ways: readonly { search: string[]; replace: string[] }[],
  indent: string,
): EditBlock {
  const isOwn = (line: string) => isBlank(line) || line.startsWith(indent);
  const isIndented =
    indent !== "" && ways.every((way) => way.search.every(isOwn) && way.replace.every(isOwn));
  const text = (lines: readonly string[]) =>
    lines.map((line) => `${isIndented ? line.slice(indent.length) : line}\n`).join("");
  const [first, ...others] = ways.map((way) => ({
    search: text(way.search),
    replace: text(way.replace),
  }));
  return {
    path,
    search: first?.search ?? "",
    replace: first?.replace ?? "",
    ...(others.length > 0 && { otherReadings: others }),
    ...(isIndented && { isIndented }),
  };
}

/** `line` is the one after the block's content; without an end that is the next block's mark or the end of the answer. */
function endOfBlock(
  lines: readonly string[],
  start: number,
  length: number,
): { line: number; isClosed: boolean } {
  let otherLength: number | undefined;
  let index = start + 1;
  for (; index < lines.length; index += 1) {
    const line = lines[index] ?? "";
    const found = replaceMark(line);
    if (found === length) return { line: index, isClosed: true };
    if (found !== undefined) otherLength ??= index;
    if (searchMark(line)?.length === length) break;
  }
  return otherLength === undefined
    ? { line: index, isClosed: false }
    : { line: otherLength, isClosed: true };
}
