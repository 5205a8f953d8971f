import assert from "node:assert/strict";
import { linesBetween, linesWithin } from "./excerpt.ts";

function check(actual: string, expected: string) {
  assert.equal(actual, expected);
}

describe("linesBetween", () => {
  it("takes whole lines", () => check(linesBetween("a\nb\nc\nd\n", 1, 3), "b\nc\n"));
  it("ends with the text", () => check(linesBetween("a\nb\nc", 1, 9), "b\nc"));
  it("is empty behind the text", () => check(linesBetween("a\nb", 2, 9), ""));
  it("takes an empty text", () => check(linesBetween("", 0, 5), ""));
});

describe("linesWithin", () => {
  it("takes what fits as it is", () => check(linesWithin("a\nb", 3), "a\nb"));
  it("cuts behind the last whole line", () => check(linesWithin("aa\nbb\ncc\n", 7), "aa\nbb\n"));
  it("takes a line that fits exactly", () => check(linesWithin("aa\nbb\n", 3), "aa\n"));
  it("is empty where the first line does not fit", () => check(linesWithin("aaaa\nb", 3), ""));
  it("is empty without room", () => check(linesWithin("\na", 0), ""));
});
