import assert from "node:assert/strict";
import { terminalLine } from "./terminal-line.ts";

const at = new Date(2027, 2, 4, 7, 8, 9).getTime();

function check(what: string, entry: object, expected: string): void {
  it(what, () => assert.equal(terminalLine(JSON.stringify({ time: at, ...entry })), expected));
}

describe("terminalLine", () => {
  check(
    "says when, how bad and what, and then the facts",
    { level: 30, id: "01AB", status: 200, totalMs: 12.3456, msg: "request" },
    "07:08:09 info  request id=01AB status=200 totalMs=12.3\n",
  );
  check(
    "writes what is no single word as JSON",
    { level: 40, models: ["a", "b"], why: "two words", none: "", msg: "upstream down" },
    '07:08:09 warn  upstream down models=["a","b"] why="two words" none=""\n',
  );
  check(
    "keeps an error in its own lines",
    { level: 50, err: { type: "Error", message: "no", stack: "Error: no\n    at a" }, msg: "x" },
    "07:08:09 error x\n         Error: no\n             at a\n",
  );
  check(
    "lets nothing move the cursor",
    { level: 30, models: ["\u001b[2J"], path: "\u009b1A", msg: "a\u001b[1Ab" },
    '07:08:09 info  a [1Ab models=["\\u001b[2J"] path= 1A\n',
  );
});
