import assert from "node:assert/strict";
import { collectOutput } from "./output.ts";

function check(
  chunks: readonly (string | Uint8Array)[],
  limit: number,
  expected: { text: string; cut?: number },
) {
  const output = collectOutput(limit);
  for (const chunk of chunks) output.add(Buffer.from(chunk));
  assert.equal(output.text(), expected.text);
  assert.equal(output.cut, expected.cut ?? 0);
  assert.equal(output.total, Buffer.concat(chunks.map((chunk) => Buffer.from(chunk))).length);
  assert.ok(output.bytes().length <= limit);
}

const letters = "abcdefghijklmnopqrstuvwxyz";

describe("kept output", () => {
  it("is whole below the limit, however it came", () => {
    check([], 10, { text: "" });
    check(["ab", "", "cd"], 10, { text: "abcd" });
    check([...letters], 26, { text: letters });
  });

  it("is head and tail above it, with a line about what is missing", () => {
    const text = "abcde\n[16 bytes are missing here]\nvwxyz";
    check([letters], 10, { text, cut: 16 });
    check([...letters], 10, { text, cut: 16 });
    check(["abc", letters.slice(3, 20), letters.slice(20)], 10, { text, cut: 16 });
  });

  it("stays small under a flood", () => {
    const flood = Array.from({ length: 1000 }, () => "x".repeat(1000));
    check([...flood, "end"], 6, {
      text: "xxx\n[999997 bytes are missing here]\nend",
      cut: 999_997,
    });
  });

  it("keeps characters that arrive in halves, and survives bytes that are no text", () => {
    const euro = Buffer.from("€");
    check([euro.subarray(0, 1), euro.subarray(1)], 10, { text: "€" });
    check(["€", "€", "€"], 9, { text: "€€€" });
    check([Uint8Array.of(0xff)], 10, { text: "\ufffd" });
  });
});
