// What is typed after `@`: a kind with words, or words alone, and how well something fits them. Pure text; it knows no
// editor and no list.

import type { MentionItem } from "../../webview/messages.ts";

export type MentionKind = MentionItem["kind"];

export type MentionQuery = { kind?: MentionKind; words: string };

const kindNames: Readonly<Record<string, MentionKind>> = {
  file: "file",
  folder: "folder",
  symbol: "symbol",
  problems: "problems",
  changes: "changes",
  terminal: "terminal",
  open: "openEditors",
};

/** `file:cart`, `symbol:` and plain words; an unknown kind is part of the words. */
export function readMentionQuery(text: string): MentionQuery {
  const [, name = "", words = ""] = /^([a-z]+):(.*)$/i.exec(text.trim()) ?? [];
  const kind = Object.hasOwn(kindNames, name.toLowerCase())
    ? kindNames[name.toLowerCase()]
    : undefined;
  return kind === undefined ? { words: text.trim() } : { kind, words: words.trim() };
}

/**
 * How well a path or name fits the words: 0 for not at all, more is better. Every word must be found. The name counts more
 * than the folders, its beginning more than its middle, and letters in order (`ctl` for `cartTotals`) least.
 */
export function fitOf(words: string, path: string): number {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  const whole = path.toLowerCase();
  const name = whole.slice(whole.lastIndexOf("/") + 1);
  let sum = 1;
  for (const word of wanted) {
    const fit = fitOfWord(word, name, whole);
    if (fit === 0) return 0;
    sum += fit;
  }
  // Of two that fit equally the shorter one is closer to what was typed.
  return sum + 1 / (1 + path.length);
}

function fitOfWord(word: string, name: string, whole: string): number {
  if (name === word) return 40;
  if (name.startsWith(word)) return 30;
  if (name.includes(word)) return 20;
  if (whole.includes(word)) return 10;
  return hasInOrder(word, name) ? 5 : 0;
}

function hasInOrder(letters: string, text: string): boolean {
  let from = 0;
  for (const letter of letters) {
    const at = text.indexOf(letter, from);
    if (at === -1) return false;
    from = at + 1;
  }
  return true;
}
