import assert from "node:assert/strict";
import { type Trigger, triggerAt, withoutTrigger } from "./trigger.ts";

/** `|` is the caret. */
function check(marked: string, expected: Trigger | undefined) {
  const caret = marked.indexOf("|");
  assert.deepEqual(triggerAt(marked.replace("|", ""), caret), expected, marked);
}

describe("triggerAt", () => {
  it("finds a mention at the start, after a space and after a bracket", () => {
    check("@|", { kind: "mention", start: 0, query: "" });
    check("see @car|", { kind: "mention", start: 4, query: "car" });
    check("see\n@file:src/c| please", { kind: "mention", start: 4, query: "file:src/c" });
    check("(@a|)", { kind: "mention", start: 1, query: "a" });
  });

  it("finds none in addresses, after a space and before the mark", () => {
    check("me@example.org|", undefined);
    check("@cart |", undefined);
    check("|@cart", undefined);
    check("@@|", undefined);
  });

  it("finds a slash command at the very start only", () => {
    check("/|", { kind: "slash", start: 0, query: "" });
    check("/ex|", { kind: "slash", start: 0, query: "ex" });
    check("/fi| the loop", { kind: "slash", start: 0, query: "fi" });
    check(" /|", undefined);
    check("a /|", undefined);
    check("/usr|/bin", undefined);
    check("/fix it|", undefined);
  });

  it("looks no further back than a query may be long", () => {
    check(`@${"a".repeat(300)}|`, undefined);
  });
});

describe("withoutTrigger", () => {
  function checkWithout(marked: string, expected: string) {
    const caret = marked.indexOf("|");
    const text = marked.replace("|", "");
    const trigger = triggerAt(text, caret);
    assert.ok(trigger);
    const left = withoutTrigger(text, caret, trigger);
    assert.equal(`${left.text.slice(0, left.caret)}|${left.text.slice(left.caret)}`, expected);
  }

  it("takes mark and query out and leaves one space", () => {
    checkWithout("see @car| please", "see |please");
    checkWithout("@car|", "|");
    checkWithout("@car| x", "|x");
    checkWithout("see @car|\nnext", "see |\nnext");
  });
});
