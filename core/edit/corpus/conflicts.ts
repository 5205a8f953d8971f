// Files that hold merge conflicts or lines that look like the divider of a block.
import { applies, bare, block, type EditCase, refuses } from "./edit-case.ts";

const conflict = "<<<<<<< HEAD\nours();\n=======\ntheirs();\n>>>>>>> main\n";
const file = `start();\n${conflict}end();\n`;
const heading = "Title\n=======\n\nText.\n";

export const conflictCases: EditCase[] = [
  applies(
    "a conflict resolved to ours",
    file,
    block(conflict, "ours();"),
    "start();\nours();\nend();\n",
  ),
  applies(
    "a conflict resolved to theirs",
    file,
    block(conflict, "theirs();"),
    "start();\ntheirs();\nend();\n",
  ),
  applies(
    "a conflict resolved to both",
    file,
    block(conflict, "ours();\ntheirs();"),
    "start();\nours();\ntheirs();\nend();\n",
  ),
  applies(
    "a conflict resolved to nothing",
    file,
    block(`${conflict}end();`, "end();"),
    "start();\nend();\n",
  ),
  applies(
    "a conflict with lines around it",
    file,
    block(file, "start();\nours();\nend();"),
    "start();\nours();\nend();\n",
  ),
  applies(
    "a conflict under CRLF",
    file.replaceAll("\n", "\r\n"),
    block(conflict, "ours();"),
    "start();\r\nours();\r\nend();\r\n",
  ),
  applies(
    "a conflict with its base",
    file.replace("=======", "||||||| base\nold();\n======="),
    block(conflict.replace("=======", "||||||| base\nold();\n======="), "ours();"),
    "start();\nours();\nend();\n",
  ),
  applies(
    "a conflict in which one side changes",
    file,
    block(conflict, conflict.replace("ours();", "better();")),
    file.replace("ours();", "better();"),
  ),
  applies(
    "a conflict beside the change",
    file,
    block("end();", "stop();"),
    file.replace("end();", "stop();"),
  ),
  applies(
    "one of two conflicts",
    `${file}${file.replaceAll("ours", "mine")}`,
    block(conflict, "ours();"),
    `start();\nours();\nend();\n${file.replaceAll("ours", "mine")}`,
  ),
  applies(
    "two conflicts in one block",
    conflict + conflict.replaceAll("ours", "mine"),
    block(conflict + conflict.replaceAll("ours", "mine"), "ours();\nmine();"),
    "ours();\nmine();\n",
  ),
  refuses("the same conflict twice", file + file, block(conflict, "ours();"), "several_matches"),
  refuses(
    "half a conflict",
    file,
    block("<<<<<<< HEAD\nours();\n=======", "ours();"),
    "ambiguous_divider",
  ),
  applies(
    "the first mark of a conflict alone",
    file,
    block("<<<<<<< HEAD", "// ours"),
    file.replace("<<<<<<< HEAD", "// ours"),
  ),
  applies(
    "a heading of another length",
    "Title\n=====\n\nText.\n",
    block("Title\n=====\n\nText.", "Name\n=====\n\nText."),
    "Name\n=====\n\nText.\n",
  ),
  applies(
    "a heading of ten characters",
    "Long title\n==========\n",
    block("Long title\n==========", "New title\n=========="),
    "New title\n==========\n",
  ),
  applies(
    "a heading beside the change",
    heading,
    block("Text.", "Words."),
    heading.replace("Text.", "Words."),
  ),
  applies(
    "a heading in the search only",
    heading,
    block("Title\n=======\n\nText.", "Text."),
    "Text.\n",
  ),
  applies(
    "a heading as long as the divider on both sides",
    heading,
    block("Title\n=======", "Name\n======="),
    heading.replace("Title", "Name"),
  ),
  refuses(
    "a new heading as long as the divider",
    "Text.\n",
    block("Text.", "Title\n=======\n\nText."),
    "no_match",
  ),
  refuses(
    "a misquoted heading as long as the divider",
    heading,
    block("Title\n=======\n\nTxet.", "Name\n=======\n\nText."),
    "ambiguous_divider",
  ),
  applies(
    "longer marks around a heading",
    heading,
    block("Title\n=======", "Name\n=======")
      .replace("<<<<<<<", "<<<<<<<<<")
      .replace(/=======\nName/, "=========\nName")
      .replace(">>>>>>>", ">>>>>>>>>"),
    heading.replace("Title", "Name"),
  ),
  applies(
    "divider lines of comments",
    "// =======\na();\n",
    block("// =======\na();", "// =======\nb();"),
    "// =======\nb();\n",
  ),
  applies(
    "marks of a block in a longer block",
    bare("a", "b"),
    block(bare("a", "b"), "x")
      .replace(/^<{7}/m, "<<<<<<<<<")
      .replace("=======\nx", "=========\nx")
      .replace(/>{7} REPLACE\n```/, ">>>>>>>>> REPLACE\n```"),
    "x\n",
  ),
];
