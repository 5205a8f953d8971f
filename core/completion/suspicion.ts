// Watches what a model answers for signs that it is asked in the wrong words: chat instead of code, marks of another family,
// or nothing at all. It only says so; what follows from it is for others to decide.
import { classifyAnswer } from "./fim/smoke-test.ts";

export type Suspicion = {
  kind: "fences" | "prose" | "specials" | "silent";
  /** So many of the last `of` answers. */
  seen: number;
  of: number;
};

export type SuspicionWatch = {
  /** A whole answer as the model wrote it, before any filter; not one that was aborted. */
  add(answer: string, languageId: string): void;
  verdict(): Suspicion | undefined;
  /** Another model or family: what was answered before says nothing. */
  reset(): void;
};

/**
 * Three of the last five answers make a suspicion, so that one odd answer does not; good answers end it. Saying nothing is
 * often right, so only twenty empty answers in a row are suspicious. Files in which prose and fences are what one writes
 * tell nothing and are left out.
 */
export function createSuspicion(): SuspicionWatch {
  let kinds: AnswerKind[] = [];
  return {
    add(answer, languageId) {
      if (proseLanguages.has(languageId)) return;
      kinds.push(classifyAnswer(answer));
      if (kinds.length > silentWindow) kinds.shift();
    },
    verdict() {
      const recent = kinds.slice(-talkWindow);
      for (const kind of ["fences", "prose", "specials"] as const) {
        const seen = countOf(kind, recent);
        if (seen >= leastTalk) return { kind, seen, of: recent.length };
      }
      const silent = countOf("empty", kinds);
      if (silent < silentWindow) return undefined;
      return { kind: "silent", seen: silent, of: kinds.length };
    },
    reset() {
      kinds = [];
    },
  };
}

type AnswerKind = ReturnType<typeof classifyAnswer>;

const talkWindow = 5;
const leastTalk = 3;
const silentWindow = 20;

const proseLanguages: ReadonlySet<string> = new Set([
  "asciidoc",
  "bibtex",
  "git-commit",
  "git-rebase",
  "latex",
  "markdown",
  "mdx",
  "org",
  "plaintext",
  "restructuredtext",
  "scminput",
  "tex",
  "typst",
]);

function countOf(kind: AnswerKind, kinds: readonly AnswerKind[]): number {
  return kinds.filter((candidate) => candidate === kind).length;
}
