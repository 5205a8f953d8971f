import assert from "node:assert/strict";
import { partialReplacement, proposeReplacement, type RefusalReason } from "./proposal.ts";
import { snapshotInsertion, snapshotLines } from "./snapshot.ts";

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
    "{/* ... */}",
    "// (unchanged)",
    "// The rest stays the same as before.",
    "# implementation omitted for brevity",
    "-- no changes here",
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
      {
        startLine: 2,
        removed: ["c"],
        added: ["x"],
        from: { start: 4, end: 6 },
        to: { start: 4, end: 6 },
      },
    ]);
  });
  it("accepts a placeholder that was there before", () =>
    check("├// ...\na┤", block("// ...\nb"), "// ...\nb"));
});

/** Inserts the answer's code at `│`. */
function checkInsertion(marked: string, answer: string, expected: string) {
  const snapshot = snapshotInsertion(marked.replace("│", ""), marked.indexOf("│"));
  const proposal = proposeReplacement(snapshot, answer, "stop");
  assert.equal(proposal.isRefused ? proposal.message : proposal.text, expected);
}

describe("proposeReplacement of nothing", () => {
  it("takes the place of a blank line", () => checkInsertion("a\n│\nb\n", block("x"), "a\nx\nb\n"));
  it("stands above a line that is not blank", () =>
    checkInsertion("a\nb│b\n", block("x\ny"), "a\nx\ny\nbb\n"));
  it("stands above the first line", () => checkInsertion("│a", block("x"), "x\na"));
  it("fills an empty text", () => checkInsertion("│", block("x"), "x"));
  it("stands at the empty end", () => checkInsertion("a\n│", block("x"), "a\nx"));
  it("keeps CRLF", () => checkInsertion("a\r\nb│", block("x\ny"), "a\r\nx\r\ny\r\nb"));
  it("takes the place of a blank line between CRLF", () =>
    checkInsertion("a\r\n│\r\nb", block("x"), "a\r\nx\r\nb"));
  it("takes the indentation of a blank line", () =>
    checkInsertion("{\n    │\n}", block("x {\n  y\n}"), "{\n    x {\n      y\n    }\n}"));
  it("takes the indentation that the lines around agree on", () =>
    checkInsertion("  a();\n\n│\n  b();", block("x"), "  a();\n\n  x\n  b();"));
  it("takes none where they do not agree", () =>
    checkInsertion("  a();\n│\n}", block("x"), "  a();\nx\n}"));
  it("keeps an indentation that the answer has", () =>
    checkInsertion("{\n│\n}", block("  x"), "{\n  x\n}"));
});

describe("proposeReplacement of an answer with thoughts", () => {
  it("leaves out what was thought", () =>
    check("├a┤\n", `<think>\n${block("y")}</think>\n${block("x")}`, "x\n"));
  it("keeps tags that are code", () =>
    check("├a┤\n", block("<think>\nb\n</think>"), "<think>\nb\n</think>\n"));
  it("finds no code in a thought without an end", () =>
    checkRefusal("├a┤\n", `<think>\n${block("y")}`, "no_code_block"));
});

/** The text once the answer has come as far as given. */
function checkPartial(marked: string, answerSoFar: string, expected: string | undefined) {
  const text = marked.replace(/[├┤]/g, "");
  const snapshot = snapshotLines(text, marked.indexOf("├"), marked.indexOf("┤") - 1);
  assert.equal(partialReplacement(snapshot, answerSoFar), expected);
}

describe("partialReplacement", () => {
  const text = "1\n├a\nb\nc┤\n2\n";
  it("shows nothing before the code", () => checkPartial(text, "Mended.\n\n", undefined));
  it("shows nothing of half a line", () => checkPartial(text, "```ts\nx", undefined));
  it("puts a line in place of the first", () =>
    checkPartial(text, "```ts\nx\n", "1\nx\nb\nc\n2\n"));
  it("goes on line by line", () => checkPartial(text, "```ts\nx\ny\n", "1\nx\ny\nc\n2\n"));
  it("adds lines beyond the selection", () =>
    checkPartial(text, "```ts\nw\nx\ny\nz\n", "1\nw\nx\ny\nz\n2\n"));
  it("drops the rest when the code ends", () => checkPartial(text, "```ts\nx\n```\n", "1\nx\n2\n"));
  it("keeps blank lines", () => checkPartial(text, "```ts\nx\n\n", "1\nx\n\nc\n2\n"));
  it("keeps CRLF and indentation", () =>
    checkPartial("{\r\n├  a\r\n  b┤\r\n}", "```ts\nx\n", "{\r\n  x\r\n  b\r\n}"));
  it("shows no thought", () => checkPartial(text, "<think>\n```ts\nx\n", undefined));
  it("grows above the line of an insertion", () => {
    const snapshot = snapshotInsertion("a\nb\n", 2);
    assert.equal(partialReplacement(snapshot, "```\nx\n"), "a\nx\nb\n");
  });
});
