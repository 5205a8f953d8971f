import assert from "node:assert/strict";
import { codeBlocks } from "./code-blocks.ts";

function check(markdown: string, expected: [language: string, code: string, isClosed?: boolean][]) {
  assert.deepEqual(
    codeBlocks(markdown),
    expected.map(([language, code, isClosed = true]) => ({ language, code, isClosed })),
  );
}

describe("codeBlocks", () => {
  it("finds nothing in prose", () => check("Use `a` or ``` inline.", []));
  it("reads language and code", () => check("x\n```ts\nlet a;\n```\ny", [["ts", "let a;\n"]]));
  it("reads a block without a language", () => check("```\na\n```", [["", "a\n"]]));
  it("reads an empty block", () => check("```ts\n```", [["ts", ""]]));
  it("reads tildes", () => check("~~~py\na\n~~~", [["py", "a\n"]]));
  it("keeps shorter fences inside a longer one", () =>
    check("````md\n```ts\na\n```\n````", [["md", "```ts\na\n```\n"]]));
  it("does not close backticks with tildes", () => check("```\n~~~\n```", [["", "~~~\n"]]));
  it("does not close on a fence with an info string", () =>
    check("```ts\n```js\n```", [["ts", "```js\n"]]));
  it("says when a block is not closed", () => check("```ts\nlet a", [["ts", "let a\n", false]]));
  it("reads several blocks", () =>
    check("```\na\n```\n```\nb\n```", [
      ["", "a\n"],
      ["", "b\n"],
    ]));
  it("takes the fence's indentation off the code", () =>
    check("  ```\n    a\n  b\n c\n  ```", [["", "  a\nb\nc\n"]]));
  it("reads the first word of the info string", () =>
    check("```ts title=a.ts\na\n```", [["ts", "a\n"]]));
  it("reads a block in a list item, however deep", () =>
    check("1. Fix:\n\n     ```ts\n     let a;\n     ```\n", [["ts", "let a;\n"]]));
  it("does not close on an indented fence inside the code", () =>
    check("```ts\nconst md = `\n    ```\n`;\n```", [["ts", "const md = `\n    ```\n`;\n"]]));
  it("does not open inline code", () => check("``` a ``` b", []));
  it("keeps tabs and Unicode", () => check("```py\n\tä = '😀'\n```", [["py", "\tä = '😀'\n"]]));
  it("keeps blank lines at both ends", () => check("```\n\na\n\n```", [["", "\na\n\n"]]));
  it("reads CRLF", () => check("```ts\r\nlet a;\r\n```\r\n", [["ts", "let a;\r\n"]]));
});
