import assert from "node:assert/strict";
import { type Attempt, attemptAt } from "./attempt.ts";
import { createCompletionCache } from "./completion-cache.ts";
import { cursorAt } from "./cursor-marks.ts";

function attempt(asked: string, text: string, id = 1): Attempt {
  return { ...attemptAt(id, { cursor: cursorAt(asked), extent: "line" }), text, isComplete: true };
}

function cacheOf(...attempts: Attempt[]) {
  const cache = createCompletionCache();
  for (const each of attempts) cache.add(each);
  return cache;
}

describe("the completion cache", () => {
  it("finds nothing where nothing was asked", () =>
    assert.equal(createCompletionCache().find(cursorAt("a║")), undefined));
  it("prefers the newest of the answers that fit", () =>
    assert.equal(
      cacheOf(attempt("a║", "bc", 1), attempt("a║", "bd", 2)).find(cursorAt("ab║"))?.rest,
      "d",
    ));
  it("falls back to an older answer when the newest is contradicted", () =>
    assert.equal(
      cacheOf(attempt("a║", "bc", 1), attempt("a║", "x", 2)).find(cursorAt("ab║"))?.rest,
      "c",
    ));
  it("knows that the model had nothing to say", () =>
    assert.equal(cacheOf(attempt("a║", "")).find(cursorAt("a║"))?.rest, ""));
  it("knows nothing of what comes after an answer that was typed to its end", () =>
    assert.equal(cacheOf(attempt("a║", "b")).find(cursorAt("ab║")), undefined));
  it("prefers an answer to knowing that there was none", () =>
    assert.equal(
      cacheOf(attempt("a║", "bc", 1), attempt("ab║", "", 2)).find(cursorAt("ab║"))?.rest,
      "c",
    ));

  it("follows its place when lines above change", () => {
    const cache = cacheOf(attempt("one\ntwo ║\n", "x"));
    const { documentId } = cursorAt("║");
    cache.documentChanged({ documentId, offset: 0, removedLength: 0, inserted: "zero\n" });
    assert.equal(cache.find(cursorAt("zero\none\ntwo ║\n"))?.rest, "x");
  });
  it("stays where it is when its own line changes", () => {
    const cache = cacheOf(attempt("one\ntwo ║\n", "x"));
    const { documentId } = cursorAt("║");
    cache.documentChanged({ documentId, offset: 7, removedLength: 1, inserted: "" });
    cache.documentChanged({ documentId, offset: 7, removedLength: 0, inserted: " " });
    assert.equal(cache.find(cursorAt("one\ntwo ║\n"))?.rest, "x");
  });
  it("forgets the oldest beyond its capacity", () => {
    const cache = createCompletionCache(1);
    cache.add(attempt("a║", "1"));
    cache.add(attempt("b║", "2"));
    assert.equal(cache.find(cursorAt("a║")), undefined);
    assert.equal(cache.find(cursorAt("b║"))?.rest, "2");
  });
});
