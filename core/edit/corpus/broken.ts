// Answers that are no edit, half an edit, or an edit of something that no edit may touch.
import type { EditRefusalCode } from "../change.ts";
import { applies, bare, block, type EditCase, ignores, path, refuses } from "./edit-case.ts";

const code = "a();\nb();\nc();\n";
const done = "a();\nx();\nc();\n";
const core = bare("b();", "x();");

function outside(written: string): EditCase {
  return refuses(
    `outside: ${JSON.stringify(written)}`,
    code,
    block("b();", "x();", written),
    "outside",
  );
}

function partly(name: string, answer: string, refused: EditRefusalCode): EditCase {
  return { name, answer, files: { [path]: code }, texts: { [path]: done }, refused: [refused] };
}

export const brokenCases: EditCase[] = [
  ignores("prose", code, "The call of b is right as it is."),
  ignores("nothing", code, ""),
  ignores("a plain code block", code, "```ts\nx();\n```\n"),
  ignores(
    "a unified diff",
    code,
    "```diff\n--- a/src/a.ts\n+++ b/src/a.ts\n@@ -2 +2 @@\n-b();\n+x();\n```\n",
  ),
  ignores("marks within a sentence", code, "Write `<<<<<<< SEARCH` and then `=======`."),
  ignores(
    "Markdown that would load an image",
    code,
    "![x](https://example.com/a.png)\n<img src=x>\n",
  ),
  ignores("the end of a block alone", code, "src/a.ts\nb();\n=======\nx();\n>>>>>>> REPLACE\n"),
  ignores(
    "merge conflict marks in prose",
    code,
    "<<<<<<< HEAD\nb();\n=======\nx();\n>>>>>>> main\n",
  ),
  ignores(
    "a block that was only thought",
    code,
    `<think>\n${block("b();", "x();")}</think>\nNo change.\n`,
  ),
  refuses("a thought without an end", code, `<think>\n${block("b();", "x();")}`, "truncated"),
  refuses("only a search", code, "src/a.ts\n<<<<<<< SEARCH\nb();\n", "unclosed"),
  refuses("a search and a divider", code, "src/a.ts\n<<<<<<< SEARCH\nb();\n=======\n", "unclosed"),
  refuses(
    "half a replacement",
    code,
    "```ts\nsrc/a.ts\n<<<<<<< SEARCH\nb();\n=======\nx();",
    "unclosed",
  ),
  refuses(
    "the fence closes before the block",
    code,
    "```ts\nsrc/a.ts\n<<<<<<< SEARCH\nb();\n=======\nx();\n```\n",
    "unclosed",
  ),
  refuses(
    "half a mark at the end",
    code,
    "src/a.ts\n<<<<<<< SEARCH\nb();\n=======\nx();\n>>>>>>> REP",
    "unclosed",
  ),
  refuses("no divider", code, "src/a.ts\n<<<<<<< SEARCH\nb();\n>>>>>>> REPLACE\n", "no_divider"),
  partly(
    "half a block before a whole one",
    `src/a.ts\n<<<<<<< SEARCH\na();\n=======\ny();\n\n${block("b();", "x();")}`,
    "unclosed",
  ),
  partly(
    "half a block after a whole one",
    `${block("b();", "x();")}src/a.ts\n<<<<<<< SEARCH\na();\n=======\n`,
    "unclosed",
  ),
  refuses("no path", code, core, "no_path"),
  refuses("no path in a fence", code, `\`\`\`ts\n${core}\`\`\`\n`, "no_path"),
  refuses(
    "a sentence instead of a path",
    code,
    `Change the call of b:\n\n\`\`\`ts\n${core}\`\`\`\n`,
    "no_path",
  ),
  refuses(
    "a sentence with a file at its end",
    code,
    `Change the call in src/a.ts\n\`\`\`ts\n${core}\`\`\`\n`,
    "no_path",
  ),
  refuses(
    "a sentence that names two files",
    code,
    `In \`src/a.ts\`, unlike \`src/b.ts\`:\n\`\`\`ts\n${core}\`\`\`\n`,
    "no_path",
  ),
  refuses(
    "a sentence that compares with a file",
    code,
    `Do it as in \`src/a.ts\`.\n\`\`\`ts\n${core}\`\`\`\n`,
    "no_path",
  ),
  partly(
    "a second block without a path, after prose",
    `${block("b();", "x();")}\nAnd also this:\n\n\`\`\`ts\n${bare("a();", "y();")}\`\`\`\n`,
    "no_path",
  ),
  {
    name: "a second block without a path, directly after",
    answer: `${block("b();", "x();")}\n\`\`\`ts\n${bare("a();", "y();")}\`\`\`\n`,
    files: { [path]: code },
    texts: { [path]: "y();\nx();\nc();\n" },
    refused: [],
  },
  {
    ...refuses(
      "a block within a block",
      code,
      block(`b();\n${bare("a();", "y();")}`, "x();"),
      "unclosed",
    ),
    refused: ["ambiguous_divider"],
  },
  ...[
    "/etc/passwd",
    "/src/a.ts",
    "../a.ts",
    "src/../../a.ts",
    "src/../a.ts",
    "..\\a.ts",
    "C:\\src\\a.ts",
    "c:/src/a.ts",
    "\\\\server\\share\\a.ts",
    "//server/share/a.ts",
    "file:///src/a.ts",
    "vscode-remote://ssh/src/a.ts",
    "https://example.com/a.ts",
    "~/a.ts",
    ".git/hooks/pre-commit",
    "src/.git/config",
    ".GIT/config",
    ".git./config",
    "git~1/config",
    "src/a.ts:stream.txt",
  ].map(outside),
  {
    ...refuses("a file that is not there", code, "", "missing_file"),
    answer: block("b();", "x();", "src/gone.ts"),
  },
  refuses("a file that was deleted", { kind: "missing" }, block("b();", "x();"), "missing_file"),
  refuses(
    "a file that is outside after all",
    { kind: "outside" },
    block("b();", "x();"),
    "outside",
  ),
  refuses("a read-only file", { kind: "readonly" }, block("b();", "x();"), "readonly"),
  refuses("a file of secrets", { kind: "secret" }, block("b();", "x();"), "secret"),
  refuses("a new file of secrets", { kind: "secret" }, block("", "x();"), "secret"),
  refuses("a binary file", { kind: "binary" }, block("b();", "x();"), "binary"),
  refuses("a file that is too large", { kind: "too_large" }, block("b();", "x();"), "too_large"),
  applies("a good block beside a bad path", code, block("b();", "x();"), done),
  partly(
    "a good block and one outside",
    block("b();", "x();") + block("b();", "x();", "../b.ts"),
    "outside",
  ),
  partly(
    "a good block and one without a divider",
    `${block("b();", "x();")}src/a.ts\n<<<<<<< SEARCH\na();\n>>>>>>> REPLACE\n`,
    "no_divider",
  ),
];
