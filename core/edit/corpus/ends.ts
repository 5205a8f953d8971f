// Insertions and removals at the ends of a file, empty files, new files, whole-file answers and very long lines.
import { applies, block, type EditCase, refuses } from "./edit-case.ts";

const code = "a();\nb();\nc();\n";
const longLine = `const data = "${"0123456789".repeat(2000)}";`;

export const endCases: EditCase[] = [
  applies("inserted at the start", code, block("a();", "x();\na();"), `x();\n${code}`),
  applies("inserted at the end", code, block("c();", "c();\nx();"), `${code}x();\n`),
  applies(
    "inserted in the middle",
    code,
    block("a();\nb();", "a();\nx();\nb();"),
    "a();\nx();\nb();\nc();\n",
  ),
  applies("the first line removed", code, block("a();\nb();", "b();"), "b();\nc();\n"),
  applies("the first line removed alone", code, block("a();", ""), "b();\nc();\n"),
  applies("the last line removed", code, block("b();\nc();", "b();"), "a();\nb();\n"),
  applies("a line in the middle removed", code, block("b();", ""), "a();\nc();\n"),
  applies("everything removed", code, block(code, ""), ""),
  applies("everything replaced", code, block(code, "x();\n"), "x();\n"),
  applies(
    "a whole-file answer as a block",
    code,
    block(code, "a();\nx();\nc();\n"),
    "a();\nx();\nc();\n",
  ),
  applies("an empty file is filled", "", block("", "a();"), "a();\n"),
  applies("an empty file is filled by a blank search", "", block("\n", "a();"), "a();\n"),
  refuses("a file of one blank line", "\n", block("a();", "x"), "no_match", []),
  refuses("a search in an empty file", "", block("a();", "x();"), "no_match", []),
  refuses("an empty search in a file that is not empty", code, block("", "x();"), "exists_already"),
  refuses("a search longer than the file", "a();\n", block(code, "x"), "no_match", [0]),
  applies(
    "a very long line next to the change",
    `${longLine}\nb();\n`,
    block("b();", "c();"),
    `${longLine}\nc();\n`,
  ),
  applies(
    "a very long line that changes",
    `a();\n${longLine}\n`,
    block(longLine, "short();"),
    "a();\nshort();\n",
  ),
  applies(
    "a very long line that is kept",
    `a();\n${longLine}\nb();\n`,
    block(`a();\n${longLine}\nb();`, `x();\n${longLine}\nb();`),
    `x();\n${longLine}\nb();\n`,
  ),
  refuses(
    "a very long line that differs in one character",
    `${longLine}\nb();\n`,
    block(longLine.replace("9", "8"), "x"),
    "no_match",
    [0],
  ),
  applies(
    "lines that look like marks of a diff",
    "-- a\n++ b\n",
    block("-- a", "-- c"),
    "-- c\n++ b\n",
  ),
  applies(
    "lines that look like a hunk's head",
    "@@ -1 +1 @@\nb\n",
    block("b", "c"),
    "@@ -1 +1 @@\nc\n",
  ),
  applies(
    "a replacement with patterns of replace()",
    "a\n",
    block("a", "$& $1 $$ $`"),
    "$& $1 $$ $`\n",
  ),
  applies(
    "a search with signs of regular expressions",
    "a.*(b)[c]\nabc\n",
    block("a.*(b)[c]", "x"),
    "x\nabc\n",
  ),
  applies(
    "five separate changes in one block",
    "1\n2\n3\n4\n5\n6\n7\n8\n9\n",
    block("1\n2\n3\n4\n5\n6\n7\n8\n9", "a\n2\nb\n4\nc\n6\nd\n8\ne"),
    "a\n2\nb\n4\nc\n6\nd\n8\ne\n",
  ),
  {
    name: "a new file",
    answer: block("", "export {};", "src/new.ts"),
    files: {},
    texts: { "src/new.ts": "export {};\n" },
    refused: [],
  },
  {
    name: "a new file with a blank line as search",
    answer: block("\n", "export {};", "src/new.ts"),
    files: {},
    texts: { "src/new.ts": "export {};\n" },
    refused: [],
  },
  {
    name: "a new file that a second block changes",
    answer: block("", "a();\nb();", "src/new.ts") + block("b();", "c();", "src/new.ts"),
    files: {},
    texts: { "src/new.ts": "a();\nc();\n" },
    refused: [],
  },
  {
    name: "a new file that a second block makes again",
    answer: block("", "a();", "src/new.ts") + block("", "b();", "src/new.ts"),
    files: {},
    texts: { "src/new.ts": "a();\n" },
    refused: ["overlap"],
  },
  {
    name: "a new file beside a change",
    answer: block("a();", "x();") + block("", "y();", "src/new.ts"),
    files: { "src/a.ts": code },
    texts: { "src/a.ts": "x();\nb();\nc();\n", "src/new.ts": "y();\n" },
    refused: [],
  },
];
