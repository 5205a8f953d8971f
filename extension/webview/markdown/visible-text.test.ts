import assert from "node:assert/strict";
import { turnsDirection, visibleLine, visibleName } from "./visible-text.ts";

describe("visible text", () => {
  it("shows in a name what has no width or turns the direction", () => {
    assert.equal(visibleName("src/a\u202egpj.ts"), "src/a[U+202E]gpj.ts");
    assert.equal(visibleName("a\nb\u200bc\u2028d\u0000"), "a[U+000A]b[U+200B]c[U+2028]d[U+0000]");
    assert.equal(visibleName("src/größe über.ts"), "src/größe über.ts");
  });

  it("shows in a line of code only what turns the direction", () => {
    assert.equal(visibleLine("\tif (a) { \u2066// \u202e}"), "\tif (a) { [U+2066]// [U+202E]}");
    assert.equal(visibleLine('"👩\u200d💻"'), '"👩\u200d💻"');
  });

  it("finds what turns the direction", () => {
    assert.equal(turnsDirection("a\u202eb"), true);
    assert.equal(turnsDirection("שלום"), false);
  });
});
