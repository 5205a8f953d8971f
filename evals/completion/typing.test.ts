import assert from "node:assert/strict";
import { planTyping, type TypingMode } from "./typing.ts";

const source =
  "first line\nsecond line\n  third {\n\n    😀 = 漢;\n  }\nlast line, which is quite a bit longer\n";

function check(
  [text, mode, keystrokes]: [string, TypingMode, number],
  expected: { before: string; keys: readonly string[]; behind: string },
) {
  const plan = planTyping(text, { mode, keystrokes, seed: 1 });
  const keys = plan.keystrokes.map((key) => key.text);
  assert.deepEqual({ before: plan.before, keys, behind: plan.behind }, expected);
}

describe("planTyping", () => {
  const before = "first line\nsecond line\n  third {\n\n    😀 = 漢;";
  const keys = ["\n  ", "}"];
  const behind = "\nlast line, which is quite a bit longer\n";

  it("starts at a line end, takes a break and its indentation as one key, and ends with a line", () =>
    check([source, "insert", 8], { before, keys, behind }));

  it("has nothing behind the cursor when it appends", () =>
    check([source, "append", 8], { before, keys, behind: "" }));

  it("takes CRLF for a line break", () =>
    check([source.replaceAll("\n", "\r\n"), "insert", 8], { before, keys, behind }));

  it("never types half a character", () => {
    const plan = planTyping("abcdefgh\n😀漢\n\n", { mode: "append", keystrokes: 99, seed: 1 });
    assert.deepEqual(
      plan.keystrokes.map((key) => key.text),
      ["\n", "😀", "漢", "\n"],
    );
  });

  it("has the same gaps for the same seed only", () => {
    const gaps = (seed: number) =>
      planTyping(source, { mode: "append", keystrokes: 99, seed }).keystrokes.map(
        ({ gapMs }) => gapMs,
      );
    assert.deepEqual(gaps(1), gaps(1));
    assert.notDeepEqual(gaps(1), gaps(2));
  });

  it("draws gaps around 120 ms and pauses at line ends only", () => {
    const line = `${"x".repeat(60)}\n`;
    const plan = planTyping(line.repeat(100), { mode: "append", keystrokes: 5000, seed: 7 });
    const gaps = plan.keystrokes.filter(({ text }) => text === "x").map(({ gapMs }) => gapMs);
    const logs = gaps.map((gap) => Math.log(gap / 120));
    const mean = logs.reduce((sum, log) => sum + log, 0) / logs.length;
    const spread = Math.sqrt(logs.reduce((sum, log) => sum + (log - mean) ** 2, 0) / logs.length);
    assert.ok(Math.abs(mean) < 0.05, `median ${120 * Math.exp(mean)}`);
    assert.ok(Math.abs(spread - 0.6) < 0.03, `sigma ${spread}`);
    assert.ok(plan.keystrokes.every(({ text, gapMs }) => text !== "\n" || gapMs === 500));
  });

  it("pauses once where lines are blank", () => {
    const plan = planTyping("aaaa\nb\n\n\nc\n", { mode: "append", keystrokes: 99, seed: 1 });
    const pauses = plan.keystrokes.map(({ text, gapMs }) => (gapMs === 500 ? `${text}!` : text));
    assert.deepEqual(pauses, ["\n!", "b", "\n!", "\n", "\n", "c"]);
  });

  it("copes with an empty file", () =>
    check(["", "insert", 9], { before: "", keys: [], behind: "" }));
});
