// Every state of the views of figures, for tests and screenshots. Nothing here was measured.
import type { RowVerdict } from "../../../../core/protocol/evaluation.ts";
import { comparisonView } from "../../test/sample-comparison.ts";
import {
  doubtfulLoadTest,
  loadHeader,
  loadTest,
  sampleLoadRow,
  published as samplePublished,
} from "../../test/sample-load.ts";
import { openedRepository, repositoryRun } from "../../test/sample-repository.ts";
import type { Shown } from "./page.ts";

export const published = {
  ...samplePublished,
  economics: {
    ...samplePublished.economics,
    claimedPerYear: { hardware: 87_252, withOperations: 96_000 },
    advice: [
      { users: "fewer than 50, no privacy needs", advice: "a hosted assistant" },
      { users: "50 to 225, with privacy needs", advice: "own hardware for chat and batch" },
      { users: "225 and more", advice: "own hardware" },
    ],
  },
};

const openRow = (requestsPerSecond: number, peakConcurrency: number) =>
  sampleLoadRow({ isl: 512, osl: 512, concurrency: peakConcurrency }, "h100x4", {
    load: { kind: "open", requestsPerSecond, peakConcurrency },
    published: [],
  });

const { caveats: _, load: __, scaling: ___, ...bare } = comparisonView.comparison;
const [firstHole] = repositoryRun.holes;
if (!firstHole) throw new Error("The sample has no hole.");

const otherVerdicts: Record<string, RowVerdict> = {
  bugfix: "MARGINAL",
  "long-context": "PASS",
  "multi-language": "PASS",
};

export const scenes = {
  load: {
    view: "load",
    rows: loadTest.rows,
    facts: { header: loadTest.run, published, notes: loadTest.notes },
  },
  "load-doubtful": {
    view: "load",
    rows: doubtfulLoadTest.rows,
    facts: { header: doubtfulLoadTest.run, published, notes: doubtfulLoadTest.notes },
  },
  "load-open": {
    view: "load",
    rows: [openRow(0.5, 6), openRow(2, 31)],
    facts: { header: loadHeader, published },
  },
  "load-empty": { view: "load", rows: [], facts: { header: loadHeader } },
  compare: {
    view: "compare",
    comparison: {
      ...comparisonView,
      baseline: {
        ...comparisonView.baseline,
        scorecard: comparisonView.baseline.scorecard
          .filter(({ id }) => id !== "math")
          .map((row) => ({ ...row, verdict: otherVerdicts[row.id] ?? row.verdict })),
      },
    },
  },
  "compare-bare": {
    view: "compare",
    comparison: {
      ...comparisonView,
      comparison: { ...bare, regressed: [], improved: [], unpaired: 0 },
    },
  },
  economics: { view: "economics", published },
  repository: { view: "repository", run: openedRepository },
  "repository-running": {
    view: "repository",
    run: {
      id: openedRepository.id,
      kind: "repository",
      state: "running",
      header: repositoryRun.run,
      holes: repositoryRun.holes.slice(0, 3),
      progress: { label: "shop/cart.ts:14", done: 3, of: 60, failed: 0, startedAtMs: 0 },
    },
  },
  "repository-insufficient": {
    view: "repository",
    run: {
      ...openedRepository,
      holes: [],
      result: {
        ...repositoryRun,
        insufficient: "The model cannot fill in the middle; choose one that can.",
        summaries: [],
        holes: [],
        notes: [],
      },
    },
  },
  "repository-long": {
    view: "repository",
    run: {
      ...openedRepository,
      result: {
        ...repositoryRun,
        holes: Array.from({ length: 450 }, (_, index) => ({
          ...firstHole,
          id: `h${index}`,
          line: index + 1,
        })),
      },
    },
  },
} satisfies Record<string, Shown>;
