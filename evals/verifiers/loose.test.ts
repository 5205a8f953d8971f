import assert from "node:assert/strict";
import { looseReadings } from "./loose.ts";

/** One of the readings is `wanted`; with `undefined`, all say the same as the reply but for blank edges and bold marks. */
function check(reply: string, wanted: string | undefined) {
  const readings = looseReadings(reply);
  assert.equal(readings[0], reply);
  if (wanted !== undefined) assert.ok(readings.includes(wanted), JSON.stringify(readings));
  else {
    const plain = (text: string) => text.replaceAll("**", "").trim();
    for (const reading of readings) assert.equal(plain(reading), plain(reply));
  }
}

describe("looseReadings", () => {
  it("drops blank lines around the reply", () => check("\n \n- a\n- b\n\n", "- a\n- b"));
  it("drops a line that leads to the answer", () => {
    check("Here is the list:\n\n- a\n- b", "- a\n- b");
    check("Sure! I can do that.\n- a", "- a");
    check("The commit message:\n\nfix: it", "fix: it");
    check("The commit message:\n```\nfix: it\n```", "```\nfix: it\n```");
  });
  it("drops a line that takes leave of the user", () => {
    check("- a\n- b\n\nLet me know if you need more.", "- a\n- b");
    check("Here it is:\n\n- a\n\nHope this helps!", "- a");
  });
  it("drops bold marks outside code", () => {
    check("**Summary:** it works", "Summary: it works");
    check("**a**\n```js\n/** b */\n```\n**c**", "a\n```js\n/** b */\n```\nc");
  });
  it("keeps what belongs to the answer", () => {
    check("- a\n- b\n- c", undefined);
    check("1. Here is one:\n2. two", undefined);
    check("# Here is a title\n\ntext", undefined);
    check("first line\nsecond line\nthird line", undefined);
    check("Steps:\n- a", undefined);
    check("One paragraph.\n\nAnother paragraph.\n\nA third one.", undefined);
    check("only line", undefined);
    check("", undefined);
  });
});
