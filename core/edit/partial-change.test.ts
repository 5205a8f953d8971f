import assert from "node:assert/strict";
import { block } from "./corpus/edit-case.ts";
import { readPartialEditBlocks } from "./edit-blocks.ts";
import { partialChange } from "./partial-change.ts";

const code = "a();\nb();\nc();\nd();\n";

/** The text of `src/a.ts` once the answer has come as far as `end`. */
function check(answer: string, end: string, expected: string | undefined, file = code) {
  const soFar = answer.slice(0, answer.indexOf(end) + end.length);
  const change = partialChange(readPartialEditBlocks(soFar), (path) =>
    path === "src/a.ts" ? { kind: "text", text: file } : { kind: "missing" },
  );
  assert.equal(change?.after, expected);
}

const answer = `${block("a();", "x();")}${block("b();\nc();", "y1();\ny2();\ny3();")}`;

describe("partialChange", () => {
  it("shows nothing before a block has new lines", () => check(answer, "=======\n", undefined));
  it("puts a new line in place of the first old one", () =>
    check(answer, "x();\n", "x();\nb();\nc();\nd();\n"));
  it("keeps the blocks before", () => check(answer, "REPLACE\n", "x();\nb();\nc();\nd();\n"));
  it("leaves the old lines that are not reached", () =>
    check(answer, "y1();\n", "x();\ny1();\nc();\nd();\n"));
  it("adds what is more than there was", () =>
    check(answer, "y3();\n", "x();\ny1();\ny2();\ny3();\nd();\n"));
  it("keeps CRLF", () =>
    check(answer, "x();\n", "x();\r\nb();\r\nc();\r\nd();\r\n", code.replaceAll("\n", "\r\n")));
  it("shows a new file", () => check(block("", "n1();\nn2();", "src/n.ts"), "n1();\n", "n1();\n"));
  it("shows nothing of a block that does not match", () =>
    check(block("nope();", "x();"), "x();\n", undefined));
  it("shows nothing of a block for a file that is not there", () =>
    check(block("a();", "x();", "src/gone.ts"), "x();\n", undefined));
});
