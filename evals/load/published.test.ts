import assert from "node:assert/strict";
import { besidePublished } from "./published.ts";

type Row = Parameters<typeof besidePublished>[0];

const row = (more: Partial<Row>): Row => ({
  isl: 512,
  osl: 512,
  n: 128,
  cache: "cold",
  load: { kind: "closed", concurrency: 128 },
  ttftMs: { n: 30, p50: 804 },
  outputTokensPerSecond: 5000,
  ...more,
});

function check(what: string, given: Partial<Row>, expected: string[]) {
  it(what, () =>
    assert.deepEqual(
      besidePublished(row(given)).map(
        ({ deployment, what, published, ratio }) =>
          `${deployment} ${what} ${published}: ${ratio.toFixed(3)}`,
      ),
      expected,
    ),
  );
}

const alone = { kind: "closed", concurrency: 1 } as const;

describe("besidePublished", () => {
  check("throughput by the wall clock", {}, [
    "h100x4 outputTokensPerSecond 6615: 0.756",
    "h100x8 outputTokensPerSecond 8407: 0.595",
  ]);
  check("rather the steady figure", { steadyTokensPerSecond: 6615 }, [
    "h100x4 outputTokensPerSecond 6615: 1.000",
    "h100x8 outputTokensPerSecond 8407: 0.787",
  ]);
  check("TTFT at concurrency 1, whatever the answer's length", { load: alone, osl: 16 }, [
    "h100x4 ttftMs 1608: 0.500",
    "h100x8 ttftMs 1328: 0.605",
  ]);
  check("a concurrency without a figure", { load: { kind: "closed", concurrency: 8 } }, []);
  check("fewer requests than streams", { n: 127 }, []);
  check("another shape", { isl: 1024, osl: 1024 }, []);
  check("another prompt length", { isl: 1024, osl: 16, load: alone }, []);
  check("a warm cache", { cache: "warm" }, []);
  check("an open loop", { load: { kind: "open", requestsPerSecond: 1, peakConcurrency: 128 } }, []);
  const { ttftMs: _, ...withoutTtft } = row({ load: alone });
  it("nothing finished", () => assert.deepEqual(besidePublished(withoutTtft), []));
});
