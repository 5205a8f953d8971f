import assert from "node:assert/strict";
import type { LoadEvent, LoadRow } from "../../core/protocol/load-test.ts";
import { sampleLoadRow, sampleLoadTest } from "../../evals/report/sample-results.ts";
import { evaluationStory } from "./eval/evaluation-story.ts";
import { loadStory } from "./load-story.ts";

const { steadyTokensPerSecond: _, ...unsteady } = sampleLoadRow(8, {
  n: 1,
  errors: { busy: 2 },
  cautions: [{ code: "errors", message: "Two failed." }],
});
const loadTest = sampleLoadTest([sampleLoadRow(128), unsteady]);
const events: LoadEvent[] = [
  { kind: "load-started", run: loadTest.run, plannedRows: 2, plannedRequests: 3848 },
  { kind: "load-progress", row: 0, label: "512/512 × 128", done: 7, of: 3840 },
  { kind: "load-row", row: sampleLoadRow(128) },
  { kind: "load-row", row: unsteady },
  { kind: "load-finished", loadTest },
];
const lines = [
  "load test: 2 rows, about 3,848 requests",
  "load test: row 1 of 2, 512/512 × 128: 7 of 3840 requests",
  "row 1 of 2, 512/512 × 128: n 3840, TTFT p50 150 ms, 8,000 tok/s steady",
  "row 2 of 2, 512/512 × 8: n 1, 2 failed, TTFT p50 150 ms, 400 tok/s wall, errors",
  "row 2 of 2, 512/512 × 8: n 1, 2 failed, TTFT p50 150 ms, 400 tok/s wall, errors",
];

describe("the story of a load test", () => {
  it("says where it is", () => {
    const story = loadStory();
    assert.deepEqual(
      events.map((event) => story(event).text),
      lines,
    );
  });

  it("has a new step for its beginning and for every row", () => {
    const story = loadStory();
    const steps = events.map((event) => story(event).step);
    assert.deepEqual([...new Set(steps)].length, 3);
    assert.equal(steps[0], steps[1]);
  });
});

describe("the line of a row", () => {
  const check = (what: string, row: LoadRow, expected: string) =>
    it(what, () => assert.equal(loadStory()({ kind: "load-row", row }).text, expected));
  check(
    "has no throughput where the row is for latency",
    sampleLoadRow(1, { osl: 16 }),
    "row 1 of 0, 512/16 × 1: n 30, TTFT p50 150 ms",
  );
  check(
    "says cautions in words",
    sampleLoadRow(1, { cautions: [{ code: "generator-lag", message: "It was late." }] }),
    "row 1 of 0, 512/512 × 1: n 30, TTFT p50 150 ms, 62.5 tok/s steady, generator lag",
  );
});

describe("the story of an evaluation", () => {
  it("ends with that of its load test", () => {
    const story = evaluationStory();
    assert.equal(
      story({ kind: "asked", id: "sql.a#1.0", epoch: 0 }).text,
      "asked 1 of 0, graded 0, failed 0",
    );
    assert.deepEqual(
      events.map((event) => story(event).text),
      lines,
    );
  });
});
