import assert from "node:assert/strict";
import { slices } from "./highlight.ts";
import { languageOf } from "./languages.ts";

describe("slices", () => {
  const statement = `function f() {\n${"  call();\n\n".repeat(60)}}\n\n`;

  it("keeps a short text whole", () => {
    assert.deepEqual(slices("a\n\nb"), ["a\n\nb"]);
  });

  it("cuts a long text before unindented lines only, and loses nothing", () => {
    const parts = slices(statement.repeat(20));
    assert.equal(parts.join(""), statement.repeat(20));
    assert.ok(parts.length > 3, `${parts.length} parts`);
    for (const part of parts) assert.match(part, /^(?:function|$)/);
  });

  it("does not cut what offers no place", () => {
    const line = "x".repeat(50_000);
    assert.deepEqual(slices(line), [line]);
  });
});

describe("languageOf", () => {
  it("knows the names that models write", () => {
    for (const [info, label] of [
      ["ts", "TypeScript"],
      ["tsx", "TypeScript"],
      ["TypeScript", "TypeScript"],
      ["js", "JavaScript"],
      ["py", "Python"],
      ["python3 title=x", "Python"],
      ["golang", "Go"],
      ["rs", "Rust"],
      ["c++", "C++"],
      ["cs", "C#"],
      ["sh", "Shell"],
      ["yml", "YAML"],
      ["html", "HTML"],
      ["json", "JSON"],
      ["ts:src/a.ts", "TypeScript"],
      ["patch", "Diff"],
    ]) {
      assert.equal(languageOf(info ?? "").label, label, info);
      assert.notEqual(languageOf(info ?? "").grammar, undefined, info);
    }
  });

  it("shows an unknown language as it is written", () => {
    assert.deepEqual(languageOf("cobol"), { label: "cobol" });
    assert.deepEqual(languageOf("constructor"), { label: "constructor" });
    assert.deepEqual(languageOf(""), { label: "Text" });
  });
});
