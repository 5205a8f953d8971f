import assert from "node:assert/strict";
import type { Figure } from "./figure.ts";
import type { LatencySummary } from "./latency.ts";
import { latencyTable, msText, shareLines } from "./latency-table.ts";

const none: Figure = { n: 0 };
const summary: LatencySummary = {
  stages: {
    debounce: { n: 22, p50Ms: 20, p95Ms: 75 },
    context: none,
    queue: none,
    ttft: { n: 12, p50Ms: 1608 },
    decode: none,
    own: { n: 22, p50Ms: 0.42, p95Ms: 9.96 },
    total: none,
  },
  cache: { hits: 41, n: 120 },
  acceptance: { shown: 0, accepted: 0 },
  isSimulated: false,
};

describe("latencyTable", () => {
  function check(facts: Partial<LatencySummary>, expected: string) {
    assert.ok(latencyTable({ ...summary, ...facts }).includes(expected), expected);
  }

  it("has a row for each stage", () => check({}, "| Debounce | 22 | 20 ms | 75 ms |"));
  it("shows no p95 where there is none", () => check({}, "| TTFT | 12 | 1,608 ms | – |"));
  it("shows nothing about nothing", () => check({}, "| Queue | 0 | – | – |"));
  it("says that it is simulated", () =>
    check({ isSimulated: true }, "| Stage (simulated) | n | p50 | p95 |"));
});

describe("shareLines", () => {
  function check(facts: Partial<LatencySummary>, expected: string[]) {
    assert.deepEqual(shareLines({ ...summary, ...facts }), expected);
  }

  it("gives a share its interval, and nothing no share", () =>
    check({}, ["Cache hits: 41 of 120 (34 %, 95 % interval 26–43 %)", "Accepted: 0 of 0"]));
  it("says that it is simulated", () =>
    check({ isSimulated: true, cache: { hits: 0, n: 0 } }, [
      "Cache hits (simulated): 0 of 0",
      "Accepted: 0 of 0",
    ]));
  it("has no share above the whole", () =>
    check({ acceptance: { shown: 1, accepted: 2 }, cache: { hits: 0, n: 0 } }, [
      "Cache hits: 0 of 0",
      "Accepted: 2 of 1",
    ]));
});

describe("msText", () => {
  const check = (ms: number, expected: string) =>
    it(`says ${expected}`, () => assert.equal(msText(ms), expected));
  check(0.42, "0.4 ms");
  check(9.94, "9.9 ms");
  check(9.96, "10 ms");
  check(199.6, "200 ms");
  check(1608, "1,608 ms");
});
