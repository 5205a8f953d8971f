import assert from "node:assert/strict";
import type { LoadRow } from "../../core/protocol/load-test.ts";
import { compare } from "./compare.ts";
import { compareLoad, compareLoadTests, loadCaveats, scalingOf } from "./compare-load.ts";
import { sampleHeader, sampleLoadRow, sampleLoadTest } from "./sample-results.ts";

const tested = (rows: readonly LoadRow[], gpus?: number) => ({
  run: { ...sampleHeader, ...(gpus === undefined ? {} : { hardware: { gpus } }) },
  load: sampleLoadTest(rows),
});

describe("compareLoad", () => {
  const check = (name: string, now: LoadRow, before: LoadRow, matches: boolean) =>
    it(`${name}: ${matches ? "matches" : "does not match"}`, () => {
      const rows = compareLoad(sampleLoadTest([now]), sampleLoadTest([before]));
      assert.equal(rows.length > 0, matches);
    });
  const row = sampleLoadRow(8);
  const open = (requestsPerSecond: number, peakConcurrency: number) =>
    sampleLoadRow(8, { load: { kind: "open", requestsPerSecond, peakConcurrency } });
  check("the same row", row, row, true);
  check("another input", row, sampleLoadRow(8, { isl: 128 }), false);
  check("another output", row, sampleLoadRow(8, { osl: 128 }), false);
  check("another cache mode", row, sampleLoadRow(8, { cache: "warm" }), false);
  check("another concurrency", row, sampleLoadRow(9), false);
  check("an open loop", row, open(8, 8), false);
  check("the same rate, whatever its peak", open(8, 3), open(8, 9), true);
  check("another rate", open(8, 3), open(4, 3), false);
  check("a spoiled row", row, sampleLoadRow(8, { isSpoiled: true }), false);
  check("a row that is spoiled here", sampleLoadRow(8, { isSpoiled: true }), row, false);

  it("says both figures, each with its n, and their ratio", () => {
    const before = sampleLoadRow(8, { ttftMs: { n: 100, p50: 300 }, n: 100 });
    const { tpotMs: _, ...now } = row;
    assert.deepEqual(compareLoad(sampleLoadTest([now]), sampleLoadTest([before])), [
      {
        label: "512/512 × 8",
        what: "p50 TTFT",
        unit: "ms",
        baseline: 300,
        baselineN: 100,
        current: 150,
        currentN: 240,
        ratio: 0.5,
      },
      {
        label: "512/512 × 8",
        what: "output tokens/s",
        unit: "tokens/s",
        baseline: 400,
        baselineN: 100,
        current: 400,
        currentN: 240,
        ratio: 1,
      },
    ]);
  });

  it("leaves the throughput of rows out that are for latency", () => {
    const short = sampleLoadTest([sampleLoadRow(8, { osl: 32 })]);
    assert.deepEqual(
      compareLoad(short, short).map(({ what }) => what),
      ["p50 TTFT", "p50 TPOT"],
    );
  });

  it("divides by no figure that is none", () => {
    const before = sampleLoadRow(8, { outputTokensPerSecond: 0 });
    const rows = compareLoad(sampleLoadTest([row]), sampleLoadTest([before]));
    assert.deepEqual(
      rows.map(({ what }) => what),
      ["p50 TTFT", "p50 TPOT"],
    );
  });

  it("has nothing to say without one of the tests", () => {
    assert.deepEqual(compareLoad(undefined, sampleLoadTest([row])), []);
    assert.deepEqual(compareLoad(sampleLoadTest([row]), undefined), []);
  });
});

describe("loadCaveats", () => {
  it("say when prompts were made otherwise, and what is left out", () => {
    const spoiled = sampleLoadTest([sampleLoadRow(8, { isSpoiled: true })]);
    const random = sampleLoadTest([], { promptSource: "random token ids" });
    assert.deepEqual(loadCaveats(spoiled, random), [
      "The baseline's load test sent other prompts: random token ids, here tokenized text.",
      "Rows of a load test that the generator spoiled are left out: 1.",
    ]);
    const real = { ...sampleHeader.endpoint, isSimulated: false };
    assert.deepEqual(
      loadCaveats(
        sampleLoadTest([], { forcesLength: false }),
        sampleLoadTest([], { endpoint: real }),
      ),
      [
        "The baseline's load test asked another kind of endpoint: real, here simulated.",
        "The baseline's load test took answers of other lengths: forced, here as the model ends them.",
      ],
    );
    assert.deepEqual(loadCaveats(sampleLoadTest([]), sampleLoadTest([])), []);
    assert.deepEqual(loadCaveats(spoiled, undefined), []);
  });

  it("name the compared rows that have cautions", () => {
    const cautions = [{ code: "queueing" as const, message: "Up to 9 requests waited." }];
    const doubtful = sampleLoadTest([sampleLoadRow(8, { cautions }), sampleLoadRow(1)]);
    const clean = sampleLoadTest([sampleLoadRow(8), sampleLoadRow(1)]);
    const caveat = "Cautions stand beside these rows in one of the load tests: 512/512 × 8.";
    assert.deepEqual(loadCaveats(doubtful, clean), [caveat]);
    assert.deepEqual(loadCaveats(clean, doubtful), [caveat]);
  });
});

describe("compareLoadTests", () => {
  it("holds two tests that stand alone against each other", () => {
    const four = sampleLoadTest([sampleLoadRow(8)], { id: "four", hardware: { gpus: 4 } });
    const eight = sampleLoadTest([sampleLoadRow(8)], { hardware: { gpus: 8 } });
    const { baseline, caveats, load, scaling } = compareLoadTests(eight, four);
    assert.deepEqual(baseline, { id: "four", model: "qwen3-coder", isSimulated: true });
    assert.deepEqual(caveats, []);
    assert.deepEqual(
      load.map(({ ratio }) => ratio),
      [1, 1, 1],
    );
    assert.equal(scaling?.efficiency, 0.5);
  });

  it("says when they have nothing in common", () => {
    const { caveats, load } = compareLoadTests(
      sampleLoadTest([sampleLoadRow(8)]),
      sampleLoadTest([sampleLoadRow(1)]),
    );
    assert.deepEqual(load, []);
    assert.deepEqual(caveats, [
      "The tests have no row of the same lengths, load and cache mode in common.",
    ]);
  });
});

describe("scalingOf", () => {
  const steady = (concurrency: number, rate: number) =>
    sampleLoadRow(concurrency, { steadyTokensPerSecond: rate });
  const four = tested([steady(32, 3509), steady(128, 6615)], 4);
  const eight = tested([steady(32, 4463), steady(128, 8407)], 8);

  it("finds the published efficiency in the published figures, whichever run comes first", () => {
    for (const [current, baseline] of [
      [eight, four],
      [four, eight],
    ] as const) {
      const scaling = scalingOf(current, baseline);
      assert.deepEqual(scaling?.gpus, { fewer: 4, more: 8 });
      assert.equal(scaling?.label, "512/512 × 128, steady");
      assert.equal(scaling?.speedup.toFixed(3), "1.271");
      assert.equal(scaling?.efficiency.toFixed(3), "0.635");
      assert.equal(scaling?.published.toFixed(3), "0.635");
    }
  });

  it("takes the best row at the highest concurrency of both", () => {
    const short = sampleLoadRow(128, { isl: 128, steadyTokensPerSecond: 9000 });
    const withShort = (base: typeof eight) => ({
      ...base,
      load: sampleLoadTest([...base.load.rows, short, sampleLoadRow(256)]),
    });
    const onlyNow = scalingOf(withShort(eight), four);
    assert.equal(onlyNow?.label, "512/512 × 128, steady");
    const scaling = scalingOf(withShort(eight), {
      ...four,
      load: sampleLoadTest([...four.load.rows, short]),
    });
    assert.equal(scaling?.label, "128/512 × 128, steady");
  });

  it("takes the wall-clock figure where one run has no steady one", () => {
    const { steadyTokensPerSecond: _, ...without } = sampleLoadRow(8);
    const scaling = scalingOf(tested([without], 8), tested([sampleLoadRow(8)], 4));
    assert.equal(scaling?.label, "512/512 × 8, wall");
    assert.equal(scaling?.efficiency, 0.5);
  });

  it("believes the hardware of a load test on its own", () => {
    const load = sampleLoadTest([sampleLoadRow(8)], { hardware: { gpus: 2 } });
    const scaling = scalingOf({ run: sampleHeader, load }, tested([sampleLoadRow(8)], 1));
    assert.deepEqual(scaling?.gpus, { fewer: 1, more: 2 });
  });

  it("takes no row that is for latency", () => {
    const short = (gpus: number) => tested([sampleLoadRow(128, { osl: 16 })], gpus);
    assert.equal(scalingOf(short(8), short(4)), undefined);
  });

  const check = (name: string, current: typeof four, baseline: typeof four) =>
    it(`says nothing of ${name}`, () => assert.equal(scalingOf(current, baseline), undefined));
  check("equal numbers of GPUs", four, four);
  check("a run that declares none", tested(eight.load.rows), four);
  check("runs without a common row", tested([sampleLoadRow(64)], 8), four);
  const warm = sampleLoadRow(128, { cache: "warm" });
  check("warm rows", tested([warm], 8), tested([warm], 4));

  it("stands in the comparison, which reads runs from before there was any", () => {
    const results: [] = [];
    const both = compare({ ...eight, results }, { ...four, cases: [] });
    assert.equal(both.scaling?.gpus.more, 8);
    assert.equal(both.load?.length, 6);
    const older = compare({ ...eight, results }, { run: sampleHeader, cases: [] });
    assert.deepEqual([older.load, older.scaling], [undefined, undefined]);
  });
});
