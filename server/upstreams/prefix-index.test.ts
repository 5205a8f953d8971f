import assert from "node:assert/strict";
import { createPrefixIndex, prefixesOf, prefixStep } from "./prefix-index.ts";
import { replay } from "./test/conversations.ts";

const prefixes = (text: string) => {
  const body = Buffer.from(`{"messages":${text}}`);
  return prefixesOf(body, { start: 12, end: body.length - 1 });
};
const long = (letter: string, steps: number) => letter.repeat(steps * prefixStep);

describe("prefixesOf", () => {
  const cases: [string, string, number][] = [
    ["nothing", "", 0],
    ["less than a step", "x".repeat(prefixStep - 1), 0],
    ["a step", long("x", 1), 1],
    ["and a bit", `${long("x", 3)}y`, 3],
    ["no more than 64 KiB", long("x", 1_000), 128],
  ];
  for (const [what, text, expected] of cases) {
    it(`${what}: ${expected}`, () => assert.equal(prefixes(text).length, expected));
  }

  it("is the same for the same beginning, wherever it lies in memory", () => {
    const text = `${long("a", 2)}${long("b", 2)}`;
    const longer = Buffer.from(`.${text}${long("c", 2)}`);
    const got = prefixesOf(longer, { start: 1, end: longer.length });
    assert.deepEqual(got.slice(0, 4), prefixes(text));
  });

  it("differs from where the text differs on", () => {
    const [left, right] = [prefixes(long("a", 4)), prefixes(`${long("a", 2)}b${long("a", 2)}`)];
    const same = left.map((prefix, index) => prefix === right[index]);
    assert.deepEqual(same, [true, true, false, false]);
  });

  it("has no step twice in text that repeats itself", () => {
    assert.equal(new Set(prefixes(long("\0", 128))).size, 128);
  });
});

describe("createPrefixIndex", () => {
  it("knows how much of a conversation an upstream has seen", () => {
    const index = createPrefixIndex({ capacity: 100 });
    index.note("a", [1, 2, 3]);
    index.note("b", [1, 2]);
    const cases: [string, number[], number][] = [
      ["a", [1, 2, 3, 4], 3],
      ["a", [1, 2, 3], 3],
      ["b", [1, 2, 3, 4], 2],
      ["a", [9, 8, 7], 0],
      ["a", [], 0],
      ["c", [1], 0],
    ];
    for (const [upstream, beginnings, expected] of cases) {
      assert.equal(index.has(upstream, beginnings), expected);
    }
    index.forget("a");
    assert.equal(index.has("a", [1, 2, 3]), 0);
  });

  it("forgets what was unused longest, the ends of conversations before their beginnings", () => {
    const index = createPrefixIndex({ capacity: 4 });
    index.note("a", [1, 2, 3]);
    index.note("a", [1, 12, 13]);
    assert.equal(index.has("a", [1, 2, 3]), 2);
    assert.equal(index.has("a", [1, 12, 13]), 3);
    index.note("a", [21, 22]);
    assert.equal(index.has("a", [1, 2, 3]), 1);
    assert.equal(index.has("a", [21, 22]), 2);
  });

  it("sends turns of a conversation where they are cached", () => {
    const { affinity, sticky, roundRobin, spread } = replay();
    // Of what is cached when every conversation stays at one upstream; turns that go round find far less.
    assert.ok(affinity >= 0.97 * sticky, `${affinity} of ${sticky}`);
    assert.ok(roundRobin < 0.8 * sticky, `${roundRobin} of ${sticky}`);
    // The fullest upstream against the mean: a shared system prompt must not draw everything to one.
    assert.ok(spread < 1.5, `${spread}`);
  });
});
