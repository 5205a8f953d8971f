import assert from "node:assert/strict";
import { cachedShare, staleDelaysMs, type TimedEdit, type TimedRequest } from "./stale-requests.ts";

/** One key every 100 ms: the first at 100. */
const typing = (keys: string): TimedEdit[] =>
  [...keys].map((text, index) => ({ atMs: (index + 1) * 100, text }));

function check(keys: string, request: Partial<TimedRequest>, expected: number[]) {
  const sent: TimedRequest = {
    editsBefore: 1,
    answer: "bcd",
    endedAtMs: 1000,
    wasAborted: false,
    ...request,
  };
  assert.deepEqual(staleDelaysMs([sent], typing(keys)), expected);
}

describe("staleDelaysMs", () => {
  it("counts from the key that contradicts the answer", () =>
    check("abX", { endedAtMs: 312, wasAborted: true }, [12]));

  it("counts a request that nobody aborted, too", () => check("abX", {}, [700]));

  it("counts from a key that came before the text it contradicts", () =>
    check("aXy", { endedAtMs: 340, wasAborted: true }, [140]));

  it("does not count what is typed along", () => check("abcd", {}, []));

  it("does not count typing that goes on behind the answer", () => check("abcdef", {}, []));

  it("does not count a key after the end", () => check("abX", { endedAtMs: 299 }, []));

  it("does not count an answer that was left at its first complete piece", () =>
    check("ab", { endedAtMs: 250, wasAborted: true }, []));

  it("takes the last key where nothing had arrived", () =>
    check("abc", { answer: "", endedAtMs: 305, wasAborted: true }, [5]));

  it("does not count an empty answer that came to its own end", () =>
    check("abc", { answer: "" }, []));

  it("takes line breaks with their indentation as they come", () => {
    const edits = [{ atMs: 1, text: "\n  " }];
    const request = { editsBefore: 0, endedAtMs: 9, wasAborted: true };
    assert.deepEqual(staleDelaysMs([{ ...request, answer: "\n  x" }], edits), []);
    assert.deepEqual(staleDelaysMs([{ ...request, answer: "\n\tx" }], edits), [8]);
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
