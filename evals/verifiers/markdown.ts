// Reads a reply as Markdown: which lines are prose and which are code, what is a heading, a list item, a paragraph.
import { type Block, fencedBlocks } from "../answers/fences.ts";

export type Marked = {
  blocks: Block[];
  /** The lines outside fenced blocks. Where a block stood there is one line that is null. */
  lines: (string | null)[];
};

export function readMarkdown(text: string): Marked {
  const blocks = fencedBlocks(text);
  const lines: (string | null)[] = [];
  let from = 0;
  for (const { start, end } of blocks) {
    for (const line of linesBetween(text, from, start)) lines.push(line);
    lines.push(null);
    from = end;
  }
  for (const line of linesBetween(text, from, text.length)) lines.push(line);
  return { blocks, lines };
}

/** The lines outside fenced blocks, code spans blanked out. */
export function proseOf(text: string): string {
  return readMarkdown(text)
    .lines.map((line) => (line === null ? "" : withoutSpans(line)))
    .join("\n");
}

/** The code of a reply: its fenced blocks, or all of it when there is none. */
export function codeOf(text: string): string {
  const blocks = fencedBlocks(text);
  return blocks.length === 0 ? text : blocks.map((block) => block.text).join("\n");
}

/** The reply itself, or the text of the one block it consists of. */
export function soleContent(text: string): string {
  const [block, ...others] = fencedBlocks(text);
  if (block === undefined || others.length > 0) return text;
  const around = text.slice(0, block.start) + text.slice(block.end);
  return around.trim() === "" ? block.text : text;
}

export type Heading = { level: number; text: string };

/** Headings written with `#`. */
export function headingOf(line: string): Heading | undefined {
  const match = /^ {0,3}(#{1,6})(?:[ \t](.*))?$/.exec(line);
  if (match?.[1] === undefined) return undefined;
  const text = (match[2] ?? "").trim();
  const closing = /(?:^|[ \t])#{1,100}$/.exec(text.slice(-101));
  const title = closing === null ? text : text.slice(0, text.length - closing[0].length);
  return { level: match[1].length, text: title.trim() };
}

/** Three or more of one of these marks, and blanks. */
export function isRule(line: string): boolean {
  const mark = line.trimStart().charAt(0);
  if (mark === "" || !"-*_".includes(mark)) return false;
  let count = 0;
  for (const character of line) {
    if (character === mark) count += 1;
    else if (character.trim() !== "") return false;
  }
  return count >= 3;
}

export type ListItem = { indent: number; marker: "bullet" | number; text: string };

export function listItemOf(line: string): ListItem | undefined {
  const match = /^([ \t]*)(?:[-*+•]|(\d{1,9})[.)])[ \t]+(\S.*)$/.exec(line);
  if (match === null || isRule(line)) return undefined;
  const [, space = "", number, text = ""] = match;
  return {
    indent: widthOf(space),
    marker: number === undefined ? "bullet" : Number(number),
    text,
  };
}

/** Blocks of lines that stand together; headings, rules and blank lines part them, fenced code is one of its own. */
export function paragraphsOf(text: string): string[] {
  const paragraphs: string[] = [];
  let open: string[] = [];
  const close = () => {
    if (open.length > 0) paragraphs.push(open.join("\n"));
    open = [];
  };
  for (const line of readMarkdown(text).lines) {
    if (line === null) {
      // Code right below a line of text belongs to its paragraph.
      if (open.length === 0) paragraphs.push("");
      close();
    } else if (line.trim() === "" || headingOf(line) !== undefined || isRule(line)) close();
    else open.push(line);
  }
  close();
  return paragraphs;
}

/** Code between backticks on one line. */
export function withoutSpans(line: string): string {
  return line.replace(/`[^`]*`/g, " ");
}

function linesBetween(text: string, from: number, to: number): string[] {
  const part = text.slice(from, to);
  if (part === "") return [];
  return (part.endsWith("\n") ? part.slice(0, -1) : part)
    .split("\n")
    .map((line) => (line.endsWith("\r") ? line.slice(0, -1) : line));
}

function widthOf(space: string): number {
  return space.replaceAll("\t", "    ").length;
}
