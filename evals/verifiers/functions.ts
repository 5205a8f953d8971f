// Finds the named functions of a program: declarations, methods, and arrow functions with a name. Functions without one
// (callbacks) are part of what they stand in.
import { lineEnd, lineStart, type Source } from "./source.ts";

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
    /^[ \t]*(?:(?:export|default|async)[ \t]+)*(?:function[ \t]{0,9}\*?[ \t]{0,9}([\w$]+)[^(\n]{0,80}(?=\()|(?:const|let|var)[ \t]+([\w$]+)[^=\n]{0,200}=[ \t]*(?:async[ \t]*)?(?:function[ \t]*)?(?:<[^>\n]{0,80}>)?(?=\()|(?:(?:public|private|protected|static|override|get|set)[ \t]+)*(?:\*[ \t]{0,9})?(#?[\w$]+)(?:<[^>\n]{0,80}>)?[ \t]*(?=\())/gm,
  go: /^func[ \t]+(?:\([^)\n]{0,200}\)[ \t]*)?(\w+)(?:\[[^\]\n]{0,200}\])?[ \t]*(?=\()/gm,
  rust: /^[ \t]*(?:pub(?:\([^)\n]{0,40}\))?[ \t]+)?(?:(?:async|const|unsafe)[ \t]+)*fn[ \t]+(\w+)(?:<[^(\n]{0,200}>)?[ \t]*(?=\()/gm,
  java: /^[ \t]*(?:(?:public|private|protected|static|final|abstract|synchronized)[ \t]+)*(?:<[^>\n]{0,80}>[ \t]*)?[\w<>[\],.? ]{0,120}[ \t](\w+)[ \t]*(?=\()/gm,
  cpp: /^[ \t]*(?:(?:static|inline|constexpr|virtual|explicit)[ \t]+)*[\w:<>,*& ]{1,120}[ \t*&]([\w:~]+)[ \t]*(?=\()/gm,
};

const noNames = new Set(
  "if for while switch try catch return do else new throw await function typeof super match loop sizeof with".split(
    " ",
  ),
);

/** What else looks like the head of one in Java. */
const isNoMethod = /\brecord[ \t]+\w+[ \t]*$|^[ \t]*synchronized[ \t]*$/;

export function functionsIn(source: Source): FoundFunction[] {
  const { masked, language, behindBracket } = source;
  const head = heads[language === "typescript" ? "javascript" : language];
  if (head === undefined) return [];
  const found: FoundFunction[] = [];
  for (const match of masked.matchAll(head)) {
    const name = match.slice(1).find((group) => group !== undefined) ?? "";
    const first = /[A-Za-z]+/.exec(match[0])?.[0] ?? "";
    if (noNames.has(name) || noNames.has(first === "function" ? "" : first)) continue;
    if (language === "java" && isNoMethod.test(match[0])) continue;
    const open = match.index + match[0].length;
    const end = behindBracket.get(open);
    if (end === undefined) continue;
    const last =
      language === "python" ? pythonEnd(masked, match.index, end) : bracedEnd(source, end);
    if (last === undefined) continue;
    const start = lineStart(masked, match.index + match[0].search(/\S/));
    found.push({ name, start, parameters: { open, end }, end: last });
  }
  return found;
}

/** The end of the last line that is indented deeper than the head. */
function pythonEnd(masked: string, head: number, parametersEnd: number): number {
  const depth = indentAt(masked, head);
  let end = lineEnd(masked, parametersEnd);
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

/** Characters in which a return type, `throws` or `where` may stand. */
const mostBetween = 400;

/** Undefined for a call, a type or a declaration without a body. */
function bracedEnd({ masked, behindBracket }: Source, parametersEnd: number): number | undefined {
  const limit = Math.min(masked.length, parametersEnd + mostBetween);
  let at = parametersEnd;
  while (at < limit && masked[at] !== "{" && masked[at] !== ";") {
    if (masked.startsWith("=>", at)) return arrowEnd(masked, behindBracket, at + 2);
    const behind = masked[at] === "(" ? behindBracket.get(at) : undefined;
    if (behind !== undefined) {
      at = behind;
      continue;
    }
    if (masked[at] === ")" || masked[at] === "}" || masked.startsWith("\n\n", at)) return undefined;
    at += 1;
  }
  const end = masked[at] === "{" ? behindBracket.get(at) : undefined;
  return end === undefined ? undefined : lineEnd(masked, end);
}

function arrowEnd(
  masked: string,
  behindBracket: Source["behindBracket"],
  from: number,
): number | undefined {
  const space = /^\s*/.exec(masked.slice(from, from + mostBetween))?.[0].length ?? 0;
  const body = from + space;
  const bracket = behindBracket.get(body);
  if (bracket !== undefined) return lineEnd(masked, bracket);
  // An expression goes on while its lines do: up to the semicolon, if there is one soon.
  const semicolon = masked.slice(body, body + 10 * mostBetween).indexOf(";");
  return lineEnd(masked, semicolon < 0 ? body : body + semicolon);
}
