import assert from "node:assert/strict";
import { bare, block } from "./corpus/edit-case.ts";
import { readEditBlocks, readPartialEditBlocks } from "./edit-blocks.ts";

const answer = `Two changes.\n\n${block("a();", "x();\ny();")}\n${block("b();\nc();", "z();", "src/b.ts")}Done.\n`;

describe("readEditBlocks", () => {
  it("reads what stands between the marks, line for line", () =>
    assert.deepEqual(readEditBlocks(answer).blocks, [
      { path: "src/a.ts", search: "a();\n", replace: "x();\ny();\n" },
      { path: "src/b.ts", search: "b();\nc();\n", replace: "z();\n" },
    ]));
  it("gives a block without a path to the only file that was asked about", () =>
    assert.deepEqual(readEditBlocks(bare("a", "b"), "src/only.ts").blocks, [
      { path: "src/only.ts", search: "a\n", replace: "b\n" },
    ]));
  it("prefers the path that is written", () =>
    assert.equal(readEditBlocks(block("a", "b"), "src/only.ts").blocks[0]?.path, "src/a.ts"));
  it("says as written where a path leads outside", () =>
    assert.equal(readEditBlocks(block("a", "b", "/etc/passwd")).refusals[0]?.path, "/etc/passwd"));
  it("leaves a path alone that does not read as what it is", () => {
    const { blocks, refusals } = readEditBlocks(block("a", "b", "src/\u202egpj.ts"));
    assert.deepEqual([blocks, refusals[0]?.code], [[], "outside"]);
  });
  it("keeps the blocks before one that is cut off behind a think tag in its code", () => {
    const { blocks, refusals } = readEditBlocks(
      `${answer}src/c.ts\n<<<<<<< SEARCH\na\n=======\n</think>\nb`,
    );
    assert.equal(blocks.length, 2);
    assert.deepEqual(
      refusals.map(({ code }) => code),
      ["unclosed"],
    );
  });
  it("keeps blocks before a sentence that ends with a think tag", () => {
    const { blocks } = readEditBlocks(`<think>a</think>\n${answer}It ends with </think>\n`);
    assert.equal(blocks.length, 2);
  });
  it("keeps every way to divide a block", () => {
    const [read] = readEditBlocks(block("A\n=======\nB", "C\n=======\nD")).blocks;
    assert.ok((read?.otherReadings?.length ?? 0) > 0);
  });
  it("reads hostile answers in a straight line", () => {
    for (const part of [
      "`",
      "<",
      "=======\n",
      "<<<<<<< SEARCH\n",
      ">>>>>>> REPLACE\n",
      " ",
      "**",
      "<think>\n",
      "```\n",
      "a.ts\n<<<<<<< SEARCH\n=======\n",
    ]) {
      const { blocks } = readEditBlocks(part.repeat(200_000 / part.length));
      assert.deepEqual(blocks, []);
    }
  });
});

describe("readPartialEditBlocks", () => {
  /** What is known once the answer has come as far as `end`. */
  function check(end: string, closed: number, open?: { search: string; replace: string }) {
    const read = readPartialEditBlocks(answer.slice(0, answer.indexOf(end) + end.length));
    assert.equal(read.blocks.length, closed);
    assert.deepEqual(read.open && { search: read.open.search, replace: read.open.replace }, open);
  }

  it("shows nothing while the search comes", () => check("a();\n", 0));
  it("shows the search when it is complete", () =>
    check("=======\n", 0, { search: "a();\n", replace: "" }));
  it("shows complete new lines", () => check("x();\n", 0, { search: "a();\n", replace: "x();\n" }));
  it("leaves out a line that is still coming", () =>
    check("x();\ny(", 0, { search: "a();\n", replace: "x();\n" }));
  it("leaves out half a mark", () =>
    check("y();\n>>>", 0, { search: "a();\n", replace: "x();\ny();\n" }));
  it("closes a block", () => check(">>>>>>> REPLACE\n", 1));
  it("shows the second block", () =>
    check("z();\n", 1, { search: "b();\nc();\n", replace: "z();\n" }));
  it("waits inside a merge conflict", () => {
    const read = readPartialEditBlocks("src/a.ts\n<<<<<<< SEARCH\n<<<<<<< HEAD\na\n=======\nb\n");
    assert.equal(read.open, undefined);
  });
  it("shows nothing that leads outside", () => {
    const read = readPartialEditBlocks("../a.ts\n<<<<<<< SEARCH\na\n=======\nb\n");
    assert.equal(read.open, undefined);
  });
  it("shows nothing of a thought", () => {
    const read = readPartialEditBlocks(`<think>\n${answer}`);
    assert.deepEqual(read, { blocks: [] });
  });
});
