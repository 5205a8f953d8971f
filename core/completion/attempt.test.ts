import assert from "node:assert/strict";
import { type Attempt, attemptAt, fitOf } from "./attempt.ts";
import { cursorAt } from "./cursor-marks.ts";

type Case = { asked: string; text: string; now: string; isComplete?: boolean };

/** What is left to say at the second cursor; null while typing is ahead, undefined when it is contradicted. */
function check({ asked, text, now, isComplete = true }: Case, expected: string | null | undefined) {
  const attempt: Attempt = {
    ...attemptAt(1, { cursor: cursorAt(asked), extent: "line" }),
    text,
    isComplete,
  };
  const fit = fitOf(attempt, cursorAt(now));
  assert.equal(fit && (fit.rest ?? null), expected);
}

describe("fitOf", () => {
  it("says everything where it was asked for", () =>
    check({ asked: "a = ║\n", text: "1;", now: "a = ║\n" }, "1;"));
  it("says the rest while it is typed through", () =>
    check({ asked: "a = ║\n", text: "sum(b);", now: "a = sum║\n" }, "(b);"));
  it("goes on over the end of a line", () =>
    check({ asked: "if (a) {║\n", text: "\n  b();\n}", now: "if (a) {\n  ║\n" }, "b();\n}"));
  it("is contradicted by another key", () =>
    check({ asked: "a = ║\n", text: "sum(b);", now: "a = x║\n" }, undefined));
  it("is contradicted by text behind the cursor that has changed", () =>
    check({ asked: "a = ║\nb", text: "1;", now: "a = ║\nc" }, undefined));
  it("is contradicted by text before it that has changed", () =>
    check({ asked: "a = ║\n", text: "1;", now: "b = ║\n" }, undefined));
  it("waits while typing is ahead of the stream", () =>
    check({ asked: "a = ║\n", text: "su", now: "a = sum║\n", isComplete: false }, null));
  it("does not wait for an answer that is whole", () =>
    check({ asked: "a = ║\n", text: "su", now: "a = sum║\n" }, undefined));
  it("has nothing left once it was typed to its end", () =>
    check({ asked: "a = ║\n", text: "1;", now: "a = 1;║\n" }, ""));
  it("says nothing before the place it was asked for", () =>
    check({ asked: "a = b║\n", text: "c", now: "a = ║\n" }, undefined));
  it("bears a bracket that the editor has closed", () =>
    check({ asked: "a = sum║\n", text: "(b);", now: "a = sum(║)\n" }, "b);"));
  it("bears several of them", () => check({ asked: "f║\n", text: "([{a", now: "f([{║}])\n" }, "a"));
  it("bears a bracket that was typed over", () =>
    check({ asked: "f(║);\n", text: "a) + b(", now: "f(a)║;\n" }, " + b("));
  it("bears no bracket that nothing opened", () =>
    check({ asked: "a = ║\n", text: "1;", now: "a = 1║)\n" }, undefined));
  it("bears less indentation on a blank line, and moves the lines below", () =>
    check(
      { asked: "{\n    ║\n", text: "a {\n      b\n    }", now: "{\n  ║\n" },
      "a {\n    b\n  }",
    ));
  it("bears more indentation on a blank line", () =>
    check({ asked: "{\n║\n", text: "a\nb", now: "{\n  ║\n" }, "a\n  b"));
  it("takes indentation that the answer begins with as typing along", () =>
    check({ asked: "{\n║\n", text: "  a", now: "{\n  ║\n" }, "a"));
  it("tells two equal lines of one document apart", () => {
    const text = "x = ║\n";
    const attempt = {
      ...attemptAt(1, { cursor: cursorAt(text), extent: "line" }),
      text: "1",
      isComplete: true,
    };
    const elsewhere = { ...cursorAt(text), offset: 100 };
    assert.equal(fitOf(attempt, elsewhere), undefined);
  });
  it("tells documents apart", () => {
    const attempt = {
      ...attemptAt(1, { cursor: cursorAt("a║"), extent: "line" }),
      text: "1",
      isComplete: true,
    };
    assert.equal(fitOf(attempt, { ...cursorAt("a║"), documentId: "other" }), undefined);
  });
});
