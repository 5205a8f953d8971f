import assert from "node:assert/strict";
import { evaluation } from "../../core/protocol/evaluation.ts";
import type { Caution, LoadRow, LoadTest } from "../../core/protocol/load-test.ts";
import published from "../reference/h100-qwen3-coder.json" with { type: "json" };
import { buildEvaluation } from "./build-evaluation.ts";
import { type Load, loadRows } from "./load-rows.ts";
import { sampleHeader, sampleLoadRow, sampleLoadTest, sampleResult } from "./sample-results.ts";
import rules from "./thresholds.json" with { type: "json" };

function rowOf(load: Load, id: string) {
  const row = loadRows(load).find((each) => each.id === id);
  assert.ok(row);
  return row;
}

const caution = (code: Caution["code"]): Caution => ({ code, message: `It is ${code}.` });

describe("the row of latency", () => {
  const check = (
    name: string,
    rows: readonly LoadRow[],
    verdict: string,
    reason: RegExp,
    more: Partial<LoadTest> = {},
  ) =>
    it(`${name}: ${verdict}`, () => {
      const loadTest = { ...sampleLoadTest(rows), ...more };
      const row = rowOf({ loadTest }, "interactive-latency");
      assert.equal(row.verdict, verdict, row.reason);
      assert.match(row.reason, reason);
    });
  const at = (p50: number, more: Partial<LoadRow> = {}) =>
    sampleLoadRow(1, { ttftMs: { n: 30, p50 }, ...more });

  check("at the threshold", [at(200)], "PASS", /At most 200 ms at 512\/512 × 1: fit for inline/);
  check("just above it", [at(200.1)], "MARGINAL", /Above 200 ms .*for chat, not for inline/);
  check("at the floor", [at(2000)], "MARGINAL", /for chat/);
  check("above the floor", [at(2500)], "FAIL", /^Above 2,000 ms at 512\/512 × 1\.$/);
  check("the slowest of several", [at(100), at(900, { isl: 128 })], "MARGINAL", /128\/512 × 1/);
  check("one that is too small beside one that is not", [at(100), at(900, { n: 10 })], "PASS", /./);
  check(
    "too few requests",
    [at(100, { n: 29 })],
    "INSUFFICIENT",
    /^29 requests; a verdict needs 30/,
  );
  check("long prompts only", [at(100, { isl: 513 })], "INSUFFICIENT", /no row at concurrency 1/);
  check("eight at a time only", [sampleLoadRow(8)], "INSUFFICIENT", /no row at concurrency 1 with/);
  check("a warm cache only", [at(100, { cache: "warm" })], "INSUFFICIENT", /warm prefix cache/);
  check("a warm row beside a cold one", [at(100, { cache: "warm" }), at(300)], "MARGINAL", /./);
  check(
    "a late generator",
    [at(100, { isSpoiled: true })],
    "INSUFFICIENT",
    /generator .* too late/,
  );
  const busy = { cautions: [caution("busy-endpoint")] };
  check("others on the endpoint", [at(100, busy)], "INSUFFICIENT", /Requests of others/);
  check("cache hits", [at(100, { cautions: [caution("cache")] })], "INSUFFICIENT", /flatters/);
  check("what only has to be said", [at(100, { cautions: [caution("proxy")] })], "PASS", /./);
  check(
    "errors",
    [at(100, { errors: { busy: 2 } })],
    "INSUFFICIENT",
    /^7 % of the 32 requests failed/,
  );
  check("few errors", [at(100, { errors: { busy: 1 } })], "PASS", /./);
  check(
    "nothing but errors",
    [at(100, { n: 0, errors: { busy: 9 } })],
    "INSUFFICIENT",
    /^100 % of the 9/,
  );
  const { ttftMs: _, ...without } = at(100);
  check("no first token", [without], "INSUFFICIENT", /No answer had a first token/);
  check("no usage", [at(100, { cautions: [caution("no-usage")] })], "PASS", /./);
  check("interrupted", [], "INSUFFICIENT", /it was interrupted\.$/, { status: "interrupted" });
  const open = { load: { kind: "open" as const, requestsPerSecond: 1, peakConcurrency: 1 } };
  check("an open loop", [at(100, open)], "INSUFFICIENT", /no row/);

  it("shows what was measured where it is too little for a verdict", () => {
    const loadTest = sampleLoadTest([at(90, { n: 5, ttftMs: { n: 5, p50: 90 } })]);
    const { measure } = rowOf({ loadTest }, "interactive-latency");
    assert.deepEqual(measure, { kind: "ttft", n: 5, p50Ms: 90 });
  });

  it("quotes no figure that the generator spoiled", () => {
    const loadTest = sampleLoadTest([at(90, { isSpoiled: true })]);
    assert.deepEqual(rowOf({ loadTest }, "interactive-latency").measure, { kind: "none" });
  });
});

describe("the row of throughput", () => {
  const check = (name: string, rows: readonly LoadRow[], verdict: string, reason: RegExp) =>
    it(`${name}: ${verdict}`, () => {
      const row = rowOf({ loadTest: sampleLoadTest(rows) }, "batch-throughput");
      assert.equal(row.verdict, verdict, row.reason);
      assert.match(row.reason, reason);
    });
  const at = (rate: number, more: Partial<LoadRow> = {}) =>
    sampleLoadRow(128, { outputTokensPerSecond: rate, steadyTokensPerSecond: 2.5 * rate, ...more });

  check("at the target", [at(2000)], "PASS", /^At least 2,000 tok\/s .*; 5,000 tok\/s while all/);
  check("below it", [at(1999)], "MARGINAL", /^Below 2,000 tok\/s at 512\/512 × 128/);
  check("at the floor", [at(1000)], "MARGINAL", /./);
  check("below the floor", [at(999)], "FAIL", /^Below 1,000 tok\/s/);
  check(
    "the best of the highest concurrency",
    [at(500), at(2500, { isl: 128 })],
    "PASS",
    /128\/512/,
  );
  const higher = (n: number) =>
    sampleLoadRow(256, { n, outputTokensPerSecond: 700, ttftMs: { n, p50: 1 } });
  check("the highest concurrency", [at(2500), higher(256)], "FAIL", /× 256/);
  check("the highest that says something", [at(2500), higher(100)], "PASS", /× 128/);
  check("32 at a time only", [sampleLoadRow(32)], "INSUFFICIENT", /no row at concurrency 128/);
  check("too few requests", [at(2500, { n: 127 })], "INSUFFICIENT", /^127 requests; .* needs 128/);
  check("one error in a hundred", [at(2500, { n: 990, errors: { busy: 10 } })], "PASS", /./);
  check("more errors", [at(2500, { n: 980, errors: { busy: 20 } })], "INSUFFICIENT", /^2 % of the/);
  check("a warm cache only", [at(2500, { cache: "warm" })], "INSUFFICIENT", /warm prefix cache/);
  check("a late generator", [at(2500, { isSpoiled: true })], "INSUFFICIENT", /generator/);
  const busy = { cautions: [caution("busy-endpoint")] };
  check("others on the endpoint", [at(2500, busy)], "INSUFFICIENT", /Requests of others/);
  const { outputTokensPerSecond: _, ...without } = at(2500);
  check("no usage", [without], "INSUFFICIENT", /sends no usage/);

  it("shows the wall-clock figure with its n", () =>
    assert.deepEqual(rowOf({ loadTest: sampleLoadTest([at(2500)]) }, "batch-throughput").measure, {
      kind: "throughput",
      n: 3840,
      tokensPerSecond: 2500,
    }));
});

describe("both rows", () => {
  const both = (load: Load) => loadRows(load).map(({ verdict, reason }) => `${verdict}: ${reason}`);

  it("are INSUFFICIENT without a load test, and say why", () => {
    const none = "INSUFFICIENT: No load test ran.";
    assert.deepEqual(both({}), [none, none]);
    const failure = "The load test failed: nobody listens.";
    assert.deepEqual(both({ failure }), [`INSUFFICIENT: ${failure}`, `INSUFFICIENT: ${failure}`]);
  });

  it("say that they are simulated, that hardware is declared, and what else is to be known", () => {
    const queued = sampleLoadRow(1, { cautions: [caution("queueing"), caution("wrong-length")] });
    const loadTest = sampleLoadTest([queued], { hardware: { gpus: 4 } });
    assert.deepEqual(rowOf({ loadTest }, "interactive-latency").badges, [
      "simulated",
      "declared hardware",
      "queueing",
      "wrong-length",
    ]);
    const real = sampleLoadTest([sampleLoadRow(1)], {
      endpoint: { ...sampleHeader.endpoint, isSimulated: false },
    });
    assert.deepEqual(rowOf({ loadTest: real }, "interactive-latency").badges, []);
  });

  it("stand in the scorecard of a part of the suite only after a load test", () => {
    const idsOf = (load?: Load) =>
      buildEvaluation({
        run: sampleHeader,
        results: [sampleResult("sql.a")],
        planned: 1,
        ...(load === undefined ? {} : { load }),
      }).scorecard.map(({ id }) => id);
    assert.deepEqual(idsOf(), ["sql"]);
    const measured = ["sql", "interactive-latency", "batch-throughput"];
    assert.deepEqual(idsOf({ loadTest: sampleLoadTest([]) }), measured);
    assert.deepEqual(idsOf({ failure: "It failed." }), measured);
  });

  it("fail the gate as every other row does", () => {
    const loadTest = sampleLoadTest([sampleLoadRow(1, { ttftMs: { n: 30, p50: 2500 } })]);
    const results = [sampleResult("sql.a")];
    const result = buildEvaluation({ run: sampleHeader, results, planned: 1, load: { loadTest } });
    assert.deepEqual(result.gate.reasons, ["Latency for interactive use: FAIL."]);
    assert.equal(evaluation.parse(result).load?.rows.length, 1);
    assert.equal(result.scorecard[1]?.published?.verdict, "MARGINAL");
  });
});

describe("their thresholds", () => {
  it("have floors worse than what passes, and the published line for inline completion", () => {
    assert.ok(rules.latencyRow.pass < rules.latencyRow.marginal);
    assert.ok(rules.throughputRow.pass > rules.throughputRow.marginal);
    assert.equal(rules.latencyRow.pass, published.inlineTtftMs);
  });
});
