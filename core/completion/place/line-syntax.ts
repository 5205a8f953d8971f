// What one line tells about its language's blocks and comments without a parser: rough on purpose, the same for every
// language that nobody named here. Knows no document.
import { commentedOut } from "../fim/languages.ts";

const colonBlocks = new Set(["python", "yaml", "dockercompose", "nim", "gdscript", "cython"]);
const wordBlocks = new Set(["ruby", "lua", "elixir", "shellscript", "julia", "crystal", "pascal"]);
const markup = new Set("html xml vue svelte astro javascriptreact typescriptreact".split(" "));
const prose = new Set(
  (
    "markdown mdx plaintext latex tex restructuredtext asciidoc quarto typst org html xml vue svelte astro yaml " +
    "javascriptreact typescriptreact feature cucumber gherkin git-commit scminput handlebars erb ejs"
  ).split(" "),
);

/** What starts a comment that lasts to the end of its line; nothing where every comment has an end of its own. */
export function lineCommentsOf(languageId: string): readonly string[] {
  if (languageId === "php" || languageId === "terraform") return ["//", "#"];
  // Scripts inside of components have them, and most of such a file is script.
  if (languageId === "vue" || languageId === "svelte") return ["//"];
  const mark = commentedOut("", languageId);
  return mark.includes(" ") ? [] : [mark];
}

/** Whether comments between slashes and stars exist, as in C. */
export function hasBlockComments(languageId: string): boolean {
  return languageId === "css" || lineCommentsOf(languageId).includes("//");
}

/** Whether all of the line is a comment. */
export function isCommentLine(line: string, languageId: string): boolean {
  const trimmed = line.trim();
  const marks = lineCommentsOf(languageId);
  if (marks.some((mark) => trimmed.startsWith(mark))) return true;
  if (markup.has(languageId) && /^<!--|-->$/.test(trimmed)) return true;
  return hasBlockComments(languageId) && /^(?:\/\*|\*(?:\s|\/|$))|\*\/$/.test(trimmed);
}

/** Whether a block, an argument list or a literal is left open at the end of the line. */
export function opensBlock(line: string, languageId: string): boolean {
  const trimmed = line.trimEnd();
  if (/[{([]$|=>$/.test(trimmed)) return true;
  if (colonBlocks.has(languageId)) return trimmed.endsWith(":");
  return wordBlocks.has(languageId) && /\b(?:do|then|else|begin|repeat)$/.test(trimmed);
}

/** Whether the line begins with what ends a block. */
export function closesBlock(line: string): boolean {
  return /^\s*(?:[)\]}]|(?:end|fi|done|esac)\b|<\/|"""|''')/.test(line);
}

/** Whether the line belongs to the block above it although it stands at the same indentation. */
export function continuesBlock(line: string): boolean {
  return /^\s*(?:else|elif|elsif|except|finally|catch|rescue|ensure|then)\b|^\s*[.?:&|]/.test(line);
}

/** Whether sentences stand in such a file as they are, without a comment or a string around them. */
export function holdsSentences(languageId: string): boolean {
  return prose.has(languageId);
}
