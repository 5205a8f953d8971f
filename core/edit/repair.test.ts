import assert from "node:assert/strict";
import type { FileState } from "./change.ts";
import { proposeChanges } from "./change-set.ts";
import { block } from "./corpus/edit-case.ts";
import { readEditBlocks } from "./edit-blocks.ts";
import { repairQuestion } from "./repair.ts";

const code = Array.from({ length: 100 }, (_, nth) => `line${nth}();\n`).join("");

function questionFor(answer: string, text = code): string {
  const state: FileState = { kind: "text", text };
  const { refusals } = proposeChanges(readEditBlocks(answer), () => state);
  return repairQuestion(refusals, [{ path: "src/a.ts", text }]);
}

describe("repairQuestion", () => {
  it("gives the reason, what was searched and the lines that are there", () => {
    const question = questionFor(block("line50();\nline51(1);", "x();"));
    assert.match(question, /Block 1 for `src\/a\.ts`: The searched lines are not in the file/);
    assert.match(question, /It searched:\n```\nline50\(\);\nline51\(1\);\n```/);
    assert.match(question, /The file has in lines 43 to 60:\n```\nline42\(\);\n/);
    assert.match(question, /corrected blocks only/);
  });
  it("quotes every place that matches, up to three", () => {
    const question = questionFor(block("a();", "x();"), "a();\nb();\n".repeat(5));
    assert.equal(question.split("The file has in lines").length - 1, 3);
  });
  it("numbers several blocks", () => {
    const question = questionFor(block("nope();", "x();") + block("nothing();", "y();"));
    assert.match(question, /Block 1[\s\S]*Block 2/);
  });
  it("asks nothing when no answer could help", () => {
    const { refusals } = proposeChanges(readEditBlocks(block("a();", "x();")), () => ({
      kind: "secret",
    }));
    assert.equal(repairQuestion(refusals, []), "");
  });
  it("asks nothing when nothing was refused", () => assert.equal(repairQuestion([], []), ""));
  it("quotes nothing of files that it was not given", () => {
    const { refusals } = proposeChanges(readEditBlocks(block("nope();", "x();")), () => ({
      kind: "text",
      text: "secret();\n",
    }));
    assert.doesNotMatch(repairQuestion(refusals, []), /secret/);
  });
  it("fences lines that hold fences", () => {
    const question = questionFor(block("b();\nc(1);", "x();"), "````\nb();\nc();\n````\n");
    assert.match(question, /`````\n````\nb\(\);/);
  });
  it("stays bounded", () => {
    const long = Array.from({ length: 60 }, (_, nth) => block(`${"q".repeat(3000)}${nth}`, "x"));
    assert.ok(questionFor(long.join("")).length < 20_000);
  });
});
