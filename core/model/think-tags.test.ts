import assert from "node:assert/strict";
import { createThinkTags, type Said } from "./think-tags.ts";

function said(pieces: readonly string[]): Said[] {
  const tags = createThinkTags();
  const all = [...pieces.flatMap((piece) => tags.push(piece)), ...tags.end()];
  return all.reduce<Said[]>((joined, { kind, text }) => {
    const last = joined.at(-1);
    if (last?.kind === kind) last.text += text;
    else joined.push({ kind, text });
    return joined;
  }, []);
}

/** However the answer is cut in two, in three at every place of a tag, or into its characters. */
function check(answer: string, expected: readonly [Said["kind"], string][]) {
  const wanted = expected.map(([kind, text]) => ({ kind, text }));
  assert.deepEqual(said([answer]), wanted);
  assert.deepEqual(said([...answer]), wanted);
  for (let first = 1; first < answer.length; first += 1) {
    for (let second = first; second < Math.min(first + 12, answer.length); second += 1) {
      const pieces = [answer.slice(0, first), answer.slice(first, second), answer.slice(second)];
      assert.deepEqual(said(pieces), wanted, JSON.stringify(pieces));
    }
  }
}

describe("createThinkTags", () => {
  it("leaves an answer without tags as it is", () => {
    check("Because.\n\n  - a < b\n", [["text", "Because.\n\n  - a < b\n"]]);
    check("   ", [["text", "   "]]);
    check("<thin ice", [["text", "<thin ice"]]);
  });

  it("takes the thought before an answer, and the empty lines after it", () =>
    check("<think>\nHm </b> <think>?\n</think>\n\n  Yes.\n", [
      ["reasoning", "\nHm </b> <think>?\n"],
      ["text", "Yes.\n"],
    ]));

  it("knows the longer tag", () =>
    check("<thinking>Hm</thinking>Yes.", [
      ["reasoning", "Hm"],
      ["text", "Yes."],
    ]));

  it("takes several thoughts, also later ones that begin a line", () =>
    check("<think>a</think>\n<think>b</think>\nYes.\n<think>c</think>\n\nNo.", [
      ["reasoning", "ab"],
      ["text", "Yes.\n"],
      ["reasoning", "c"],
      ["text", "\n\nNo."],
    ]));

  it("takes what was never closed as a thought to its end", () => {
    check("<think>Let me see", [["reasoning", "Let me see"]]);
    check("<think>Let me see</thi", [["reasoning", "Let me see</thi"]]);
    check("Yes.\n<think>", [["text", "Yes.\n"]]);
  });

  it("leaves a tag in the middle of a line, and one that only closes", () => {
    check("The tag <think> opens.", [["text", "The tag <think> opens."]]);
    check("The tag\n`<think>` opens.", [["text", "The tag\n`<think>` opens."]]);
    check("Hm\n</think>\nYes.", [["text", "Hm\n</think>\nYes."]]);
  });

  it("leaves tags in code", () => {
    const fenced = "```xml\n<think>\n</think>\n```\n";
    check(fenced, [["text", fenced]]);
    const tilded = "~~~\n```\n<think>\n~~~\n";
    check(tilded, [["text", tilded]]);
    const block = "a.txt\n<<<<<<< SEARCH\n<think>\n=======\n```\n>>>>>>> REPLACE\n";
    check(block, [["text", block]]);
  });

  it("takes a thought after code", () =>
    check("```js\na\n```\n<think>b</think>", [
      ["text", "```js\na\n```\n"],
      ["reasoning", "b"],
    ]));

  it("takes no time over long lines and many brackets", () => {
    const tags = createThinkTags();
    for (let count = 0; count < 20_000; count += 1) tags.push("<<<<<<<< ");
    assert.deepEqual(tags.end(), []);
  });
});
