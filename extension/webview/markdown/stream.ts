// Shows Markdown while it arrives: finished blocks are frozen and only the last one is parsed again; inside a code fence
// text is appended and nothing is parsed. It makes nodes, never HTML, and does not know where the text comes from.
import { Lexer } from "marked";
import { pathInLine } from "../../../core/edit/block-path.ts";
import {
  closesFence,
  type Fence,
  finishedLength,
  isTooHeavy,
  mayCloseFence,
  openingFence,
} from "./blocks.ts";
import { CodeBlock } from "./code-block.ts";
import { endsEdit, mayEndEdit, mayOpenEdit, opensEdit } from "./edit-lines.ts";
import type { IdleQueue } from "./idle.ts";
import { codeBlocks, patch, type Rendered, verbatim } from "./patch.ts";

type OpenCode = {
  /** None around a change of files that a model wrote without one. */
  fence?: Fence;
  block: CodeBlock;
  hasLine: boolean;
  isMidLine: boolean;
};

export class MarkdownStream {
  readonly #container: HTMLElement;
  readonly #idle: IdleQueue;
  /** What is not frozen yet; inside a fence, what has not been appended yet. */
  #rest = "";
  #tail: Rendered[] = [];
  #open: OpenCode | undefined;
  /** The end of a block too heavy to parse, shown as it comes. */
  #plain: Text | undefined;
  #codeBlockCount = 0;
  /** The last paragraph or heading before what comes, which may name the file of a code block. */
  #before: Rendered | undefined;
  /** Link definitions hold from the end of their block to the end of the answer. */
  #definitions: Lexer["tokens"]["links"] = Object.create(null);
  /** The same with those of the last block, which may still be half written. */
  #tailDefinitions = this.#definitions;

  constructor(container: HTMLElement, idle: IdleQueue) {
    this.#container = container;
    this.#idle = idle;
  }

  get codeBlockCount(): number {
    return this.#codeBlockCount;
  }

  append(text: string): void {
    this.#rest += text;
  }

  /** Shows what has come so far; false when the deadline passed and it must be called again. */
  flush(deadlineMs: number): boolean {
    while (this.#step()) {
      if (performance.now() >= deadlineMs) return false;
    }
    return true;
  }

  /** Nothing more will come: shows what was held back. */
  finish(): void {
    let isBusy = true;
    while (isBusy) isBusy = this.#step();
    if (this.#open) {
      const isClosed = this.#appendLast(this.#open, this.#rest);
      this.#rest = "";
      this.#closeCode(this.#open, isClosed);
    } else {
      if (this.#plain) this.#plain.appendData(this.#rest);
      else if (this.#rest !== "") this.#renderTail(this.#rest);
      this.#freeze();
      this.#rest = "";
    }
  }

  /** One block, or the last bit; false when there is nothing more to do for now. */
  #step(): boolean {
    if (this.#open) return this.#readCode(this.#open);
    if (this.#plain) return this.#readPlain(this.#plain);
    if (this.#tail.length === 0) this.#rest = this.#rest.replace(/^(?:[ \t]*\n)+/, "");
    if (this.#rest === "" || this.#startCode()) return this.#rest !== "";
    const length = finishedLength(this.#rest);
    if (length > 0) {
      this.#renderTail(this.#rest.slice(0, length));
      this.#freeze();
      this.#rest = this.#rest.slice(length);
      return true;
    }
    if (isTooHeavy(this.#rest)) {
      this.#startPlain();
      return false;
    }
    // A line that may open a fence says nothing until it is complete.
    if (!/^ {0,3}(?:`{1,2}$|`{3}[^`\n]*$|~{1,2}$|~{3}[^\n]*$)/.test(this.#rest))
      this.#renderTail(withoutOpening(this.#rest));
    return false;
  }

  #renderTail(block: string): void {
    const place = { idle: this.#idle, depth: 0 };
    this.#tail = patch(this.#container, this.#tail, this.#lex(block), place);
  }

  #lex(block: string) {
    if (isTooHeavy(block)) return [verbatimToken(block)];
    const lexer = new Lexer({ gfm: true });
    lexer.tokens.links = Object.assign(Object.create(null), this.#definitions);
    this.#tailDefinitions = lexer.tokens.links;
    try {
      return lexer.lex(block);
    } catch (error) {
      // The parser recurses; a block that exhausts the stack is shown as it was written.
      if (error instanceof RangeError) return [verbatimToken(block)];
      throw error;
    }
  }

  #freeze(): void {
    for (const block of codeBlocks(this.#tail)) {
      block.finish();
      this.#codeBlockCount += 1;
    }
    this.#before = this.#tail.at(-1);
    this.#tail = [];
    this.#definitions = this.#tailDefinitions;
  }

  #startCode(): boolean {
    const end = this.#rest.indexOf("\n");
    if (end < 0) return false;
    const line = this.#rest.slice(0, end);
    const fence = openingFence(line);
    if (!fence && !opensEdit(line)) return false;
    for (const { node } of this.#tail) node.remove();
    this.#tail = [];
    const before = this.#before;
    this.#before = undefined;
    const block = new CodeBlock(fence?.info ?? "", this.#idle, (edit) => caption(edit, before));
    this.#container.append(block.element);
    this.#open = { ...(fence && { fence }), block, hasLine: false, isMidLine: false };
    // The line that opens a change is part of it.
    if (fence) this.#rest = this.#rest.slice(end + 1);
    return true;
  }

  #readCode(open: OpenCode): boolean {
    let offset = 0;
    let content = "";
    for (let end = this.#rest.indexOf("\n"); end >= 0; end = this.#rest.indexOf("\n", offset)) {
      const line = this.#rest.slice(offset, end);
      offset = end + 1;
      const isMark = !open.isMidLine && mayClose(open, line);
      if (isMark) {
        // Whether it does depends on the lines before it.
        open.block.append(content);
        content = "";
      }
      const isEnd = isMark && isClosing(open, line);
      if (!isEnd || !open.fence) content += this.#lineText(open, line);
      open.isMidLine = false;
      if (!isEnd) continue;
      open.block.append(content);
      this.#rest = this.#rest.slice(offset);
      this.#closeCode(open);
      return true;
    }
    const partial = this.#rest.slice(offset);
    const isHeld = !open.isMidLine && mayClose(open, partial);
    if (!isHeld) {
      content += this.#lineText(open, partial);
      open.isMidLine = true;
    }
    open.block.append(content);
    this.#rest = isHeld ? partial : "";
    return false;
  }

  /** A line as it is added to the code: line breaks stand before a line, so that the last one is not shown. */
  #lineText(open: OpenCode, line: string): string {
    if (open.isMidLine) return line;
    const isFirst = !open.hasLine;
    open.hasLine = true;
    const indent = open.fence?.indent ?? 0;
    const text = indent > 0 ? line.replace(new RegExp(`^ {0,${indent}}`), "") : line;
    return isFirst ? text : `\n${text}`;
  }

  /** The answer ends with this line; true when it closes the block. */
  #appendLast(open: OpenCode, line: string): boolean {
    const isMark = !open.isMidLine && isClosing(open, line);
    if (line !== "" && (!isMark || !open.fence)) open.block.append(this.#lineText(open, line));
    return isMark;
  }

  #closeCode(open: OpenCode, isClosed = true): void {
    open.block.finish(isClosed);
    this.#codeBlockCount += 1;
    this.#open = undefined;
  }

  #startPlain(): void {
    for (const { node } of this.#tail) node.remove();
    this.#tail = [];
    const paragraph = verbatim(this.#rest);
    this.#plain = document.createTextNode("");
    paragraph.append(this.#plain);
    this.#container.append(paragraph);
    this.#rest = "";
  }

  /** Up to the next blank line everything belongs to the heavy block. */
  #readPlain(plain: Text): boolean {
    const end = /\n[ \t]*\n/.exec(this.#rest);
    // Half a blank line is held back until it is known to be one.
    const heldFrom = end?.index ?? this.#rest.search(/\n?[ \t]*$/);
    plain.appendData(this.#rest.slice(0, heldFrom));
    this.#rest = this.#rest.slice(end ? end.index + end[0].length : heldFrom);
    if (end) this.#plain = undefined;
    return end !== null;
  }
}

function isClosing({ fence, block }: OpenCode, line: string): boolean {
  if (!fence) return endsEdit(line);
  return !block.isInsideEdit && closesFence(line, fence);
}

function mayClose({ fence }: OpenCode, partialLine: string): boolean {
  return fence ? mayCloseFence(partialLine) : mayEndEdit(partialLine);
}

/** A last line that may open a change says nothing until it is complete. */
function withoutOpening(text: string): string {
  const lastLine = text.lastIndexOf("\n") + 1;
  return mayOpenEdit(text.slice(lastLine)) ? text.slice(0, lastLine) : text;
}

/** The line before a change names its file, unless the change does: a line of nothing else is then the block's header. */
function caption(block: CodeBlock, before: Rendered | undefined): void {
  if (before?.token.type !== "paragraph" && before?.token.type !== "heading") return;
  const lines = before.token.raw.trimEnd().split("\n");
  const path = pathInLine(lines.at(-1) ?? "")?.path;
  if (path === undefined) return;
  block.captionWith(path);
  const isSaidBefore = lines.length > 1 || bare(lines.at(-1) ?? "") !== bare(path);
  if (!isSaidBefore && before.node instanceof HTMLElement) before.node.hidden = true;
}

const bare = (text: string) => text.replace(/[#*`"':\s]|\.\/|\\/g, "");

/** A block that is shown as it was written. */
function verbatimToken(block: string) {
  return { type: "html" as const, raw: block, text: block, pre: false, block: true };
}
