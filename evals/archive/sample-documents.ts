// Documents for tests of the archive: small, complete, and the same every time. Measures nothing.
import { type LoadRow, type LoadTest, loadSchemaVersion } from "../../core/protocol/load-test.ts";
import {
  type HoleResult,
  type RepositoryRun,
  repositorySchemaVersion,
} from "../../core/protocol/repository-run.ts";
import { sampleHeader } from "../report/sample-results.ts";

const { endpoint } = sampleHeader;

export function sampleRow(outputTokensPerSecond: number): LoadRow {
  return {
    isl: 512,
    osl: 512,
    cache: "cold",
    load: { kind: "closed", concurrency: 8 },
    n: 16,
    errors: {},
    wrongLength: 0,
    outputTokensPerSecond,
    wallSeconds: 12,
    requestsPerSecond: 1.3,
    generator: { lagP99Ms: 1, lagMaxMs: 2, cpu: 0.1 },
    isSpoiled: false,
    cautions: [],
    published: [],
  };
}

export function sampleLoad(id: string, rows: readonly LoadRow[], plannedRows: number): LoadTest {
  return {
    schemaVersion: loadSchemaVersion,
    run: {
      id,
      startedAt: "2026-01-03T03:04:05.000Z",
      endpoint,
      hardware: { gpus: 4, name: "H100 SXM" },
      profile: "published",
      route: "/v1/completions",
      promptSource: "tokenized text",
      forcesLength: true,
      seed: 1,
    },
    status: rows.length < plannedRows ? "interrupted" : "complete",
    plannedRows,
    rows: [...rows],
    notes: [],
  };
}

export function sampleHole(more: Partial<HoleResult> = {}): HoleResult {
  return {
    id: "shop/cart.ts:3",
    path: "shop/cart.ts",
    line: 3,
    languageId: "typescript",
    kind: "block",
    expected: "return total;",
    answer: "return total;",
    isExact: true,
    isSameButForSpace: true,
    similarity: 1,
    ...more,
  };
}

export function sampleRepository(id: string, holes: readonly HoleResult[]): RepositoryRun {
  const exact = holes.filter(({ isExact }) => isExact).length;
  const share = { passed: exact, n: holes.length, rate: exact / holes.length, low: 0.2, high: 0.9 };
  return {
    schemaVersion: repositorySchemaVersion,
    run: {
      id,
      startedAt: "2026-01-04T03:04:05.000Z",
      endpoint,
      folder: "shop",
      files: 1,
      seed: 1,
      fimFamily: "qwen",
      isPrivate: true,
    },
    status: "complete",
    planned: holes.length,
    summaries: [{ kind: "all", n: holes.length, exact: share }],
    holes: [...holes],
    notes: ["One file was left out."],
  };
}
