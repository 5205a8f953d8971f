// The code a reply holds in one language, read so far as the verifiers of code need it.
import { fencedBlocks } from "../answers/fences.ts";
import { type CodeLanguage, isTagOf, type Lexed, lex } from "./lexis.ts";

export type Source = Lexed & {
  code: string;
  language: CodeLanguage;
};

/** Undefined when the reply holds no such code: no block with the language's tag or without any. */
export function sourceIn(text: string, language: CodeLanguage): Source | undefined {
  const blocks = fencedBlocks(text);
  const fitting = blocks.filter(({ tag }) => tag === "" || isTagOf(tag, language));
  const code = blocks.length === 0 ? text : fitting.map((block) => block.text).join("\n");
  if (code.trim() === "") return undefined;
  return { code, language, ...lex(code, language) };
}

/** The position behind the bracket that closes the one at `open`; undefined when it is never closed. */
export function behindBracket(masked: string, open: number): number | undefined {
  let depth = 0;
  for (let at = open; at < masked.length; at += 1) {
    const character = masked[at];
    if (character === "(" || character === "[" || character === "{") depth += 1;
    else if (character === ")" || character === "]" || character === "}") {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return undefined;
}

export function lineStart(text: string, at: number): number {
  return text.lastIndexOf("\n", at - 1) + 1;
}

export function lineEnd(text: string, at: number): number {
  const end = text.indexOf("\n", at);
  return end < 0 ? text.length : end;
}
