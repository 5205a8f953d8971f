import assert from "node:assert/strict";
import { proposeReplacement, type RefusalReason, stillApplies } from "./proposal.ts";
import { snapshotLines } from "./snapshot.ts";

/** Selects `selection` inside `text` by `├ ┤` and applies the answer; expects the whole new text. */
function check(marked: string, answer: string, expected: string) {
  const proposal = propose(marked, answer);
  assert.equal(proposal.isRefused ? proposal.message : proposal.text, expected);
}

function checkRefusal(marked: string, answer: string, reason: RefusalReason) {
  const proposal = propose(marked, answer);
  assert.equal(proposal.isRefused && proposal.reason, reason);
}

function propose(marked: string, answer: string, finishReason: "stop" | "length" = "stop") {
  const text = marked.replace(/[├┤]/g, "");
  const snapshot = snapshotLines(text, marked.indexOf("├"), marked.indexOf("┤") - 1);
  return proposeReplacement(snapshot, answer, finishReason);
}

const block = (code: string) => `Mended.\n\n\`\`\`ts\n${code}\n\`\`\`\n`;

describe("proposeReplacement", () => {
  it("replaces exactly the selected lines", () => check("a\n├b┤\nc\n", block("x"), "a\nx\nc\n"));
  it("replaces by more lines", () => check("a\n├b┤\nc\n", block("x\ny"), "a\nx\ny\nc\n"));
  it("removes the selected lines' text when the block is empty", () =>
    check("a\n├b┤\nc", "```\n```", "a\n\nc"));
  it("keeps CRLF line endings", () => check("a\r\n├b┤\r\nc", block("x\ny"), "a\r\nx\r\ny\r\nc"));
  it("keeps a text without a last newline", () => check("a\n├b┤", block("x"), "a\nx"));
  it("gives a flush-left answer its indentation back", () =>
    check(
      "{\n├    if (a) {\n      b();\n    }┤\n}\n",
      block("if (c) {\n  b();\n}"),
      "{\n    if (c) {\n      b();\n    }\n}\n",
    ));
  it("gives tabs back", () => check("{\n├\ta()┤\n}", block("b()"), "{\n\tb()\n}"));
  it("keeps an indentation that is already right", () =>
    check("{\n├  a()┤\n}", block("  b()"), "{\n  b()\n}"));
  it("indents no empty line", () => check("├  a\n  b┤", block("c\n\nd"), "  c\n\n  d"));
  it("keeps Unicode", () => check("├ä😀┤\n", block("ö😀\n"), "ö😀\n\n"));
  it("refuses prose", () => checkRefusal("├a┤", "Nothing needs to be fixed.", "no_code_block"));
  it("refuses two blocks", () =>
    checkRefusal("├a┤", block("x") + block("y"), "several_code_blocks"));
  it("refuses an open block", () => checkRefusal("├a┤", "```ts\nx", "truncated"));
  it("refuses an answer cut by its length", () => {
    const proposal = propose("├a┤", block("x"), "length");
    assert.equal(proposal.isRefused && proposal.reason, "truncated");
  });
  it("refuses the same code", () => checkRefusal("├a┤\n", block("a"), "unchanged"));
  for (const placeholder of [
    "// ... rest of the code",
    "# …",
    "/* ... */",
    "<!-- ... -->",
    "-- ...",
    "// rest of the code",
    "# existing code here",
    "    // The remaining lines stay unchanged.",
    "/* other code as before */",
  ]) {
    it(`refuses the placeholder ${placeholder}`, () =>
      checkRefusal("├a┤", block(`b\n${placeholder}`), "abbreviated"));
  }
  it("accepts a comment that only speaks of the rest", () =>
    check(
      "├a┤",
      block("// the remaining code points are skipped\nb"),
      "// the remaining code points are skipped\nb",
    ));
  it("keeps the indentation when only an added line begins at the margin", () =>
    check(
      "{\n├    a();\n    b();┤\n}\n",
      block("#ifdef X\n    a();\n#endif\n    b();"),
      "{\n#ifdef X\n    a();\n#endif\n    b();\n}\n",
    ));
  it("gives CRLF text its indentation back", () =>
    check("{\r\n├  a();\r\n  b();┤\r\n}", block("a();\nc();"), "{\r\n  a();\r\n  c();\r\n}"));
  it("indents no line inside a line", () =>
    check("├  a = 1┤", block("a = '\u2028b'"), "  a = '\u2028b'"));
  it("replaces the line of a cursor", () => check("a\nb├┤\nc", block("x"), "a\nx\nc"));
  it("replaces the empty end of a text", () => check("a\n├┤", block("x"), "a\nx"));
  it("replaces a whole text", () => check("├a\nb\n┤", block("x"), "x\n"));
  it("reads an answer in CRLF", () =>
    check("├a┤\nb", "Mended.\r\n\r\n```ts\r\nx\r\ny\r\n```\r\n", "x\ny\nb"));
  it("replaces Markdown that holds fences, when its own fence is longer", () =>
    check("├a┤", "````md\n```ts\nx\n```\n````", "```ts\nx\n```"));
  it("names the lines that change", () => {
    const proposal = propose("a\n├b\nc┤\nd\n", block("b\nx"));
    assert.deepEqual(proposal.isRefused || proposal.hunks, [
      { startLine: 2, removed: ["c"], added: ["x"] },
    ]);
  });
  it("accepts a placeholder that was there before", () =>
    check("├// ...\na┤", block("// ...\nb"), "// ...\nb"));
});

describe("stillApplies", () => {
  const snapshot = snapshotLines("a\nb\n", 0, 1);
  it("holds for the same text", () => assert.equal(stillApplies(snapshot, "a\nb\n"), true));
  it("does not hold when anything changed, also outside the selection", () =>
    assert.equal(stillApplies(snapshot, "a\nB\n"), false));
});
