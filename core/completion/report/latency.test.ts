import assert from "node:assert/strict";
import type { Trace } from "../trace.ts";
import { type Acceptance, createLatencyBook, type LatencyStage } from "./latency.ts";

function trace(facts: Partial<Trace>): Trace {
  return {
    id: 1,
    atMs: 0,
    path: "a.ts",
    languageId: "typescript",
    source: "request",
    outcome: "returned",
    stages: {},
    decisions: [],
    ...facts,
  };
}

const whole = { debounceMs: 20, contextMs: 2, ttftMs: 90, decodeMs: 30, ownMs: 3, totalMs: 145 };
const hit: Partial<Trace> = { source: "cache", stages: { ownMs: 0.2, totalMs: 0.2 } };

function summaryOf(traces: Partial<Trace>[], capacity = 200) {
  const book = createLatencyBook({ capacity });
  for (const facts of traces) book.add(trace(facts));
  return book.summary();
}

/** How many samples each stage has, and the share of the cache. */
function check(
  traces: Partial<Trace>[],
  expected: Partial<Record<LatencyStage, number>>,
  cache: { hits: number; n: number },
) {
  const summary = summaryOf(traces);
  const counts = Object.entries(summary.stages).filter(([, { n }]) => n > 0);
  assert.deepEqual(Object.fromEntries(counts.map(([stage, { n }]) => [stage, n])), expected);
  assert.deepEqual(summary.cache, cache);
}

describe("createLatencyBook", () => {
  it("has a figure for every stage and none for what did not happen", () => {
    const { stages } = summaryOf([{ stages: whole }]);
    assert.deepEqual(stages.ttft, { n: 1, p50Ms: 90 });
    assert.deepEqual(stages.own, { n: 1, p50Ms: 3 });
    assert.deepEqual(stages.queue, { n: 0 });
  });

  it("counts cache hits for own time and total, and gives them no TTFT", () =>
    check([{ stages: whole }, hit, hit], stagesOf(1, { own: 3, total: 3 }), { hits: 2, n: 3 }));

  it("counts a request once, also when another wish joins it, which is no hit of the cache", () =>
    check(
      [
        { outcome: "detached", stages: whole },
        { source: "joined", stages: { ...whole, totalMs: 60 } },
      ],
      { debounce: 2, context: 2, ttft: 1, decode: 1, own: 1, total: 1 },
      { hits: 0, n: 2 },
    ));

  for (const outcome of ["contradicted", "failed"] as const) {
    it(`takes of a ${outcome} wish only the stages that cannot be cut short`, () =>
      check([{ outcome, stages: whole }], { debounce: 1, context: 1, ttft: 1 }, { hits: 0, n: 1 }));
  }

  for (const facts of [
    { source: "warm-up" },
    { source: "speculative" },
    { outcome: "refused" },
  ] as const) {
    it(`leaves out what is ${Object.values(facts).join()}`, () =>
      check([{ ...facts, stages: whole }], {}, { hits: 0, n: 0 }));
  }

  it("forgets the oldest", () => {
    const slow = { stages: { ttftMs: 900 } };
    const fast = { stages: { ttftMs: 90 } };
    assert.deepEqual(summaryOf([slow, fast, fast], 2).stages.ttft, { n: 2, p50Ms: 90 });
  });

  it("says that a simulated model was among them", () => {
    assert.equal(summaryOf([{}, { isSimulated: true }]).isSimulated, true);
    assert.equal(summaryOf([{}]).isSimulated, false);
  });

  it("forgets the figures of another model, not what was taken", () => {
    const book = createLatencyBook();
    book.add(trace({ stages: whole }));
    book.noteShown();
    book.reset();
    assert.equal(book.summary().stages.ttft.n, 0);
    assert.deepEqual(book.summary().acceptance, { shown: 1, accepted: 0 });
  });
});

describe("acceptance", () => {
  function checkKept(kept: unknown, expected: Acceptance) {
    const book = createLatencyBook();
    book.noteShown();
    book.load(kept);
    assert.deepEqual(book.save(), expected);
  }

  it("is counted", () => {
    const book = createLatencyBook();
    for (let shown = 0; shown < 3; shown += 1) book.noteShown();
    book.noteAccepted();
    assert.deepEqual(book.summary().acceptance, { shown: 3, accepted: 1 });
  });
  it("goes on from earlier sessions", () =>
    checkKept({ shown: 10, accepted: 4 }, { shown: 11, accepted: 4 }));
  for (const kept of [undefined, null, "10", [], { shown: 3 }, { shown: -1, accepted: 0 }]) {
    it(`starts anew from ${JSON.stringify(kept)}`, () =>
      checkKept(kept, { shown: 1, accepted: 0 }));
  }
  it("starts anew from what is no number", () =>
    checkKept({ shown: Number.NaN, accepted: "4" }, { shown: 1, accepted: 0 }));
});

function stagesOf(n: number, others: Partial<Record<LatencyStage, number>>) {
  return { debounce: n, context: n, ttft: n, decode: n, ...others };
}
