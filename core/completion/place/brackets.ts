// Follows brackets and quotes through a piece of code, past strings and comments, roughly: no regular expressions, no
// nested comments. Knows nothing of indentation.
import { hasBlockComments, lineCommentsOf } from "./line-syntax.ts";

export type UnmatchedCloser = {
  closer: string;
  /** UTF-16 offset in the text. */
  at: number;
  /** Nothing that it could close was open, not even in what came before the text. */
  isOuter: boolean;
};

export type Brackets = {
  /** What is open at the end, as the closers it waits for, the innermost one last. */
  open: readonly string[];
  /** Closers of the text whose opener does not stand in the text. */
  unmatched: readonly UnmatchedCloser[];
  /** So many of those that were open before the text, counted from outside, were never closed in it. */
  kept: number;
  /** So many closers closed nothing, or left something open inside what they closed. */
  flaws: number;
};

/** `before` is what was open where the text starts; `hasAngles` follows `<…>` of types as well. */
export function scanBrackets(
  text: string,
  languageId: string,
  before: readonly string[] = [],
  hasAngles = false,
): Brackets {
  const dialect = { languageId, hasAngles, comments: lineCommentsOf(languageId) };
  const open = [...before];
  const unmatched: UnmatchedCloser[] = [];
  let kept = before.length;
  let flaws = 0;
  for (let at = 0; at < text.length; ) {
    const top = open.at(-1);
    const token: Token = isVerbatim(top)
      ? verbatimToken(text, at, top)
      : codeToken(text, at, dialect);
    if (token.closes !== undefined) {
      const match = open.lastIndexOf(token.closes);
      if (match < 0 || match < open.length - 1) flaws += 1;
      if (match >= 0) open.length = match;
      const isInherited = match >= 0 && match < kept;
      if ((match < 0 || isInherited) && token.isSilent !== true) {
        unmatched.push({ closer: token.closes, at, isOuter: match < 0 });
      }
      kept = Math.min(kept, open.length);
    }
    if (token.opens !== undefined) open.push(token.opens);
    at += token.length;
  }
  return { open, unmatched, kept, flaws };
}

/** How many brackets are open, strings and comments aside. */
export function depthOf(open: readonly string[]): number {
  return open.filter((closer) => !isVerbatim(closer)).length;
}

/** In a string or a comment, where brackets mean nothing: `open` ends with what ends it. */
export function isVerbatim(closer: string | undefined): closer is string {
  return closer !== undefined && /^["'`\n*]/.test(closer);
}

/** `isSilent`: the end of a comment, or of a string that the end of its line cut off. */
type Token = { length: number; opens?: string; closes?: string; isSilent?: boolean };

function verbatimToken(text: string, at: number, end: string): Token {
  if (end === "\n" || end === "*/") {
    const stop = text.indexOf(end, at);
    if (stop === at) return { length: end.length, closes: end, isSilent: true };
    return { length: (stop < 0 ? text.length : stop) - at };
  }
  if (text[at] === "\\") return { length: 2 };
  if (text.startsWith(end, at)) return { length: end.length, closes: end };
  if (end === "`" && text.startsWith("${", at)) return { length: 2, opens: "}" };
  if (text[at] === "\n" && (end === '"' || end === "'")) {
    return { length: 1, closes: end, isSilent: true };
  }
  return { length: 1 };
}

const closerOf: Readonly<Record<string, string>> = { "(": ")", "[": "]", "{": "}" };

type Dialect = { languageId: string; hasAngles: boolean; comments: readonly string[] };

function codeToken(text: string, at: number, { languageId, hasAngles, comments }: Dialect): Token {
  // `at` is inside the text.
  const character = text.charAt(at);
  const previous = text.charAt(at - 1);
  for (const mark of comments) {
    const stands = mark === "#" ? /^\s?$/.test(previous) : previous !== ":";
    if (stands && text.startsWith(mark, at)) return { length: mark.length, opens: "\n" };
  }
  if (text.startsWith("/*", at) && hasBlockComments(languageId)) return { length: 2, opens: "*/" };
  if (character === '"' || character === "'" || character === "`") {
    if (character === "'" && isApostrophe(text, at, languageId)) return { length: 1 };
    const triple = character.repeat(3);
    const opens = character !== "`" && text.startsWith(triple, at) ? triple : character;
    return { length: opens.length, opens };
  }
  const closer = closerOf[character];
  if (closer !== undefined) return { length: 1, opens: closer };
  if (character === ")" || character === "]" || character === "}") {
    return { length: 1, closes: character };
  }
  if (hasAngles && character === "<" && /\w/.test(previous)) return { length: 1, opens: ">" };
  if (hasAngles && character === ">" && !/[-=]/.test(previous)) return { length: 1, closes: ">" };
  return { length: 1 };
}

/** As in `don't`, `foldl'` or a lifetime, which never end. */
function isApostrophe(text: string, at: number, languageId: string): boolean {
  if (languageId === "rust") return !/^'(?:\\[^']*|[^'\\])'/u.test(text.slice(at, at + 12));
  return languageId !== "python" && /[\p{L}\p{N}]/u.test(text.charAt(at - 1));
}
