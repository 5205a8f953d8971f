// Finds the named functions of a program: declarations, methods, and arrow functions with a name. Functions without one
// (callbacks) are part of what they stand in.
import { behindBracket, lineEnd, lineStart, type Source } from "./source.ts";

export type FoundFunction = {
  name: string;
  /** Start of the line of its head. */
  start: number;
  /** The bracket that opens its parameters, and the position behind the one that closes them. */
  parameters: { open: number; end: number };
  /** End of its last line. */
  end: number;
};

const heads: Record<string, RegExp> = {
  python: /^[ \t]*(?:async[ \t]+)?def[ \t]+(\w+)[ \t]*(?=\()/gm,
  javascript:
    /^[ \t]*(?:(?:export|default|async)[ \t]+)*(?:function[ \t]*\*?[ \t]*([\w$]+)[^(\n]{0,80}(?=\()|(?:const|let|var)[ \t]+([\w$]+)[^=\n]{0,200}=[ \t]*(?:async[ \t]*)?(?:function[ \t]*)?(?:<[^>\n]{0,80}>)?(?=\()|(?:(?:public|private|protected|static|override|get|set)[ \t]+)*\*?[ \t]*(#?[\w$]+)(?:<[^>\n]{0,80}>)?[ \t]*(?=\())/gm,
  go: /^func[ \t]+(?:\([^)\n]{0,200}\)[ \t]*)?(\w+)(?:\[[^\]\n]{0,200}\])?[ \t]*(?=\()/gm,
  rust: /^[ \t]*(?:pub(?:\([^)\n]{0,40}\))?[ \t]+)?(?:(?:async|const|unsafe)[ \t]+)*fn[ \t]+(\w+)(?:<[^(\n]{0,200}>)?[ \t]*(?=\()/gm,
  java: /^[ \t]*(?:(?:public|private|protected|static|final|abstract|synchronized)[ \t]+)*(?:<[^>\n]{0,80}>[ \t]*)?[\w<>[\],.? ]{0,120}[ \t](\w+)[ \t]*(?=\()/gm,
  cpp: /^[ \t]*(?:(?:static|inline|constexpr|virtual|explicit)[ \t]+)*[\w:<>,*& ]{1,120}[ \t*&]([\w:~]+)[ \t]*(?=\()/gm,
};

const noNames = new Set(
  "if for while switch catch return do else new throw await function typeof super match loop sizeof with".split(
    " ",
  ),
);

export function functionsIn(source: Source): FoundFunction[] {
  const { masked, language } = source;
  const head = heads[language === "typescript" ? "javascript" : language];
  if (head === undefined) return [];
  const found: FoundFunction[] = [];
  for (const match of masked.matchAll(head)) {
    const name = match.slice(1).find((group) => group !== undefined) ?? "";
    const first = /[A-Za-z]+/.exec(match[0])?.[0] ?? "";
    if (noNames.has(name) || noNames.has(first === "function" ? "" : first)) continue;
    const open = match.index + match[0].length;
    const end = behindBracket(masked, open);
    if (end === undefined) continue;
    const last = language === "python" ? pythonEnd(masked, match.index) : bracedEnd(masked, end);
    if (last === undefined) continue;
    const start = lineStart(masked, match.index + match[0].search(/\S/));
    found.push({ name, start, parameters: { open, end }, end: last });
  }
  return found;
}

/** The end of the last line that is indented deeper than the head. */
function pythonEnd(masked: string, head: number): number {
  const first = lineStart(
    masked,
    head + (/^\s*/.exec(masked.slice(head, head + 200))?.[0].length ?? 0),
  );
  const depth = indentAt(masked, first);
  // Parameters on several lines end where the colon stands.
  const parameters = behindBracket(masked, masked.indexOf("(", first)) ?? first;
  let end = lineEnd(masked, parameters);
  for (let at = end + 1; at < masked.length; at = lineEnd(masked, at) + 1) {
    const line = masked.slice(at, lineEnd(masked, at));
    if (line.trim() === "") continue;
    if (indentAt(masked, at) <= depth) break;
    end = lineEnd(masked, at);
  }
  return end;
}

function indentAt(text: string, lineFrom: number): number {
  let at = lineFrom;
  while (text[at] === " " || text[at] === "\t") at += 1;
  return at - lineFrom;
}

/** Undefined for a call, a type or a declaration without a body. */
function bracedEnd(masked: string, parametersEnd: number): number | undefined {
  let at = parametersEnd;
  const limit = Math.min(masked.length, parametersEnd + 400);
  // Return types, `throws` and `where` stand between; a `;` or a blank line ends the search.
  while (at < limit && masked[at] !== "{" && masked[at] !== ";") {
    if (masked.startsWith("=>", at)) return arrowEnd(masked, at + 2);
    if (masked[at] === ")" || masked[at] === "}" || masked.startsWith("\n\n", at)) return undefined;
    at += 1;
  }
  if (masked[at] !== "{") return undefined;
  const end = behindBracket(masked, at);
  return end === undefined ? undefined : lineEnd(masked, end);
}

function arrowEnd(masked: string, from: number): number {
  const body = from + (/^\s*/.exec(masked.slice(from, from + 200))?.[0].length ?? 0);
  const isBraced = masked[body] === "{" || masked[body] === "(";
  const end = isBraced ? behindBracket(masked, body) : undefined;
  const semicolon = masked.indexOf(";", body);
  return lineEnd(masked, end ?? (semicolon < 0 ? body : semicolon));
}
