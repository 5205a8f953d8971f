// Several blocks for one file and for several files: side by side, on top of each other, one after the other.
import { applies, bare, block, type EditCase, ignores, refuses } from "./edit-case.ts";

const code = "a();\nb();\nc();\nd();\ne();\n";

function both(name: string, answer: string, text: string, refused: EditCase["refused"]): EditCase {
  return { name, answer, files: { "src/a.ts": code }, texts: { "src/a.ts": text }, refused };
}

export const overlapCases: EditCase[] = [
  applies(
    "two places",
    code,
    block("a();", "x();") + block("e();", "y();"),
    "x();\nb();\nc();\nd();\ny();\n",
  ),
  applies(
    "two places, the later one first",
    code,
    block("e();", "y();") + block("a();", "x();"),
    "x();\nb();\nc();\nd();\ny();\n",
  ),
  applies(
    "neighbours",
    code,
    block("a();", "x();") + block("b();", "y();"),
    "x();\ny();\nc();\nd();\ne();\n",
  ),
  applies(
    "neighbours, the later one first",
    code,
    block("b();", "y();") + block("a();", "x();"),
    "x();\ny();\nc();\nd();\ne();\n",
  ),
  applies(
    "a shared line of context",
    code,
    block("a();\nb();", "x();\nb();") + block("b();\nc();", "b();\ny();"),
    "x();\nb();\ny();\nd();\ne();\n",
  ),
  applies(
    "context that an earlier block changes",
    code,
    block("a();", "x();") + block("a();\nb();\nc();", "a();\nb();\ny();"),
    "x();\nb();\ny();\nd();\ne();\n",
  ),
  applies(
    "an insertion below a changed line",
    code,
    block("b();", "x();") + block("b();\nc();", "b();\ny();\nc();"),
    "a();\nx();\ny();\nc();\nd();\ne();\n",
  ),
  applies(
    "an insertion above a changed line",
    code,
    block("b();", "x();") + block("a();\nb();", "a();\ny();\nb();"),
    "a();\ny();\nx();\nc();\nd();\ne();\n",
  ),
  applies(
    "the same block twice",
    code,
    block("b();", "x();") + block("b();", "x();"),
    "a();\nx();\nc();\nd();\ne();\n",
  ),
  applies(
    "a block for the text after the one before it",
    code,
    block("b();", "x();") + block("x();\nc();", "x();\ny();"),
    "a();\nx();\ny();\nd();\ne();\n",
  ),
  applies(
    "three blocks, each for the text after the one before",
    code,
    block("b();", "x();") + block("x();", "y();") + block("y();", "z();"),
    "a();\nz();\nc();\nd();\ne();\n",
  ),
  applies(
    "a block that needs a line added by another",
    code,
    block("c();", "c();\nc2();") + block("c2();", "c3();"),
    "a();\nb();\nc();\nc3();\nd();\ne();\n",
  ),
  both(
    "the same line twice, differently",
    block("b();", "x();") + block("b();", "y();"),
    "a();\nx();\nc();\nd();\ne();\n",
    ["overlap"],
  ),
  both(
    "a part of an earlier block",
    block("a();\nb();\nc();", "x();") + block("b();", "y();"),
    "x();\nd();\ne();\n",
    ["overlap"],
  ),
  both(
    "more than an earlier block",
    block("b();", "y();") + block("a();\nb();\nc();", "x();"),
    "a();\ny();\nc();\nd();\ne();\n",
    ["overlap"],
  ),
  both(
    "half on top of each other",
    block("a();\nb();", "x();") + block("b();\nc();", "y();"),
    "x();\nc();\nd();\ne();\n",
    ["overlap"],
  ),
  both(
    "two insertions at one place",
    block("b();", "b();\nx();") + block("c();", "y();\nc();"),
    "a();\nb();\nx();\nc();\nd();\ne();\n",
    ["overlap"],
  ),
  both(
    "one of two blocks is not there",
    block("b();", "x();") + block("nope();", "y();"),
    "a();\nx();\nc();\nd();\ne();\n",
    ["no_match"],
  ),
  both(
    "the first of two blocks is not there",
    block("nope();", "y();") + block("b();", "x();"),
    "a();\nx();\nc();\nd();\ne();\n",
    ["no_match"],
  ),
  both(
    "a block for another file that is not there",
    block("b();", "x();") + block("b();", "x();", "src/gone.ts"),
    "a();\nx();\nc();\nd();\ne();\n",
    ["missing_file"],
  ),
  {
    name: "two files",
    answer: block("a();", "x();") + block("b();", "y();", "src/b.ts"),
    files: { "src/a.ts": code, "src/b.ts": code },
    texts: { "src/a.ts": code.replace("a()", "x()"), "src/b.ts": code.replace("b()", "y()") },
    refused: [],
  },
  {
    name: "two files in turns",
    answer: block("a();", "x();") + block("a();", "y();", "src/b.ts") + block("e();", "z();"),
    files: { "src/a.ts": code, "src/b.ts": code },
    texts: { "src/a.ts": "x();\nb();\nc();\nd();\nz();\n", "src/b.ts": code.replace("a()", "y()") },
    refused: [],
  },
  {
    name: "the block goes to the file it names, not to another that has the same lines",
    answer: block("a();", "x();", "src/b.ts"),
    files: { "src/a.ts": code, "src/b.ts": code },
    texts: { "src/b.ts": code.replace("a()", "x()") },
    refused: [],
  },
  {
    name: "several blocks in one fence",
    answer: `\`\`\`ts\nsrc/a.ts\n${bare("a();", "x();")}\n${bare("c();", "y();")}\`\`\`\n`,
    files: { "src/a.ts": code },
    texts: { "src/a.ts": "x();\nb();\ny();\nd();\ne();\n" },
    refused: [],
  },
  {
    name: "several files in one fence",
    answer: `\`\`\`\nsrc/a.ts\n${bare("a();", "x();")}src/b.ts\n${bare("a();", "y();")}\`\`\`\n`,
    files: { "src/a.ts": code, "src/b.ts": code },
    texts: { "src/a.ts": code.replace("a()", "x()"), "src/b.ts": code.replace("a()", "y()") },
    refused: [],
  },
  refuses("nothing changes", code, block("b();", "b();"), "unchanged"),
  refuses(
    "nothing changes but trailing space that is not there",
    "b();  \n",
    block("b();", "b();"),
    "unchanged",
  ),
  ignores("no block for any file", code, "I would not change anything."),
];
