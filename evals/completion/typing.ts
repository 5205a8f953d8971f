// Turns a source file into the keystrokes that type a part of it, with the gaps between them. It takes nobody's typing
// as it was: the gaps are drawn, and an editor's own closing of brackets is left out. Knows no pipeline and no clock.
import { logNormal, randomFrom } from "../random.ts";

/** `append`: nothing stands behind the cursor. `insert`: the rest of the file does. */
export const typingModes = ["append", "insert"] as const;
export type TypingMode = (typeof typingModes)[number];

export type Keystroke = {
  /** One character, or a line break with the indentation that the editor adds by itself. */
  text: string;
  /** Since the keystroke before. */
  gapMs: number;
};

export type TypingPlan = {
  mode: TypingMode;
  /** What is there before the first keystroke; it ends where a line ends. */
  before: string;
  behind: string;
  keystrokes: readonly Keystroke[];
};

export type TypingOptions = {
  mode: TypingMode;
  /** At most this many; what is typed ends where a line ends. */
  keystrokes: number;
  seed: number;
};

/** How far into the file typing starts. */
const startsAt = 0.4;
const medianGapMs = 120;
const sigma = 0.6;
const lineEndMs = 500;

export function planTyping(source: string, options: TypingOptions): TypingPlan {
  const text = source.replace(/\r\n?/g, "\n");
  const start = lineEndFrom(text, Math.floor(text.length * startsAt));
  const typed = wholeLines(keysOf(text.slice(start)).slice(0, options.keystrokes));
  const random = randomFrom(options.seed);
  const keystrokes = typed.map((key, index): Keystroke => {
    const gapMs = logNormal(random, medianGapMs, sigma);
    const isLineEnd = isBreak(key) && !isBreak(typed[index - 1] ?? "");
    return { text: key, gapMs: isLineEnd ? lineEndMs : gapMs };
  });
  const end = start + typed.join("").length;
  return {
    mode: options.mode,
    before: text.slice(0, start),
    behind: options.mode === "insert" ? text.slice(end) : "",
    keystrokes,
  };
}

function lineEndFrom(text: string, at: number): number {
  const end = text.indexOf("\n", at);
  return end < 0 ? text.length : end;
}

/** By character, never half of one. */
function keysOf(text: string): string[] {
  return text.match(/\n[\t ]*|./gu) ?? [];
}

/** Without the line that was begun last, so that what stands behind begins with a line break. */
function wholeLines(keys: readonly string[]): readonly string[] {
  const last = keys.findLastIndex(isBreak);
  return last > 0 ? keys.slice(0, last) : keys;
}

function isBreak(key: string): boolean {
  return key.startsWith("\n");
}
