import assert from "node:assert/strict";
import type { Cursor } from "../cursor.ts";
import { createPromptWindow } from "./window.ts";

const lines = (count: number) =>
  Array.from({ length: count }, (_, index) => `line ${String(index).padStart(4, "0")}\n`).join("");

function cursorBehind(prefix: string, offset = prefix.length): Cursor {
  return { documentId: "d", path: "a.ts", languageId: "typescript", prefix, suffix: "", offset };
}

describe("the prompt window", () => {
  it("takes everything that fits", () =>
    assert.equal(createPromptWindow().prefixFor(cursorBehind("a\nb\n"), 100), "a\nb\n"));

  it("starts at a line and stands still until it is full", () => {
    const window = createPromptWindow();
    const starts = new Set<string>();
    let steps = 0;
    for (let count = 100; count < 400; count += 1) {
      const prefix = window.prefixFor(cursorBehind(lines(count)), 1000);
      assert.ok(prefix.length <= 1000);
      assert.match(prefix, /^line \d{4}\n/);
      steps += starts.has(prefix.slice(0, 10)) ? 0 : 1;
      starts.add(prefix.slice(0, 10));
    }
    // 300 lines of 10 characters, in steps of a quarter of 1,000.
    assert.ok(steps >= 11 && steps <= 14, `${steps} steps`);
  });

  it("does not move back and forth with the cursor", () => {
    const window = createPromptWindow();
    const first = window.prefixFor(cursorBehind(lines(120)), 1000).slice(0, 10);
    const up = window.prefixFor(cursorBehind(lines(98)), 1000).slice(0, 10);
    const down = window.prefixFor(cursorBehind(lines(122)), 1000).slice(0, 10);
    assert.deepEqual([up, down], [first, first]);
  });

  it("follows a jump upwards", () => {
    const window = createPromptWindow();
    window.prefixFor(cursorBehind(lines(300)), 1000);
    assert.ok(window.prefixFor(cursorBehind(lines(50)), 1000).startsWith("line 0000"));
  });

  it("stays on its text when lines above it change", () => {
    const window = createPromptWindow();
    const text = lines(200);
    const before = window.prefixFor(cursorBehind(text), 1000);
    window.documentChanged({ documentId: "d", offset: 0, removedLength: 0, inserted: "new\n" });
    assert.equal(window.prefixFor(cursorBehind(`new\n${text}`), 1000), before);
  });

  it("reads only a part of the document the same way", () => {
    const text = lines(300);
    const whole = createPromptWindow().prefixFor(cursorBehind(text), 1000);
    const part = createPromptWindow().prefixFor(cursorBehind(text.slice(-2000), text.length), 1000);
    assert.equal(part, whole);
  });

  it("cuts one endless line, but no character", () => {
    const prefix = createPromptWindow().prefixFor(cursorBehind("😀".repeat(1000)), 99);
    assert.ok(prefix.length <= 99 && prefix.isWellFormed());
  });
});
