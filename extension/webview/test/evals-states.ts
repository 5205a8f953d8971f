// Every state of the evaluation panel, as the messages that lead to it and what a person does then. Tests and screenshots go
// through all of them.
import type { RunKind } from "../../../core/protocol/evaluation-process.ts";
import type { HostMessage } from "../evals/messages.ts";
import type { TabId } from "../evals/tabs.ts";
import type { EvalsPage } from "./evals-page.ts";
import { cases } from "./sample-cases.ts";
import { comparisonView } from "./sample-comparison.ts";
import { failingCase } from "./sample-details.ts";
import { rowOf } from "./sample-evaluation.ts";
import { doubtfulLoadTest, published } from "./sample-load.ts";
import { openedRepository } from "./sample-repository.ts";
import {
  failedRun,
  noEndpoint,
  openedEvaluation,
  openedLoad,
  openedReal,
  openedSmoke,
  runningEvaluation,
  runs,
  setup,
} from "./sample-runs.ts";

export type EvalsState = {
  messages: HostMessage[];
  prepare?: (panel: EvalsPage) => Promise<void>;
};

const caseRows = cases.map(rowOf);
const runId = openedEvaluation.id;

/** Everything that the host replays, before what is open. */
export const replayed: HostMessage[] = [
  { type: "setup", setup },
  { type: "runs", runs },
  { type: "published", published },
];

export const finished: HostMessage[] = [
  ...replayed,
  { type: "opened", run: openedEvaluation },
  { type: "cases", runId, reset: true, rows: caseRows },
];

const running: HostMessage[] = [
  ...replayed,
  {
    type: "opened",
    run: {
      ...runningEvaluation,
      progress: {
        label: "asking",
        done: 184,
        of: cases.length,
        failed: 11,
        startedAtMs: Date.now() - 252_000,
      },
    },
  },
  { type: "cases", runId, reset: true, rows: caseRows.slice(0, 184) },
];

// By id and value: the panel may speak any language.
const tab = (id: TabId) => async (panel: EvalsPage) => {
  await panel.page.locator(`#tab-${id}`).click();
};

const choose = (kind: RunKind) => async (panel: EvalsPage) => {
  await panel.page.locator(`input[name="kind"][value="${kind}"]`).check();
};

const endpoint = (id: string, setupNow: typeof setup) => ({ ...setupNow, last: { endpoint: id } });
const loading = {
  ...setup,
  endpoints: setup.endpoints.map((one) => ({ ...one, models: { state: "loading" as const } })),
};

export const evalsStates: Record<string, EvalsState> = {
  waiting: { messages: [] },
  "no-endpoint": {
    messages: [
      { type: "setup", setup: noEndpoint },
      { type: "runs", runs: [] },
    ],
  },
  "models-loading": {
    messages: [
      { type: "setup", setup: loading },
      { type: "runs", runs: [] },
    ],
  },
  "models-failed": {
    messages: [
      { type: "setup", setup: endpoint("gpu2", setup) },
      { type: "runs", runs },
    ],
  },
  setup: { messages: replayed },
  "setup-load": { messages: replayed, prepare: choose("load") },
  "setup-repository": { messages: replayed, prepare: choose("repository") },
  problem: {
    messages: [
      ...replayed,
      {
        type: "problem",
        problem: {
          message: "The evaluation process did not start: its program is missing.",
          actions: [{ action: "showLog", label: "Show Log" }],
        },
      },
    ],
  },
  running: { messages: running },
  "running-cases": { messages: running, prepare: tab("cases") },
  failed: {
    messages: [
      ...replayed,
      { type: "opened", run: failedRun },
      { type: "cases", runId: failedRun.id, reset: true, rows: caseRows.slice(0, 61) },
    ],
  },
  scorecard: { messages: finished },
  "scorecard-real": { messages: [...replayed, { type: "opened", run: openedReal }] },
  "scorecard-smoke": { messages: [...replayed, { type: "opened", run: openedSmoke }] },
  cases: { messages: finished, prepare: tab("cases") },
  case: {
    messages: finished,
    prepare: async (panel) => {
      await tab("cases")(panel);
      await panel.page.getByTestId("filter-text").fill("seat-pool");
      await panel.page.getByTestId("case-row").first().click();
      await panel.send({ type: "case", runId, ...failingCase });
      await panel.page.getByTestId("conversation").waitFor();
    },
  },
  latency: { messages: finished, prepare: tab("latency") },
  "long-context": { messages: finished, prepare: tab("longContext") },
  repeats: { messages: finished, prepare: tab("repeats") },
  economics: { messages: finished, prepare: tab("economics") },
  facts: { messages: finished, prepare: tab("facts") },
  compared: { messages: [...finished, { type: "comparison", comparison: comparisonView }] },
  "compared-case": {
    messages: [...finished, { type: "comparison", comparison: comparisonView }],
    prepare: async ({ page }) => {
      await page.getByRole("button", { name: "long.chain-30k#1.0" }).click();
      await page.getByTestId("case-details").waitFor();
    },
  },
  load: { messages: [...replayed, { type: "opened", run: openedLoad }] },
  "load-doubtful": {
    messages: [
      ...replayed,
      {
        type: "opened",
        run: {
          ...openedLoad,
          id: doubtfulLoadTest.run.id,
          state: "interrupted",
          header: doubtfulLoadTest.run,
          rows: doubtfulLoadTest.rows,
          loadTest: doubtfulLoadTest,
        },
      },
    ],
  },
  repository: { messages: [...replayed, { type: "opened", run: openedRepository }] },
};
