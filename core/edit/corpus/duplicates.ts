// Code that stands in a file more than once, and blocks that must not match inside a longer line.
import { applies, block, type EditCase, refuses } from "./edit-case.ts";

const twice = "start();\na();\nmiddle();\na();\nend();\n";

export const duplicateCases: EditCase[] = [
  refuses("the same line twice", twice, block("a();", "x();"), "several_matches", [1, 3]),
  refuses(
    "the same line three times",
    `${twice}a();\n`,
    block("a();", "x();"),
    "several_matches",
    [1, 3, 5],
  ),
  refuses(
    "the same line twice in a row",
    "a();\na();\n",
    block("a();", "x();"),
    "several_matches",
    [0, 1],
  ),
  refuses(
    "overlapping places",
    "a\nb\na\nb\na\n",
    block("a\nb\na", "x"),
    "several_matches",
    [0, 2],
  ),
  refuses(
    "the same function twice",
    "f() {\n  a();\n}\nf() {\n  a();\n}\n",
    block("f() {\n  a();\n}", "f() {}"),
    "several_matches",
    [0, 3],
  ),
  refuses("a closing brace", "a {\n}\nb {\n}\n", block("}", "};"), "several_matches", [1, 3]),
  refuses(
    "twice under CRLF",
    twice.replaceAll("\n", "\r\n"),
    block("a();", "x();"),
    "several_matches",
    [1, 3],
  ),
  {
    ...refuses(
      "twice, searched by two blocks",
      twice,
      block("a();", "x();") + block("a();", "y();"),
      "several_matches",
    ),
    refused: ["several_matches", "several_matches"],
  },
  applies(
    "told apart by the line above",
    twice,
    block("start();\na();", "start();\nx();"),
    twice.replace("a();", "x();"),
  ),
  applies(
    "told apart by the line below",
    twice,
    block("a();\nend();", "x();\nend();"),
    "start();\na();\nmiddle();\nx();\nend();\n",
  ),
  applies(
    "both, by two blocks with their neighbours",
    twice,
    block("start();\na();", "start();\nx();") + block("a();\nend();", "y();\nend();"),
    "start();\nx();\nmiddle();\ny();\nend();\n",
  ),
  applies(
    "not inside a longer line",
    "let total = 1;\ntotal = 1;\n",
    block("total = 1;", "total = 2;"),
    "let total = 1;\ntotal = 2;\n",
  ),
  applies(
    "not at the beginning of a longer line",
    "total = 1; // one\ntotal = 1;\n",
    block("total = 1;", "total = 2;"),
    "total = 1; // one\ntotal = 2;\n",
  ),
  refuses(
    "only inside a longer line",
    "let total = 1;\n",
    block("total = 1;", "total = 2;"),
    "no_match",
    [0],
  ),
  refuses(
    "only the beginning of a longer line",
    "total = 1; // one\n",
    block("total = 1;", "total = 2;"),
    "no_match",
    [0],
  ),
  refuses(
    "begins in the middle of a line",
    "if (a) { b();\nc(); }\n",
    block("b();\nc(); }", "x"),
    "no_match",
  ),
  refuses(
    "ends in the middle of a line",
    "a();\nb(); c();\n",
    block("a();\nb();", "x"),
    "no_match",
    [0],
  ),
  refuses(
    "similar functions, all equal but one letter",
    "function getA() {\n  const value = read();\n  return value;\n}\nfunction getB() {\n  const value = read();\n  return value;\n}\n",
    block("function getC() {\n  const value = read();\n  return value;\n}", "x"),
    "near_match",
    [0, 4],
  ),
  applies(
    "similar functions, one is exact",
    "function getA() {\n  return 1;\n}\nfunction getB() {\n  return 1;\n}\n",
    block("function getB() {\n  return 1;\n}", "function getB() {\n  return 2;\n}"),
    "function getA() {\n  return 1;\n}\nfunction getB() {\n  return 2;\n}\n",
  ),
];
