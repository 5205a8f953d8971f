import assert from "node:assert/strict";
import type { CautionCode } from "../../core/protocol/load-test.ts";
import { buildRow } from "./build-row.ts";
import type { RowPlan } from "./load-plan.ts";
import type { RowObservations } from "./row-observations.ts";
import { every, sampleOf } from "./sample-of.ts";

const plan: RowPlan = {
  isl: 512,
  osl: 21,
  cache: "cold",
  load: { kind: "closed", concurrency: 8 },
  requests: 10,
};
const quietServer = {
  prefixHitRate: 0,
  mostRunning: 8,
  mostWaiting: 0,
  waitingReadings: 0,
  together: [8, 8, 8],
};
const fine = sampleOf({ deltas: every(10, 100, 21), endedAt: 1500 });
const quiet: RowObservations = {
  plan,
  samples: Array.from({ length: 10 }, () => fine),
  peakConcurrency: 8,
  generator: { lagP99Ms: 1, lagMaxMs: 2, cpu: 0.1 },
  before: { running: 0, waiting: 0 },
  server: quietServer,
  maxNumSeqs: undefined,
  promptSource: "tokenized text",
  isProxied: false,
};

function check(what: string, given: Partial<RowObservations>, expected: CautionCode[]) {
  it(what, () => {
    const { cautions } = buildRow({ ...quiet, ...given });
    assert.deepEqual(
      cautions.map(({ code }) => code),
      expected,
      JSON.stringify(cautions),
    );
    for (const { message } of cautions) assert.match(message, /^[A-Z0-9].*\.$/);
  });
}

const failed = sampleOf({ deltas: [], error: "busy", completionTokens: undefined });
const streams = (concurrency: number) => ({ kind: "closed" as const, concurrency });
/** One request each 100 ms, each answered after so long. */
const arriving = (answeredAfter: (index: number) => number) =>
  Array.from({ length: 200 }, (_, index) => {
    const sentAt = index * 100;
    const first = sentAt + answeredAfter(index);
    return sampleOf({ sentAt, deltas: every(10, first, 21) });
  });
const open = {
  plan: { ...plan, load: { kind: "open" as const, requestsPerSecond: 10 }, requests: 200 },
  peakConcurrency: 200,
};
const replaced = (first: typeof fine) => [first, ...quiet.samples.slice(1)];
const withServer = (more: Partial<typeof quietServer>) => ({ server: { ...quietServer, ...more } });

describe("cautions", () => {
  check("a quiet row has none", {}, []);
  check("a server that tells nothing", { before: undefined, server: undefined }, []);
  check("requests of others", { before: { running: 1, waiting: 0 } }, ["busy-endpoint"]);
  check("others that only wait", { before: { running: 0, waiting: 2 } }, ["busy-endpoint"]);
  check("one more than asked, seen once", withServer({ together: [8, 9, 8] }), []);
  check("one more than asked, seen twice", withServer({ together: [8, 9, 9] }), ["busy-endpoint"]);
  check("many more than asked, seen once", withServer({ together: [8, 30] }), ["busy-endpoint"]);
  check("more streams than declared", { maxNumSeqs: 7 }, ["queueing"]);
  check("as many streams as declared", { maxNumSeqs: 8 }, []);
  check("many waited once", withServer({ mostWaiting: 4, waitingReadings: 1 }), ["queueing"]);
  check("one waited once", withServer({ mostWaiting: 1, waitingReadings: 1 }), []);
  check("one waited again and again", withServer({ mostWaiting: 1, waitingReadings: 2 }), [
    "queueing",
  ]);
  check("arrivals that are answered", { ...open, samples: arriving(() => 3000) }, []);
  // Two seconds' work comes in each second.
  const ever = arriving((index) => 200 + index * 100);
  check("arrivals that are answered half as fast", { ...open, samples: ever }, ["queueing"]);
  check("a short answer", { samples: replaced(sampleOf({ deltas: every(10, 100, 5) })) }, [
    "wrong-length",
  ]);
  check(
    "a long prompt",
    { samples: replaced(sampleOf({ deltas: every(10, 100, 21), promptTokens: 520 })) },
    ["wrong-prompt-length"],
  );
  check("a late generator", { generator: { lagP99Ms: 30, lagMaxMs: 30, cpu: 0.2 } }, [
    "generator-lag",
  ]);
  check("hits in a cold row", withServer({ prefixHitRate: 0.3 }), ["cache"]);
  check(
    "hits in a warm row",
    { plan: { ...plan, cache: "warm" }, ...withServer({ prefixHitRate: 0.9 }) },
    [],
  );
  check("no hits in a warm row", { plan: { ...plan, cache: "warm" } }, ["cache"]);
  check("a failure", { plan: { ...plan, requests: 11 }, samples: [...quiet.samples, failed] }, [
    "errors",
  ]);
  check("one request", { samples: [fine] }, ["few-requests"]);
  check("none", { samples: [] }, ["few-requests"]);
  check("fewer requests than streams", { plan: { ...plan, load: streams(11) } }, ["few-requests"]);
  it("says how many were left out where a row ended early", () => {
    const { cautions } = buildRow({
      ...quiet,
      plan: { ...plan, requests: 40 },
      samples: [...quiet.samples, failed],
    });
    const expected = "1 of 11 requests failed (busy 1), and the row ended before the other 29.";
    assert.deepEqual(
      cautions.map(({ message }) => message),
      [expected],
    );
  });
  check("a proxy", { isProxied: true }, ["proxy"]);
  const uncounted = sampleOf({ deltas: every(10, 100, 21), completionTokens: undefined });
  const samples = quiet.samples.map(() => uncounted);
  check("no usage", { samples }, ["no-usage"]);
  check("no usage now and then", { samples: replaced(uncounted) }, ["no-usage"]);
  check("no usage of chat text", { samples, promptSource: "chat text" }, [
    "wrong-prompt-length",
    "no-usage",
  ]);
});
