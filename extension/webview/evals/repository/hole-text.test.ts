import assert from "node:assert/strict";
import type { HoleResult } from "../../../../core/protocol/repository-run.ts";
import { repositoryRun } from "../../test/sample-repository.ts";
import {
  answerText,
  filterHoles,
  type HoleFilter,
  noFilter,
  type Outcome,
  outcomeOf,
  shareText,
  ttftText,
} from "./hole-text.ts";

const [exact] = repositoryRun.holes;

function check(changes: Partial<HoleResult>, expected: Outcome) {
  it(`${JSON.stringify(changes)}: ${expected}`, () =>
    assert.equal(outcomeOf({ ...exact!, ...changes }), expected));
}

describe("what came of a hole", () => {
  check({}, "exact");
  check({ isExact: false }, "same but for space");
  check({ isExact: false, isSameButForSpace: false }, "differs");
  check({ isExact: false, answer: "" }, "nothing offered");
  check({ reason: "Nothing was left after the filters." }, "nothing offered");
  check({ failure: "The endpoint stalled.", answer: "" }, "endpoint failed");
});

describe("the filter of holes", () => {
  const left = (filter: Partial<HoleFilter>, ids: string[]) =>
    it(JSON.stringify(filter), () =>
      assert.deepEqual(
        filterHoles(repositoryRun.holes, { ...noFilter, ...filter }).map(({ id }) => id),
        ids,
      ),
    );
  left({}, ["h1", "h2", "h3", "h4", "h5", "h6"]);
  left({ kind: "call" }, ["h3", "h5"]);
  left({ outcome: "differs" }, ["h2", "h4"]);
  left({ path: " ORDER " }, ["h2"]);
  left({ kind: "call", outcome: "nothing offered" }, ["h5"]);
  left({ path: "nowhere" }, []);
});

describe("figures of holes", () => {
  it("have interval and n", () =>
    assert.deepEqual(shareText({ passed: 26, n: 57, rate: 26 / 57, low: 0.334, high: 0.585 }), {
      rate: "45 %",
      interval: "33 %–59 %",
      n: "26 of 57",
    }));
  it("are left out where nothing was told", () =>
    assert.deepEqual(
      [shareText(undefined), shareText({ passed: 0, n: 0, rate: 0, low: 0, high: 1 })],
      [undefined, undefined],
    ));
  it("say yes, no, or nothing", () =>
    assert.deepEqual([true, false, undefined].map(answerText), ["yes", "no", "–"]));
  it("name a percentile only where it is known", () =>
    assert.deepEqual(
      [ttftText({ n: 57, p50: 96, p95: 134.4 }), ttftText({ n: 1, p50: 90 })],
      ["TTFT p50 96 ms, p95 134 ms, n 57", "TTFT p50 90 ms, n 1"],
    ));
});
