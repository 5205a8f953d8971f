import assert from "node:assert/strict";
import { type Hunk, lineHunks } from "./hunks.ts";

function check(before: string, after: string, expected: Hunk[]) {
  assert.deepEqual(lineHunks(before, after), expected);
}

describe("lineHunks", () => {
  it("finds nothing in equal texts", () => check("a\n", "a\n", []));
  it("counts lines from 0", () =>
    check("a\nb\n", "x\nb\n", [{ startLine: 0, removed: ["a"], added: ["x"] }]));
  it("puts an insertion before the line it stands at", () =>
    check("a\nb\n", "a\nx\nb\n", [{ startLine: 1, removed: [], added: ["x"] }]));
  it("puts an insertion at the start", () =>
    check("a\n", "x\na\n", [{ startLine: 0, removed: [], added: ["x"] }]));
  it("finds a removal", () =>
    check("a\nb\nc\n", "a\nc\n", [{ startLine: 1, removed: ["b"], added: [] }]));
  it("keeps separate changes apart", () =>
    check("a\nb\nc\n", "x\nb\nz\n", [
      { startLine: 0, removed: ["a"], added: ["x"] },
      { startLine: 2, removed: ["c"], added: ["z"] },
    ]));
  it("keeps the carriage return of CRLF out of lines", () =>
    check("a\r\nb\r\n", "a\r\nx\r\n", [{ startLine: 1, removed: ["b"], added: ["x"] }]));
  it("finds lines that look like marks of the diff format", () =>
    check("-- a\n++ b\n", "-- a\n\\ No newline\n", [
      { startLine: 1, removed: ["++ b"], added: ["\\ No newline"] },
    ]));
  it("puts an insertion at the end", () =>
    check("a\n", "a\nb\n", [{ startLine: 1, removed: [], added: ["b"] }]));
  it("leaves the no-newline mark of the diff format out", () =>
    check("a", "b", [{ startLine: 0, removed: ["a"], added: ["b"] }]));
});
