import assert from "node:assert/strict";
import { boldWidth, fittedMiddle, textWidth } from "./text-width.ts";

/** The text in `room` px. */
function check(text: string, room: number, expected: string) {
  it(`${text} in ${room}: ${expected}`, () => {
    const fitting = fittedMiddle(text, room);
    assert.equal(fitting, expected);
    assert.ok(textWidth(fitting) <= Math.max(room, textWidth("…")));
  });
}

describe("text that has to fit", () => {
  check("", 10, "");
  check("short", 100, "short");
  check("long.multi-key-16k-25#3.1", 90, "long.…25#3.1");
  check("数据库连接池超时", 60, "数…时");
  check("abcdef", 1, "…");
});

describe("the width of text", () => {
  it("grows with every letter, with capitals and with bold", () => {
    assert.ok(textWidth("200 ms") < textWidth("2,000 ms"));
    assert.ok(textWidth("qwen") < textWidth("QWEN"));
    assert.ok(textWidth("qwen") < boldWidth("qwen"));
    assert.equal(textWidth(""), 0);
  });
});
