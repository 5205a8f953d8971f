import assert from "node:assert/strict";
import { exportName } from "./export-name.ts";

describe("exportName", () => {
  const check = (title: string, expected: string) => assert.equal(exportName(title), expected);

  it("is made of the title's words", () => {
    check("Why is src/cart.ts:3–17 wrong?", "Why-is-src-cart-ts-3-17-wrong.md");
    check("Größe für नमस्ते 日本", "Größe-für-नमस्ते-日本.md");
  });

  it("is a name of its own where the title has none", () => {
    for (const title of ["", "???", "../..", "/", "\0", "CON", "nul", "com1"])
      check(title, "chat.md");
  });

  it("leads nowhere else", () => {
    check("../../etc/passwd", "etc-passwd.md");
    check("C:\\temp\\x", "C-temp-x.md");
  });

  it("fits into every file system", () => {
    for (const letter of ["a", "ä", "漢", "𝒳"]) {
      const name = exportName(letter.repeat(120));
      assert.ok(Buffer.byteLength(name) <= 255, name);
      assert.ok(name.isWellFormed());
    }
  });
});
