// Results for tests of the report: complete, and the same every time. Measures nothing.
import type { CaseResult, RunHeader } from "../../core/protocol/evaluation.ts";
import type { LoadRow, LoadTest } from "../../core/protocol/load-test.ts";

/** A graded sample; the id says the case, its cluster is the case. */
export function sampleResult(id: string, more: Partial<CaseResult> = {}): CaseResult {
  const [name = id] = id.split("#");
  return {
    id: id.includes("#") ? id : `${id}#1.0`,
    case: name,
    category: "sql",
    tier: "easy",
    cluster: name,
    epoch: 0,
    verdict: "pass",
    checks: [],
    timings: [{ ttftMs: 40, e2elMs: 100 }],
    retried: [],
    ...more,
  };
}

export const sampleHeader: RunHeader = {
  id: "20260102-030405-abcdef",
  startedAt: "2026-01-02T03:04:05.000Z",
  endpoint: { url: "http://gpu1:8000/v1", model: "qwen3-coder", isSimulated: true },
  profile: "standard",
  suites: ["sql"],
  seed: 1,
  epochs: { sql: 1 },
  concurrency: 8,
  suite: { hash: "0123456789abcdef", cases: 8 },
  sampling: { temperature: 0, topP: 1, seed: 1 },
  sandbox: { tier: "bubblewrap", description: "bubblewrap 0.8.0", unavailable: {} },
  toolchains: { python: "3.11.7" },
  missingToolchains: { go: "looked for go on PATH" },
};

/** 512/512, cold, so many streams; 30 requests a stream, all of them answered. */
export function sampleLoadRow(concurrency: number, more: Partial<LoadRow> = {}): LoadRow {
  const n = 30 * concurrency;
  return {
    isl: 512,
    osl: 512,
    cache: "cold",
    load: { kind: "closed", concurrency },
    n,
    errors: {},
    wrongLength: 0,
    ttftMs: { n, p50: 150, p95: 180 },
    tpotMs: { n, p50: 5.81 },
    itlMs: { n: 511 * n, p50: 5.79 },
    tokensPerChunk: 1,
    e2elMs: { n, p50: 3121 },
    wallSeconds: 60,
    outputTokensPerSecond: 50 * concurrency,
    totalTokensPerSecond: 100 * concurrency,
    requestsPerSecond: 0.5 * concurrency,
    steadyTokensPerSecond: 62.5 * concurrency,
    interactivity: 172.1,
    prefixHitRate: 0,
    generator: { lagP99Ms: 1, lagMaxMs: 2, cpu: 0.2 },
    isSpoiled: false,
    cautions: [],
    published: [],
    ...more,
  };
}

export function sampleLoadTest(
  rows: readonly LoadRow[],
  run: Partial<LoadTest["run"]> = {},
): LoadTest {
  return {
    schemaVersion: 1,
    run: {
      id: sampleHeader.id,
      startedAt: sampleHeader.startedAt,
      endpoint: sampleHeader.endpoint,
      profile: "scorecard",
      route: "/v1/completions",
      promptSource: "tokenized text",
      forcesLength: true,
      seed: 1,
      ...run,
    },
    status: "complete",
    plannedRows: rows.length,
    rows: [...rows],
    notes: ["Every answer is forced to the asked length."],
  };
}
