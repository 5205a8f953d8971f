// A text prepared for locating blocks in it: its lines, and what the rungs of the ladder compare. Made once for all
// blocks of a file; each view is made when a rung first needs it.
import {
  bareLine,
  isBlank,
  type Line,
  linesOf,
  usualEnding,
  withoutTrailingSpace,
} from "./lines.ts";

export type TextIndex = {
  text: string;
  lines: readonly Line[];
  ending: "\r\n" | "\n";
  /** The lines without trailing space. */
  tight: () => readonly string[];
  /** The lines without indentation and trailing space. */
  bare: () => readonly string[];
  /** The numbers of the lines that are not blank. */
  inked: () => readonly number[];
  /** Where each bare line stands. */
  places: () => ReadonlyMap<string, readonly number[]>;
};

export function indexText(text: string): TextIndex {
  const lines = linesOf(text);
  const [first] = lines;
  // A byte order mark belongs to the file and not to its first line.
  if (first?.text.startsWith("\uFEFF")) {
    lines[0] = { ...first, text: first.text.slice(1), start: first.start + 1 };
  }
  const tight = once(() => lines.map((line) => withoutTrailingSpace(line.text)));
  const bare = once(() => tight().map(bareLine));
  return {
    text,
    lines,
    ending: usualEnding(lines),
    tight,
    bare,
    inked: once(() => bare().flatMap((line, index) => (isBlank(line) ? [] : [index]))),
    places: once(() => Map.groupBy(bare().keys(), (line) => bare()[line] ?? "")),
  };
}

/** Everywhere `part` begins in `whole`, also where matches overlap: Knuth, Morris and Pratt, so never quadratic. */
export function occurrences(whole: readonly string[], part: readonly string[]): number[] {
  if (part.length === 0 || part.length > whole.length) return [];
  const fallback = [0];
  for (let index = 1, matched = 0; index < part.length; index += 1) {
    while (matched > 0 && part[index] !== part[matched]) matched = fallback[matched - 1] ?? 0;
    if (part[index] === part[matched]) matched += 1;
    fallback.push(matched);
  }
  const found: number[] = [];
  for (let index = 0, matched = 0; index < whole.length; index += 1) {
    while (matched > 0 && whole[index] !== part[matched]) matched = fallback[matched - 1] ?? 0;
    if (whole[index] === part[matched]) matched += 1;
    if (matched < part.length) continue;
    found.push(index - part.length + 1);
    matched = fallback[matched - 1] ?? 0;
  }
  return found;
}

function once<Value>(make: () => Value): () => Value {
  let made: { value: Value } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
