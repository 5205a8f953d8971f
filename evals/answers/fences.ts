// Finds the fenced blocks of a Markdown text, as written by models: also indented ones in lists, nested ones, and ones
// that are never closed. One pass over the lines. Knows nothing of languages.

export type Block = {
  /** First word behind the fence, in lower case; empty when there is none. */
  tag: string;
  /** The lines between the fences, each with its line end. */
  text: string;
  /** Where the block, fences included, starts and ends in the whole text. */
  start: number;
  end: number;
  closed: boolean;
};

type Open = {
  mark: string;
  length: number;
  indent: number;
  info: string;
  start: number;
  body: number;
  /** Set when the closing fence is found. */
  close?: { body: number; end: number };
  inside: Open | undefined;
  /** Part of the text of a block that is closed. */
  isNested: boolean;
};

/**
 * In order. A fence with a tag inside an open block of the same mark opens a nested block, which is part of the outer one's
 * text, unless the outer one is never closed: then it ends where the nested one starts.
 */
export function fencedBlocks(text: string): Block[] {
  const all: Open[] = [];
  let current: Open | undefined;
  for (const line of fenceLines(text)) {
    if (current !== undefined && closes(line, current)) {
      current.close = { body: line.start, end: line.end };
      current = current.inside;
    } else if (opens(line, current)) {
      const { mark, length, indent, info, start, end } = line;
      current = { mark, length, indent, info, start, body: end, inside: current, isNested: false };
      all.push(current);
    }
  }
  for (const open of all) {
    // Outer ones come first.
    open.isNested =
      open.inside !== undefined && (open.inside.isNested || open.inside.close !== undefined);
  }
  const outermost = all.filter(({ isNested }) => !isNested);
  return outermost.map((open, index) => block(text, open, outermost[index + 1]?.start));
}

type FenceLine = {
  indent: number;
  mark: string;
  length: number;
  info: string;
  start: number;
  end: number;
};

/** Lines that start with a fence, whatever it means there. */
function* fenceLines(text: string): Generator<FenceLine> {
  for (const found of text.matchAll(/^([ \t]*)(`{3,}|~{3,})([^\n]*)(?:\n|$)/gm)) {
    const [whole, space = "", fence = "", rest = ""] = found;
    yield {
      indent: space.length,
      mark: fence.charAt(0),
      length: fence.length,
      info: rest.trim(),
      start: found.index,
      end: found.index + whole.length,
    };
  }
}

function closes({ mark, length, indent, info }: FenceLine, open: Open): boolean {
  return info === "" && mark === open.mark && length >= open.length && indent <= open.indent + 3;
}

function opens({ mark, length, info }: FenceLine, current: Open | undefined): boolean {
  // `code` between backticks on one line is no fence.
  if (mark === "`" && info.includes("`")) return false;
  if (current === undefined) return true;
  return mark === current.mark && length >= current.length && info !== "";
}

function block(text: string, open: Open, next: number | undefined): Block {
  const bodyEnd = open.close?.body ?? next ?? text.length;
  return {
    tag: tagOf(open.info),
    text: dedented(text.slice(open.body, bodyEnd), open.indent),
    start: open.start,
    end: open.close?.end ?? bodyEnd,
    closed: open.close !== undefined,
  };
}

/** `python`, `{.python}`, `python:solution.py`, `python title="x"` are all tagged python. */
function tagOf(info: string): string {
  return /^\{?\.?([^\s:{},]*)/.exec(info)?.[1]?.toLowerCase() ?? "";
}

/** A fence in a list is indented, and its lines with it. */
function dedented(text: string, indent: number): string {
  return indent === 0 ? text : text.replace(new RegExp(`^[ \\t]{1,${indent}}`, "gm"), "");
}
