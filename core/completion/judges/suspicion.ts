// Watches what a model answers for signs that it is asked in the wrong words: chat instead of code, marks of another family,
// or nothing at all. It only says so; what follows from it is for others to decide.
import { type Cursor, linePrefixOf } from "../cursor.ts";
import { classifyAnswer } from "../fim/smoke-test.ts";

export type Suspicion = {
  kind: "fences" | "prose" | "specials" | "silent";
  /** So many of the last `of` answers. */
  seen: number;
  of: number;
};

export type SuspicionWatch = {
  /**
   * A whole answer as the model wrote it, before any filter; not one that was aborted. `at` is where it was asked for:
   * with it, places in which prose is what one writes (comments, strings, Markdown) are left out, for they tell nothing.
   */
  add(answer: string, at?: Pick<Cursor, "languageId" | "prefix">): void;
  verdict(): Suspicion | undefined;
  /** Another model or family: what was answered before says nothing. */
  reset(): void;
};

/**
 * Three of the last five answers make a suspicion, so one odd answer does not, and good answers end it. Saying nothing is
 * often right, so only twenty empty answers in a row are suspicious.
 */
export function createSuspicion(): SuspicionWatch {
  let signs: Sign[] = [];
  return {
    add(answer, at) {
      if (at !== undefined && mayHoldProse(at)) return;
      signs.push(signOf(answer));
      if (signs.length > silentWindow) signs.shift();
    },
    verdict() {
      const recent = signs.slice(-talkWindow);
      for (const kind of ["fences", "prose", "specials"] as const) {
        const seen = countOf(kind, recent);
        if (seen >= leastTalk) return { kind, seen, of: recent.length };
      }
      const silent = countOf("silent", signs);
      return silent < silentWindow ? undefined : { kind: "silent", seen: silent, of: signs.length };
    },
    reset() {
      signs = [];
    },
  };
}

type Sign = Suspicion["kind"] | "none";

const talkWindow = 5;
const leastTalk = 3;
const silentWindow = 20;

/** The smoke test's classes are made for one known gap; in other people's code fences and words in a row are common. */
function signOf(answer: string): Sign {
  switch (classifyAnswer(answer)) {
    case "empty":
      return "silent";
    case "specials":
      return "specials";
    case "fences":
      return /^\s*(?:`{3}|~{3})/m.test(answer) ? "fences" : "none";
    case "prose":
      return isTalk(answer) ? "prose" : "none";
    case "fills":
    case "other":
      return "none";
  }
}

/** Begins with a line that is a sentence and nothing else, as somebody writes who was asked a question. */
function isTalk(answer: string): boolean {
  const [first = ""] = answer.trim().split("\n");
  if (first.startsWith("<think>")) return true;
  if (/[(){}[\];=<>"`#\\]|\/\/|\/\*|--/.test(first)) return false;
  const isLatin = /^\p{Lu}/u.test(first) && /(?:[ ,]+[\p{Ll}'’-]+){3}/u.test(first);
  return isLatin || /^[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]{2}/u.test(first);
}

function mayHoldProse({ languageId, prefix }: Pick<Cursor, "languageId" | "prefix">): boolean {
  if (proseLanguages.has(languageId)) return true;
  const line = linePrefixOf({ prefix });
  if (/["'`#%]|\/\/|--|;;|^\s*\*|>\s*$/.test(line)) return true;
  if (prefix.lastIndexOf("/*") > prefix.lastIndexOf("*/")) return true;
  if (prefix.lastIndexOf("<!--") > prefix.lastIndexOf("-->")) return true;
  return isOdd(prefix.split('"""').length - 1) || isOdd(prefix.split("'''").length - 1);
}

function isOdd(count: number): boolean {
  return count % 2 === 1;
}

/** Languages whose lines are sentences, and those whose text stands between marks. */
const proseLanguages: ReadonlySet<string> = new Set([
  "asciidoc",
  "bibtex",
  "feature",
  "git-commit",
  "git-rebase",
  "html",
  "latex",
  "markdown",
  "mdx",
  "plaintext",
  "restructuredtext",
  "scminput",
  "tex",
  "typst",
]);

function countOf(sign: Sign, signs: readonly Sign[]): number {
  return signs.filter((candidate) => candidate === sign).length;
}
