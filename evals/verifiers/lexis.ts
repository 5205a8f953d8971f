// Finds comments and strings in source code, so that code can be read without a parser. One pass; knows no grammar.
import { escapePattern } from "./escape-pattern.ts";

export const codeLanguages = [
  "python",
  "javascript",
  "typescript",
  "go",
  "rust",
  "java",
  "cpp",
  "sql",
  "bash",
] as const;
export type CodeLanguage = (typeof codeLanguages)[number];

export type Span = { kind: "comment" | "string"; start: number; end: number };

export type Lexed = {
  spans: Span[];
  /** The code with comments and strings blanked out, every other character in its place. */
  masked: string;
};

type Delimiter = {
  kind: Span["kind"];
  open: string;
  close: string;
  /** A backslash hides the next character. */
  escapes?: true;
  /** May go on behind the end of its line. */
  spansLines?: true;
  /** The opening counts only where this holds. */
  counts?: (code: string, at: number) => boolean;
};

const lineComment = (open: string): Delimiter => ({ kind: "comment", open, close: "\n" });
const block: Delimiter = { kind: "comment", open: "/*", close: "*/", spansLines: true };
const quotes = (...marks: string[]): Delimiter[] =>
  marks.map((mark) => ({ kind: "string", open: mark, close: mark, escapes: true }));
const long = (mark: string, escapes = true): Delimiter => ({
  kind: "string",
  open: mark,
  close: mark,
  spansLines: true,
  ...(escapes ? { escapes: true as const } : {}),
});

/** A slash opens a regular expression where a value is due, and divides where one has just ended. */
const isValueDue = (code: string, at: number) =>
  /(?:^|[(,=:[!&|?{};+\n]|\breturn)$/.test(code.slice(Math.max(0, at - 40), at).replace(/ +$/, ""));
const pattern: Delimiter = {
  kind: "string",
  open: "/",
  close: "/",
  escapes: true,
  counts: isValueDue,
};
const isApart = (code: string, at: number) => at === 0 || /\s/.test(code[at - 1] ?? "");
/** In Rust a quote may also begin the name of a lifetime. */
const isCharacter = (code: string, at: number) =>
  /^'(?:\\[^\n]{1,10}|[^\\'\n])'/u.test(code.slice(at, at + 14));

const slashes = [lineComment("//"), block];
/** Longer openers first. */
const delimiters: Record<CodeLanguage, readonly Delimiter[]> = {
  python: [lineComment("#"), long('"""'), long("'''"), ...quotes('"', "'")],
  javascript: [...slashes, pattern, long("`"), ...quotes('"', "'")],
  typescript: [...slashes, pattern, long("`"), ...quotes('"', "'")],
  go: [...slashes, long("`", false), ...quotes('"', "'")],
  rust: [...slashes, long('"'), ...quotes("'").map((one) => ({ ...one, counts: isCharacter }))],
  java: [...slashes, long('"""'), ...quotes('"', "'")],
  cpp: [...slashes, ...quotes('"', "'")],
  sql: [lineComment("--"), block, { ...long("'", false) }, { ...long('"', false) }],
  bash: [{ ...lineComment("#"), counts: isApart }, long('"'), long("'", false)],
};

export function lex(code: string, language: CodeLanguage): Lexed {
  const own = delimiters[language];
  const openers = new RegExp(own.map(({ open }) => escapePattern(open)).join("|"), "g");
  const byOpener = new Map(own.map((delimiter) => [delimiter.open, delimiter]));
  const spans: Span[] = [];
  const masked: string[] = [];
  let from = 0;
  for (let found = openers.exec(code); found !== null; found = openers.exec(code)) {
    const delimiter = byOpener.get(found[0]);
    if (delimiter === undefined || delimiter.counts?.(code, found.index) === false) continue;
    const { index } = found;
    const end = endOf(code, index + found[0].length, delimiter);
    spans.push({ kind: delimiter.kind, start: index, end });
    masked.push(code.slice(from, index), code.slice(index, end).replace(/[^\n]/g, " "));
    from = end;
    openers.lastIndex = end;
  }
  masked.push(code.slice(from));
  return { spans, masked: masked.join("") };
}

/** Behind the closing mark; the end of the line or of the code where there is none. */
function endOf(code: string, from: number, { close, escapes, spansLines }: Delimiter): number {
  let at = from;
  while (at < code.length) {
    if (escapes && code[at] === "\\") at += 2;
    else if (code.startsWith(close, at)) return close === "\n" ? at : at + close.length;
    else if (code[at] === "\n" && !spansLines) return at;
    else at += 1;
  }
  return code.length;
}

/** What people write behind a fence for the same language. */
const aliases: Record<string, CodeLanguage> = {
  py: "python",
  python3: "python",
  js: "javascript",
  jsx: "javascript",
  mjs: "javascript",
  ts: "typescript",
  tsx: "typescript",
  golang: "go",
  rs: "rust",
  "c++": "cpp",
  c: "cpp",
  sh: "bash",
  shell: "bash",
};

export function isTagOf(tag: string, language: CodeLanguage): boolean {
  return tag === language || aliases[tag] === language;
}
