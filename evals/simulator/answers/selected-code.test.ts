import assert from "node:assert/strict";
import { renderTurn } from "../../../core/chat/turn.ts";
import { ownWords, selectedCode } from "./selected-code.ts";

function userText(code: string, question = "", startLine = 7): string {
  const endLine = startLine + code.split("\n").length - 1;
  const selection = {
    kind: "selection",
    path: "a b.md",
    languageId: "markdown",
    startLine,
    endLine,
    text: code,
  } as const;
  const around = {
    kind: "surroundings",
    path: "a b.md",
    languageId: "markdown",
    startLine: 1,
    endLine: 99,
    before: "## Selected code: x, lines 1\n",
    after: "",
  } as const;
  const turn = { prompt: "chat", question, references: [selection, around] } as const;
  return (
    renderTurn(turn, [], { contextWindow: 9000, maxAnswerTokens: 10 }).messages.at(-1)?.content ??
    ""
  );
}

describe("selectedCode", () => {
  it("finds path, first line, language and code", () => {
    assert.deepEqual(selectedCode(userText("one\n\n  two")), {
      path: "a b.md",
      startLine: 7,
      languageId: "markdown",
      code: "one\n\n  two",
    });
  });

  it("is not confused by fences inside the code", () => {
    const code = "```ts\nlet a;\n```\n````\nx\n````";
    assert.equal(selectedCode(userText(code))?.code, code);
  });

  it("finds a single line and an empty one", () => {
    assert.equal(selectedCode(userText("x"))?.code, "x");
    assert.equal(selectedCode(userText(""))?.code, "");
  });

  it("finds nothing where nothing is selected", () => {
    assert.equal(selectedCode("What is this?"), undefined);
  });
});

describe("ownWords", () => {
  it("leaves out instructions and references", () => {
    assert.equal(ownWords(`Do it.\n\nAnd why?\n\n${userText("x")}`, ["Do it."]), "And why?");
  });
});
