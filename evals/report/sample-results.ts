// Results for tests of the report: complete, and the same every time. Measures nothing.
import type { CaseResult, RunHeader } from "../../core/protocol/evaluation.ts";

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
