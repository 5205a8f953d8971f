// The code a reply holds in one language, read so far as the verifiers of code need it.
import { fencedBlocks } from "../answers/fences.ts";
import { type CodeLanguage, isTagOf, type Lexed, lex, type Span } from "./lexis.ts";

export type Source = Lexed & {
  code: string;
  language: CodeLanguage;
  /** The position behind the bracket that closes the one at a position; none for those that are never closed. */
  behindBracket: ReadonlyMap<number, number>;
};

/** Undefined when the reply holds no such code: no block with the language's tag or without any. */
export function sourceIn(text: string, language: CodeLanguage): Source | undefined {
  const blocks = fencedBlocks(text);
  const fitting = blocks.filter(({ tag }) => tag === "" || isTagOf(tag, language));
  const code = blocks.length === 0 ? text : fitting.map((block) => block.text).join("\n");
  if (code.trim() === "") return undefined;
  const lexed = lex(code, language);
  return { code, language, ...lexed, behindBracket: bracketsOf(lexed.masked) };
}

export function lineStart(text: string, at: number): number {
  return text.lastIndexOf("\n", at - 1) + 1;
}

export function lineEnd(text: string, at: number): number {
  const end = text.indexOf("\n", at);
  return end < 0 ? text.length : end;
}

function bracketsOf(masked: string): Map<number, number> {
  const behind = new Map<number, number>();
  const open: number[] = [];
  for (const { 0: character, index } of masked.matchAll(/[()[\]{}]/g)) {
    if ("([{".includes(character)) open.push(index);
    else {
      const start = open.pop();
      if (start !== undefined) behind.set(start, index + 1);
    }
  }
  return behind;
}

/** The last of the spans that ends at or before a position. */
export function spanBefore(spans: readonly Span[], position: number): Span | undefined {
  let [low, high] = [0, spans.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((spans[middle]?.end ?? 0) <= position) low = middle + 1;
    else high = middle;
  }
  return spans[low - 1];
}

/** The first of the spans that starts at or behind a position. */
export function spanFrom(spans: readonly Span[], position: number): Span | undefined {
  let [low, high] = [0, spans.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((spans[middle]?.start ?? 0) < position) low = middle + 1;
    else high = middle;
  }
  return spans[low];
}
