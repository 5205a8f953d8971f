// The lines of an answer without what the model thought aloud in `<think>` tags. Tags inside a code block or an
// edit block are content.
import { doesClose, type Fence, readFence } from "./fences.ts";
import { replaceMark, searchMark } from "./marks.ts";

/** `isThinking`: the answer ends inside a thought. */
export type Spoken = { lines: string[]; isThinking: boolean };

export function spokenLines(answer: string): Spoken {
  let spoken: string[] = [];
  let isThinking = false;
  let hasThought = false;
  let isInBlock = false;
  let opening: Fence | undefined;
  /** Where a tag closed inside of what may turn out to be no block. */
  let closedAt: number | undefined;
  for (const raw of answer.split("\n")) {
    let line = raw.endsWith("\r") ? raw.slice(0, -1) : raw;
    if (!isInBlock && opening === undefined) {
      const said = withoutThought(line, isThinking);
      isThinking = said.isThinking;
      // Some templates open the thought in the prompt, so that only its end is in the answer.
      if (said.wasThought && !hasThought) spoken = [];
      hasThought ||= said.line !== line;
      if (said.line === undefined) continue;
      line = said.line;
    }
    if (!isInBlock) opening = fenceAfter(line, opening);
    if (searchMark(line) !== undefined) {
      // The block before had no end, so that the tag in it was none of its lines.
      if (closedAt !== undefined && !hasThought) spoken = spoken.slice(closedAt);
      closedAt = undefined;
      isInBlock = true;
    } else if (replaceMark(line) !== undefined) {
      closedAt = undefined;
      isInBlock = false;
    } else if (isInBlock && line.trim() === "</think>") closedAt = spoken.length + 1;
    spoken.push(line);
  }
  // What follows the last line ending of an answer is no line.
  if (spoken.at(-1) === "") spoken.pop();
  return { lines: spoken, isThinking };
}

/** The fence that is open after a line. */
function fenceAfter(line: string, opening: Fence | undefined): Fence | undefined {
  const fence = readFence(line);
  if (opening === undefined || fence === undefined) return opening ?? fence;
  return doesClose(fence, opening) ? undefined : opening;
}

type Said = { line?: string; isThinking: boolean; wasThought: boolean };

const tag = /^\s*<think(?:ing)?>/;
const closing = /<\/think(?:ing)?>/;

function withoutThought(line: string, isThinking: boolean): Said {
  const opened = isThinking ? undefined : tag.exec(line);
  const rest = opened ? line.slice(opened[0].length) : line;
  const closed = closing.exec(rest);
  const after = closed === null ? "" : rest.slice(closed.index + closed[0].length);
  if (isThinking || opened) {
    if (closed === null) return { isThinking: true, wasThought: false };
    return { ...(after.trim() !== "" && { line: after }), isThinking: false, wasThought: false };
  }
  // Prose may name the tag; the end of a thought stands at an end of its line.
  const isEnd =
    closed !== null && (after.trim() === "" || rest.slice(0, closed.index).trim() === "");
  if (!isEnd) return { line, isThinking: false, wasThought: false };
  return { ...(after.trim() !== "" && { line: after }), isThinking: false, wasThought: true };
}
