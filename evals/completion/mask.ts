// Blanks out strings and comments of source code, so that brackets and words can be read without a parser. Every other
// character keeps its place. Knows the lexical rules of a few languages, and no grammar.

export type Lexis = "javascript" | "python" | "go" | "java" | "csharp" | "cpp" | "rust";

/** Same length as the text; what is in strings and comments is blank, their quotes included; line breaks stay. */
export function mask(text: string, lexis: Lexis): string {
  const tokens = lexes[lexis];
  let masked = "";
  let at = 0;
  while (at < text.length) {
    const end = endOfHidden(text, at, { tokens, lexis, masked });
    if (end === at) {
      masked += text[at];
      at += 1;
    } else {
      masked += text.slice(at, end).replace(/[^\n]/g, " ");
      at = end;
    }
  }
  return masked;
}

type Delimiter = { open: string; close: string; isEscaped: boolean; spansLines: boolean };

const line = (open: string): Delimiter => ({
  open,
  close: "\n",
  isEscaped: false,
  spansLines: false,
});
const quoted = (quote: string, spansLines = false, isEscaped = true): Delimiter => ({
  open: quote,
  close: quote,
  isEscaped,
  spansLines,
});
const blockComment: Delimiter = { open: "/*", close: "*/", isEscaped: false, spansLines: true };

/** Longer openers first. */
const lexes: Record<Lexis, readonly Delimiter[]> = {
  javascript: [line("//"), blockComment, quoted('"'), quoted("'"), quoted("`", true)],
  python: [quoted('"""', true), quoted("'''", true), line("#"), quoted('"'), quoted("'")],
  go: [line("//"), blockComment, quoted('"'), quoted("'"), quoted("`", true, false)],
  java: [line("//"), blockComment, quoted('"""', true), quoted('"'), quoted("'")],
  csharp: [
    line("//"),
    blockComment,
    quoted('"""', true, false),
    // A doubled quote inside ends one text and begins the next, which hides the same.
    { ...quoted('"', true, false), open: '@"' },
    quoted('"'),
    quoted("'"),
  ],
  cpp: [line("//"), blockComment, quoted('"'), quoted("'")],
  rust: [line("//"), blockComment, quoted('"', true)],
};

/** What no pair of fixed marks delimits; looked for first. */
const irregular: Partial<Record<Lexis, RegExp>> = {
  // Raw strings, and digits with separators, whose quotes open nothing.
  cpp: /R"([^()\\\s]{0,16})\([\s\S]*?\)\1"|\d[\da-fA-FxX.]*(?:'[\da-fA-F]+)+/y,
  // Raw strings, and characters; the quote of a lifetime opens nothing.
  rust: /r(#*)"[\s\S]*?"\1|'(?:\\(?:u\{[\da-fA-F_]{1,8}\}|[\s\S])|[\ud800-\udbff][\udc00-\udfff]|[^\\'\n])'/y,
};

function endOfHidden(
  text: string,
  at: number,
  { tokens, lexis, masked }: { tokens: readonly Delimiter[]; lexis: Lexis; masked: string },
): number {
  const pattern = irregular[lexis];
  if (pattern !== undefined) {
    pattern.lastIndex = at;
    if (pattern.test(text)) return pattern.lastIndex;
  }
  const delimiter = tokens.find(({ open }) => text.startsWith(open, at));
  if (delimiter !== undefined) return endOf(text, at, delimiter);
  const isRegex =
    lexis === "javascript" &&
    text[at] === "/" &&
    /(?:^|[(,=:[!&|?{};\n]|\breturn)\s*$/.test(masked);
  return isRegex ? endOfRegex(text, at) : at;
}

function endOf(text: string, at: number, { open, close, isEscaped, spansLines }: Delimiter) {
  for (let index = at + open.length; index < text.length; index += 1) {
    if (isEscaped && text[index] === "\\") {
      index += 1;
    } else if (text.startsWith(close, index)) {
      return close === "\n" ? index : index + close.length;
    } else if (!spansLines && text[index] === "\n") {
      return index;
    }
  }
  return text.length;
}

/** Where it is none after all, such as a division, nothing is hidden. */
function endOfRegex(text: string, at: number): number {
  const match = /^\/(?:[^/\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/[a-z]*/.exec(text.slice(at));
  return at + (match?.[0].length ?? 0);
}
