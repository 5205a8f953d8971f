// How answers become files: joined at the cursor, patched, or as they are.
import assert from "node:assert/strict";
import type { AnswerSpec } from "../../core/protocol/case-file.ts";
import { candidateFile } from "./io-tests-answer.ts";

type Given = { file: string; answer: string; kind?: "insertion" | "file" };

function check({ file, answer, kind = "insertion" }: Given, expected: string | RegExp) {
  const spec: AnswerSpec = { kind, file: "src/a.py" };
  const made = candidateFile(spec, answer, {
    files: new Map([["src/a.py", file]]),
    fileName: "solution.py",
  });
  if (typeof expected === "string") {
    assert.deepEqual({ ok: made.ok, text: made.ok && made.text }, { ok: true, text: expected });
    if (made.ok && kind === "insertion") {
      const plain = file.replace("{{cursor}}", () => answer);
      assert.equal(made.note !== undefined, made.text !== plain);
    }
  } else {
    assert.match(made.ok ? "it is ok" : made.reason, expected);
  }
}

describe("candidateFile: insertion", () => {
  const file = "def f(xs):\n    {{cursor}}\n    return total\n";
  for (const [what, given, expected] of [
    [
      "joins exactly",
      { file, answer: "total = sum(xs)" },
      "def f(xs):\n    total = sum(xs)\n    return total\n",
    ],
    [
      "takes repeated indentation once",
      { file, answer: "    total = 0\n    total += sum(xs)" },
      "def f(xs):\n    total = 0\n    total += sum(xs)\n    return total\n",
    ],
    [
      "takes repeated lines before the cursor once",
      { file, answer: "def f(xs):\n    total = sum(xs)" },
      "def f(xs):\n    total = sum(xs)\n    return total\n",
    ],
    [
      "takes repeated lines after the cursor once",
      { file, answer: "total = sum(xs)\n    return total" },
      "def f(xs):\n    total = sum(xs)\n    return total\n",
    ],
    [
      "takes both once",
      { file, answer: "def f(xs):\n    total = sum(xs)\n    return total" },
      "def f(xs):\n    total = sum(xs)\n    return total\n",
    ],
    [
      "keeps what is repeated only in part",
      { file, answer: "total = sum(xs)\n  return total" },
      "def f(xs):\n    total = sum(xs)\n  return total\n    return total\n",
    ],
    ["keeps blank lines", { file: "a\n\n{{cursor}}\n\nb\n", answer: "\nx\n" }, "a\n\n\nx\n\n\nb\n"],
    [
      "inside a line",
      { file: "x = f({{cursor}})\ny = 1\n", answer: "1, 2" },
      "x = f(1, 2)\ny = 1\n",
    ],
    [
      "inside a line: takes the rest of the line with whole lines only",
      { file: "x = f({{cursor}})\ny = 1\n", answer: "1)\ny = 1" },
      "x = f(1)\ny = 1\n",
    ],
    [
      "inside a line: keeps a bracket",
      { file: "x = f({{cursor}})\ny = 1\n", answer: "g(1)" },
      "x = f(g(1))\ny = 1\n",
    ],
    [
      "several lines before the cursor",
      { file: "a\nb\n  {{cursor}}\nz\n", answer: "a\nb\n  c" },
      "a\nb\n  c\nz\n",
    ],
    ["at the end of the file", { file: "a\n{{cursor}}", answer: "a\nb" }, "a\nb"],
    ["$ means nothing", { file: "{{cursor}}\n", answer: "$&$1" }, "$&$1\n"],
  ] as const) {
    it(what, () => check(given, expected));
  }
});

describe("candidateFile: file", () => {
  const file = "one\ntwo\nthree\nfour\n";
  const diff = (body: string, name = "src/a.py") => `--- a/${name}\n+++ b/${name}\n${body}`;
  for (const [what, answer, expected] of [
    ["takes a whole file", "new\n", "new\n"],
    ["applies a diff", diff("@@ -1,3 +1,3 @@\n one\n-two\n+2\n three\n"), "one\n2\nthree\nfour\n"],
    ["without file names", "@@ -2,1 +2,1 @@\n-two\n+2\n", "one\n2\nthree\nfour\n"],
    ["without its last line end", diff("@@ -4 +4 @@\n-four\n+4"), "one\ntwo\nthree\n4\n"],
    ["with another folder", diff("@@ -4 +4 @@\n-four\n+4\n", "a.py"), "one\ntwo\nthree\n4\n"],
    ["at another line", diff("@@ -1,2 +1,2 @@\n three\n-four\n+4\n"), "one\ntwo\nthree\n4\n"],
    ["refuses other context", diff("@@ -1,3 +1,3 @@\n one\n-zwei\n+2\n three\n"), /does not apply/],
    [
      "refuses hunks without numbers",
      "@@ def page():\n one\n-two\n+2\n",
      /malformed|does not apply/,
    ],
    ["refuses wrong counts", diff("@@ -1,9 +1,9 @@\n one\n-two\n+2\n"), /malformed/],
    ["refuses other files", diff("@@ -1 +1 @@\n-one\n+1\n", "src/b.py"), /other files/],
    [
      "refuses further files",
      `${diff("@@ -1 +1 @@\n-one\n+1\n")}${diff("@@ -1 +1 @@\n-one\n+1\n", "test_a.py")}`,
      /other files/,
    ],
  ] as const) {
    it(what, () => check({ file, answer, kind: "file" }, expected));
  }
});
