import assert from "node:assert/strict";
import { filtered } from "../cursor-marks.ts";
import { dropFences } from "./fences.ts";

function check(document: string, text: string, expected: string, languageId?: string) {
  assert.equal(filtered(dropFences, document, text, languageId), expected);
}

describe("dropFences", () => {
  it("keeps code", () => check("a = ║", "`b` + ~~c", "a = ├`b` + ~~c┤"));
  it("drops a fence", () => check("a = ║", "```ts\nb\n```", "a = ║"));
  it("drops a fence behind a blank line", () => check("║", "\n  ```\nb\n```", "║"));
  it("drops a fence of tildes", () => check("║", "~~~\nb\n~~~", "║"));
  it("cuts at a fence behind code", () => check("a = ║", "b\n```\nThis is b.", "a = ├b┤"));
  it("keeps a fence in Markdown", () => check("║", "```\nb\n```", "├```\nb\n```┤", "markdown"));
  it("keeps a fence where the file has fences", () =>
    check("/**\n```\na\n║", "```\n */", "/**\n```\na\n├```\n */┤"));
});
