// What code of a language looks like from afar: how its blocks are tagged, how it defines a name, how its files begin.
import type { Language } from "../../core/protocol/language.ts";

const tags: Record<Language, readonly string[]> = {
  python: ["python", "py", "python3", "py3"],
  javascript: ["javascript", "js", "mjs", "cjs", "jsx", "node"],
  // JavaScript is TypeScript as well, not the other way round.
  typescript: ["typescript", "ts", "mts", "cts", "tsx", "javascript", "js", "mjs"],
  go: ["go", "golang"],
  rust: ["rust", "rs"],
  java: ["java"],
  cpp: ["cpp", "c++", "cc", "cxx", "cplusplus", "hpp", "h++"],
};
const untagged = ["", "text", "txt", "plain", "plaintext", "code"];

/** Whether a block's tag, or the file name that stands for it, is the language's; undefined: whether it names none. */
export function speaks(tag: string, language: Language | undefined): boolean {
  if (language === undefined) return untagged.includes(tag);
  return tags[language].includes(tag) || tags[language].includes(/\.(\w+)$/.exec(tag)?.[1] ?? "");
}

const definitions: Record<Language, (name: string) => string> = {
  python: (name) => `^[ \\t]*(?:async +)?def +${name}\\b|^[ \\t]*class +${name}\\b|^${name} *[:=]`,
  javascript: inScript,
  typescript: inScript,
  go: (name) => `^func +(?:\\([^)\\n]{0,200}\\) *)?${name}\\b|^[ \\t]*(?:type|var) +${name}\\b`,
  rust: (name) => `\\b(?:fn|struct|enum|trait|type|const|static) +${name}\\b`,
  java: (name) => `\\b(?:class|interface|enum|record) +${name}\\b|[\\w>\\]] +${name} *\\(`,
  cpp: (name) => `\\b(?:class|struct|enum|using) +${name}\\b|[\\w>&*] *[ &*]${name} *\\(`,
};

function inScript(name: string): string {
  return `\\bfunction\\b *(?:\\* *)?${name}(?!\\w)|\\b(?:class|const|let|var) +${name}(?!\\w)|\\bas +${name}(?!\\w)`;
}

export function defines(text: string, language: Language, name: string): boolean {
  // Only the last part of a name such as `Solution.solve` is written where it is defined.
  const own = (name.split(/[.:]+/).at(-1) ?? name).replace(/\W/g, "\\$&");
  return new RegExp(definitions[language](own), "m").test(text);
}

const starts: Record<Language, RegExp> = {
  python:
    /^(?:#|"""|'''|@\w|(?:from|import|def|class|async def) +\w|[A-Za-z_]\w* *(?::[^=\n]+)?= )/,
  javascript: scriptStart(),
  typescript: scriptStart(),
  go: /^(?:\/\/|\/\*|package +\w+|import\b|func\b|type +\w+|var +\w+|const\b)/,
  rust: /^(?:\/\/|\/\*|#!?\[|(?:use|pub|fn|struct|enum|impl|mod|const|static|trait|type) ?\W?\w)/,
  java: /^(?:\/\/|\/\*|@\w|(?:package|import|public|final|abstract|class|interface|record|enum) +\w)/,
  cpp: /^(?:\/\/|\/\*|#(?:include|define|pragma)|(?:using|namespace|template|struct|class|static|constexpr|inline) *\W?\w|[\w:<>]+ +\w+ *\()/,
};

function scriptStart(): RegExp {
  return /^(?:\/\/|\/\*|["']use strict|import\b|export\b|(?:async )?function\b|(?:const|let|var|class|type|interface) +[\w{[])/;
}

/** A reply without any fence that is a program itself. */
export function looksLike(
  text: string,
  language: Language | undefined,
  entry: string | undefined,
): boolean {
  if (isProse(text)) return false;
  if (language === undefined) return true;
  if (!starts[language].test(text.trimStart())) return false;
  return entry === undefined || defines(text, language, entry);
}

/** Whether the first or the last line is a sentence: models that write no fence put theirs around the code. */
export function isProse(text: string): boolean {
  const lines = text.trim().split(/\r?\n/);
  return isSentence(lines[0] ?? "") || isSentence(lines.at(-1) ?? "");
}

function isSentence(line: string): boolean {
  const start = line.trimStart().slice(0, 400);
  // Comments are code; brackets, operators and the like are rare in what opens or closes an answer.
  if (/^(?:#|\/\/|\/\*|\*|--|"""|''')/.test(start)) return false;
  const words = start.split(/\s+/);
  const plain = words.filter((word) => /^[A-Za-z][a-z'’-]*[.,:;!?]?$/.test(word));
  return (
    words.length >= 3 && plain.length / words.length >= 0.75 && !/[;{}=]\s*$/.test(line.slice(-20))
  );
}
