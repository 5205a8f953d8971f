import assert from "node:assert/strict";
import { type LoadRow, loadRow } from "../../core/protocol/load-test.ts";
import { buildRow } from "./build-row.ts";
import type { RowObservations } from "./row-observations.ts";
import { every, sampleOf, type Written } from "./sample-of.ts";

type Given = Omit<Partial<RowObservations>, "samples"> & { samples: Written[] };

const observations = (given: Given): RowObservations => ({
  plan: {
    isl: 512,
    osl: 21,
    cache: "cold",
    load: { kind: "closed", concurrency: 1 },
    requests: given.samples.length,
  },
  peakConcurrency: 1,
  generator: { lagP99Ms: 1, lagMaxMs: 2, cpu: 0.1 },
  before: undefined,
  server: undefined,
  maxNumSeqs: undefined,
  promptSource: "tokenized text",
  isProxied: false,
  ...given,
  samples: given.samples.map(sampleOf),
});

function check(what: string, given: Given, expected: Partial<LoadRow>) {
  it(what, () => {
    const row = loadRow.parse(buildRow(observations(given)));
    const got = Object.fromEntries(
      Object.keys(expected).map((key) => [key, row[key as keyof LoadRow]]),
    );
    assert.deepEqual(got, expected);
  });
}

describe("buildRow", () => {
  // Two requests after each other: 100 ms to the first token, then one each 10 ms; 300 ms each, 100 ms between them.
  const first = { sentAt: 1000, deltas: every(10, 1100, 21) };
  const second = { sentAt: 1400, deltas: every(10, 1520, 21), promptTokens: 510 };
  check(
    "figures of two requests",
    { samples: [first, second] },
    {
      n: 2,
      errors: {},
      wrongLength: 0,
      promptTokens: 511,
      completionTokens: 21,
      tokensPerChunk: 1,
      ttftMs: { n: 2, p50: 110 },
      firstEventMs: { n: 2, p50: 110 },
      tpotMs: { n: 2, p50: 10 },
      itlMs: { n: 40, p50: 10, p95: 10 },
      e2elMs: { n: 2, p50: 310 },
      // From 1000 to 1720.
      wallSeconds: 0.72,
      outputTokensPerSecond: 42 / 0.72,
      totalTokensPerSecond: (42 + 512 + 510) / 0.72,
      requestsPerSecond: 2 / 0.72,
      steadyTokensPerSecond: 100,
      steadySeconds: 0.4,
      interactivity: 100,
      isSpoiled: false,
    },
  );
  check(
    "failures count by code and carry no figure",
    {
      samples: [
        first,
        { sentAt: 1400, deltas: [1500], endedAt: 3000, error: "stream_cut" },
        { sentAt: 3000, deltas: [], endedAt: 3100, error: "busy", completionTokens: undefined },
        { sentAt: 3100, deltas: [], endedAt: 3200, error: "busy", completionTokens: undefined },
      ],
    },
    {
      n: 1,
      errors: { stream_cut: 1, busy: 2 },
      ttftMs: { n: 1, p50: 100 },
      wallSeconds: 2.2,
      outputTokensPerSecond: 21 / 2.2,
    },
  );
  const failed = {
    sentAt: 5,
    deltas: [],
    endedAt: 9,
    error: "refused",
    completionTokens: undefined,
  };
  check(
    "nothing finished",
    { samples: [failed as Written] },
    { n: 0, errors: { refused: 1 }, ttftMs: undefined, outputTokensPerSecond: undefined },
  );
  check("nothing was asked", { samples: [] }, { n: 0, wallSeconds: 0, requestsPerSecond: 0 });
  check(
    "no usage leaves the times",
    { samples: [{ ...first, completionTokens: undefined }] },
    {
      n: 1,
      ttftMs: { n: 1, p50: 100 },
      completionTokens: undefined,
      outputTokensPerSecond: undefined,
      tpotMs: undefined,
      wrongLength: 0,
    },
  );
  check(
    "usage of only some answers gives no rate",
    { samples: [first, { ...second, completionTokens: undefined }] },
    {
      n: 2,
      completionTokens: 21,
      outputTokensPerSecond: undefined,
      totalTokensPerSecond: undefined,
      steadyTokensPerSecond: undefined,
    },
  );
  check(
    "answers of another length",
    { samples: [first, { ...second, completionTokens: 5 }] },
    { n: 2, wrongLength: 1 },
  );
  check(
    "an open loop has a peak and nothing steady",
    {
      samples: [first, second],
      plan: {
        isl: 512,
        osl: 21,
        cache: "cold",
        load: { kind: "open", requestsPerSecond: 3 },
        requests: 2,
      },
      peakConcurrency: 2,
    },
    {
      load: { kind: "open", requestsPerSecond: 3, peakConcurrency: 2 },
      steadyTokensPerSecond: undefined,
    },
  );
  check(
    "what the server said",
    {
      samples: [first],
      server: {
        prefixHitRate: 0.5,
        mostRunning: 3,
        mostWaiting: 1,
        waitingReadings: 1,
        together: [1],
      },
    },
    { prefixHitRate: 0.5, serverRunning: 3, serverWaiting: 1 },
  );
  check(
    "a late generator",
    { samples: [{ ...first, endedAt: 2500 }], generator: { lagP99Ms: 11, lagMaxMs: 40, cpu: 0.2 } },
    { isSpoiled: true },
  );
});
