import assert from "node:assert/strict";
import {
  cachedShare,
  contradictions,
  type TimedEdit,
  type TimedRequest,
} from "./stale-requests.ts";

/** One key every 100 ms: the first at 100. */
const typing = (keys: string): TimedEdit[] =>
  [...keys].map((text, index) => ({ atMs: (index + 1) * 100, text }));

/** The request goes out after the first key; its answer is `bcd`, all of it there at 240 unless told otherwise. */
function check(
  keys: string,
  request: Partial<TimedRequest>,
  expected: [number, number] | undefined,
) {
  const sent: TimedRequest = {
    editsBefore: 1,
    pieces: [{ atMs: 240, text: "bcd" }],
    endedAtMs: 1000,
    wasAborted: false,
    ...request,
  };
  const [found, ...more] = contradictions([sent], typing(keys));
  assert.deepEqual(found && [found.afterEditMs, found.afterKnownMs], expected);
  assert.equal(more.length, 0);
}

describe("contradictions", () => {
  it("counts from the key that contradicts the answer", () =>
    check("abX", { endedAtMs: 312, wasAborted: true }, [12, 12]));

  it("counts a request that nobody aborted, too", () => check("abX", {}, [700, 700]));

  it("tells a key that came before the text it contradicts", () =>
    check("aXy", { endedAtMs: 245, wasAborted: true }, [45, 5]));

  it("waits for the piece that contradicts", () => {
    const pieces = [
      { atMs: 210, text: "b" },
      { atMs: 320, text: "cd" },
    ];
    check("abX", { pieces, endedAtMs: 330, wasAborted: true }, [30, 10]);
  });

  it("does not count what is typed along", () => check("abcd", {}, undefined));

  it("does not count typing that goes on behind the answer", () => check("abcdef", {}, undefined));

  it("does not count a key after the end", () => check("abX", { endedAtMs: 299 }, undefined));

  it("does not count an answer that was left at its first complete piece", () =>
    check("ab", { endedAtMs: 250, wasAborted: true }, undefined));

  it("takes the last key where nothing had arrived", () =>
    check("abc", { pieces: [], endedAtMs: 305, wasAborted: true }, [5, 5]));

  it("does not count an empty answer that came to its own end", () =>
    check("abc", { pieces: [] }, undefined));

  it("takes line breaks with their indentation as they come", () => {
    const edits = [{ atMs: 1, text: "\n  " }];
    const ofAnswer = (text: string) =>
      contradictions(
        [{ editsBefore: 0, pieces: [{ atMs: 0, text }], endedAtMs: 9, wasAborted: true }],
        edits,
      ).length;
    assert.equal(ofAnswer("\n  x"), 0);
    assert.equal(ofAnswer("\n\tx"), 1);
  });
});

describe("cachedShare", () => {
  it("is taken over tokens, not over requests", () =>
    assert.equal(
      cachedShare([
        { promptTokens: 900, cachedTokens: 900, firstTokenAtMs: 1 },
        { promptTokens: 100, cachedTokens: 0, firstTokenAtMs: 1 },
      ]),
      0.9,
    ));

  it("leaves out prompts that the engine never computed", () =>
    assert.equal(
      cachedShare([
        { promptTokens: 10, cachedTokens: 8, firstTokenAtMs: 1 },
        { promptTokens: 10, cachedTokens: 0 },
      ]),
      0.8,
    ));

  it("is undefined without a prompt", () => assert.equal(cachedShare([]), undefined));
});
