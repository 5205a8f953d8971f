// Finds where a streamed Markdown text can be cut so that what stands before the cut never changes again, and
// recognises code fences and blocks too heavy to parse. Line by line on plain strings; it does not parse Markdown.
import { opensEdit } from "./edit-lines.ts";

export type Fence = { indent: number; marker: "`" | "~"; length: number; info: string };

const fenceOpening = /^( {0,3})(`{3,}|~{3,})[ \t]*(.*?)[ \t]*$/;

/** The fence that a complete line opens. */
export function openingFence(line: string): Fence | undefined {
  const match = fenceOpening.exec(line);
  if (!match) return undefined;
  const [, indent = "", run = "", info = ""] = match;
  const marker = run.startsWith("`") ? "`" : "~";
  if (marker === "`" && info.includes("`")) return undefined;
  return { indent: indent.length, marker, length: run.length, info };
}

export function closesFence(line: string, fence: Fence): boolean {
  const run = /^ {0,3}(`+|~+)[ \t]*$/.exec(line)?.[1];
  return run?.startsWith(fence.marker) === true && run.length >= fence.length;
}

/** Whether an unfinished line may still turn out to close a fence. */
export function mayCloseFence(partialLine: string): boolean {
  return /^ {0,3}(?:`*|~*)[ \t]*$/.test(partialLine);
}

const listMarker = /^ {0,3}(?:[-*+]|\d{1,9}[.)])(?:[ \t]|$)/;
const heading = /^#{1,6}[ \t]/;
const isBlank = (line: string) => line.trim() === "";

/**
 * Length of the first block of `text` when nothing that follows can change it, else 0. A list or an indented block
 * goes on across blank lines as long as what follows is indented or another item.
 */
export function finishedLength(text: string): number {
  let offset = 0;
  let goesOn = false;
  let afterBlank = false;
  for (let end = text.indexOf("\n"); ; end = text.indexOf("\n", offset)) {
    const isComplete = end >= 0;
    const line = isComplete ? text.slice(offset, end) : text.slice(offset);
    if (offset > 0 && !isBlank(line)) {
      if (afterBlank && !(goesOn && mayContinue(line, isComplete))) {
        return isComplete || !goesOn || !mayBecomeItem(line) ? offset : 0;
      }
      if (isComplete && (heading.test(line) || startsFence(line) || opensEdit(line))) return offset;
    }
    if (!isComplete) return 0;
    afterBlank = isBlank(line);
    goesOn ||= listMarker.test(line) || /^(?: {4}|\t)/.test(line);
    offset = end + 1;
    if (!goesOn && heading.test(line)) return offset;
  }
}

function mayContinue(line: string, isComplete: boolean): boolean {
  return /^(?: {2}|\t)/.test(line) || listMarker.test(line) || (!isComplete && /^ $/.test(line));
}

function mayBecomeItem(partialLine: string): boolean {
  return /^ {0,3}(?:[-*+]?|\d{1,9}[.)]?)$/.test(partialLine);
}

/** Only a fence that stands no deeper than one space is surely outside a list item. */
function startsFence(line: string): boolean {
  const fence = openingFence(line);
  return fence !== undefined && fence.indent <= 1;
}

const maxBlockLength = 24_000;
const maxLineLength = 8_000;
const maxMarkersPerLine = 24;
const maxDelimiters = 200;
const leadingMarkers = /^(?:[ \t]*(?:>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t])))+/gm;

/**
 * Whether a block could cost the parser more than a frame, or its stack: nothing a person would read looks like
 * this, so it is shown as plain text.
 */
export function isTooHeavy(block: string): boolean {
  if (block.length <= maxDelimiters) return false;
  if (block.length > maxBlockLength) return true;
  for (let start = 0; start < block.length; ) {
    const end = block.indexOf("\n", start);
    const length = (end < 0 ? block.length : end) - start;
    if (length > maxLineLength) return true;
    start += length + 1;
  }
  for (const [markers] of block.matchAll(leadingMarkers)) {
    if (markers.length > maxMarkersPerLine && countMarkers(markers) > maxMarkersPerLine)
      return true;
  }
  // Nested emphasis makes the parser start over for each opening delimiter.
  if (countDelimiters(block) <= maxDelimiters) return false;
  return block
    .split(/\n(?=[ \t]*(?:[-*+>|]|\d{1,9}[.)]|\n))/)
    .some((paragraph) => countDelimiters(paragraph) > maxDelimiters);
}

const countMarkers = (text: string) => text.match(/>|[-*+]|\d+[.)]/g)?.length ?? 0;
const countDelimiters = (text: string) => text.match(/[*_~]+/g)?.length ?? 0;
