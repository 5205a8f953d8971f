// Answers that leave code out, or would take much of a file away.
import { applies, block, type EditCase, refuses } from "./edit-case.ts";

const code = "function a() {\n  one();\n  two();\n  three();\n}\n";
const numbered = (count: number) =>
  Array.from({ length: count }, (_, nth) => `line${nth}();\n`).join("");

export const guardCases: EditCase[] = [
  refuses(
    "the rest left out",
    code,
    block(code, "function a() {\n  zero();\n  // ... rest of the code\n}"),
    "abbreviated",
  ),
  refuses(
    "existing code left out",
    code,
    block(code, "function a() {\n  zero();\n  // existing code here\n}"),
    "abbreviated",
  ),
  refuses(
    "dots in Python",
    "def a():\n  one()\n  two()\n",
    block("  one()\n  two()", "  zero()\n  # ..."),
    "abbreviated",
  ),
  refuses(
    "dots in HTML",
    "<p>\n<b>\n</b>\n</p>\n",
    block("<p>\n<b>\n</b>\n</p>", "<p>\n<!-- ... -->\n</p>"),
    "abbreviated",
  ),
  refuses("one character for dots", code, block(code, "function a() {\n  // … \n}"), "abbreviated"),
  {
    name: "a new file with code left out",
    answer: block("", "function a() {\n  // ... remaining code\n}", "src/new.ts"),
    files: {},
    texts: {},
    refused: ["abbreviated"],
  },
  refuses(
    "code left out under CRLF",
    code.replaceAll("\n", "\r\n"),
    block(code, "function a() {\n  // ...\n}"),
    "abbreviated",
  ),
  applies(
    "a placeholder that was there",
    "a();\n// ...\nb();\n",
    block("a();\n// ...\nb();", "x();\n// ...\nb();"),
    "x();\n// ...\nb();\n",
  ),
  applies(
    "a placeholder that was there, indented otherwise",
    "{\n  a();\n  // ...\n}\n",
    block("a();\n// ...", "x();\n// ..."),
    "{\n  x();\n  // ...\n}\n",
  ),
  applies(
    "a comment that speaks of the rest",
    "a();\n",
    block("a();", "// The rest of the items is free.\na();"),
    "// The rest of the items is free.\na();\n",
  ),
  applies("spread syntax", "f(a);\n", block("f(a);", "f(\n  ...a,\n);"), "f(\n  ...a,\n);\n"),
  refuses(
    "a large part of a long file",
    numbered(50),
    block(numbered(50).slice(0, numbered(20).length), "x();"),
    "shrinks",
  ),
  refuses("a whole long file", numbered(50), block(numbered(50), ""), "shrinks"),
  refuses(
    "a whole long file made short",
    numbered(50),
    block(numbered(50), "x();\ny();"),
    "shrinks",
  ),
  refuses(
    "a large part under CRLF",
    numbered(50).replaceAll("\n", "\r\n"),
    block(numbered(20), "x();"),
    "shrinks",
  ),
  applies(
    "a small part of a long file",
    numbered(50),
    block(numbered(10), "x();"),
    numbered(50).replace(numbered(10), "x();\n"),
  ),
  applies(
    "most of a short file",
    numbered(30),
    block(numbered(20), "x();"),
    numbered(30).replace(numbered(20), "x();\n"),
  ),
  applies(
    "a long file rewritten at its length",
    numbered(50),
    block(numbered(50), numbered(50).replaceAll("line", "row")),
    numbered(50).replaceAll("line", "row"),
  ),
];
