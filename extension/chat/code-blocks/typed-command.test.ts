import assert from "node:assert/strict";
import { type TypedCommand, typedCommand } from "./typed-command.ts";

function check(code: string, expected: TypedCommand) {
  assert.deepEqual(typedCommand(code), expected);
}

describe("typedCommand", () => {
  it("is one line, without its line break", () => check("npm test\r\n", { text: "npm test" }));
  it("is not the prompt in front of it", () => check("$ npm test\n", { text: "npm test" }));
  it("keeps what belongs to the shell", () =>
    check('grep -r "a b" . | wc -l && echo $HOME', {
      text: 'grep -r "a b" . | wc -l && echo $HOME',
    }));
  it("is nothing for an empty block", () => check(" \n", { refused: "nothing" }));

  it("is refused where something would run on the way", () => {
    for (const lineBreak of ["\n", "\r", "\r\n", "\u2028", "\u0085", "\v", "\f"]) {
      check(`npm test${lineBreak}rm -rf x`, { refused: "several_lines" });
    }
  });

  it("is refused with what cannot be seen or steers a terminal", () => {
    const steering = [
      "\u001b[200~",
      "\u001b[201~",
      "\u0003",
      "\u0004",
      "\b",
      "\t",
      "\u007f",
      "\u009b",
    ];
    const unseen = [
      "\u202e",
      "\u200b",
      "\u00ad",
      "\u034f",
      "\u115f",
      "\u3164",
      "\ufe0f",
      "\u{e0041}",
    ];
    const blank = ["\u00a0", "\u2003", "\u3000", "\u2800", "\u180e"];
    for (const mark of [...steering, ...unseen, ...blank, "\ud800", "\ue000", "\u0378"]) {
      check(`echo ${mark}x`, { refused: "hidden" });
    }
  });
});
