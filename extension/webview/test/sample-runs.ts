// Runs as the host sends them to the panel, for tests and screenshots: opened, running, failed, the list of earlier ones, and
// what the setup offers. Their documents stand in sample-evaluation.ts, sample-load.ts, sample-comparison.ts, sample-repository.ts.
import type { RunSummary } from "../../../core/protocol/evaluation-process.ts";
import type { OpenedRun, Setup } from "../evals/messages.ts";
import { cases } from "./sample-cases.ts";
import {
  baselineEvaluation,
  evaluation,
  header,
  realEndpoint,
  simulatedEndpoint,
  withoutCases,
} from "./sample-evaluation.ts";
import { loadTest } from "./sample-load.ts";

export const openedLoad: Extract<OpenedRun, { kind: "load" }> = {
  id: loadTest.run.id,
  state: "complete",
  kind: "load",
  header: loadTest.run,
  rows: loadTest.rows,
  loadTest,
};

export const openedEvaluation: Extract<OpenedRun, { kind: "evaluation" }> = {
  id: header.id,
  state: "complete",
  kind: "evaluation",
  header,
  result: withoutCases(evaluation),
  loadRows: [],
};

/** No simulator answered; one row's reason is as long as they come. */
export const openedReal: Extract<OpenedRun, { kind: "evaluation" }> = {
  ...openedEvaluation,
  id: baselineEvaluation.run.id,
  header: baselineEvaluation.run,
  result: {
    ...withoutCases(baselineEvaluation),
    scorecard: baselineEvaluation.scorecard.map((row) => ({
      ...row,
      badges: row.badges.filter((badge) => badge !== "simulated"),
      ...(row.id === "tool-use" && {
        verdict: "INSUFFICIENT" as const,
        reason:
          "Tool calls arrive as text: start the server with --enable-auto-tool-choice and --tool-call-parser qwen3_coder, then evaluate again.",
        badges: ["partial coverage", "parser suspect"],
      }),
    })),
  },
};

/** Too few questions for any verdict. */
export const openedSmoke: Extract<OpenedRun, { kind: "evaluation" }> = {
  ...openedReal,
  id: "20260214-100500-5e0ce0",
  header: { ...baselineEvaluation.run, id: "20260214-100500-5e0ce0", profile: "smoke" },
  result: {
    ...withoutCases(baselineEvaluation),
    gate: { ok: true, reasons: [] },
    scorecard: baselineEvaluation.scorecard.map((row) => ({
      ...row,
      verdict: "INSUFFICIENT" as const,
      reason: `1 case; a verdict needs ${row.thresholds.minN}.`,
      measure: { kind: "rate", passed: 1, n: 1, clusters: 1, rate: 1, low: 0.206, high: 1 },
      badges: [],
    })),
  },
};

export const runningEvaluation: Extract<OpenedRun, { kind: "evaluation" }> = {
  id: header.id,
  state: "running",
  kind: "evaluation",
  header,
  loadRows: [],
  progress: {
    label: "asking",
    done: 184,
    of: cases.length,
    failed: 11,
    startedAtMs: Date.parse(header.startedAt),
  },
};

const startedAtOf = (day: number, hour: number) =>
  new Date(Date.UTC(2026, 1, day, hour, 30)).toISOString();

export const runs: RunSummary[] = [
  {
    id: header.id,
    kind: "evaluation",
    startedAt: header.startedAt,
    endpoint: simulatedEndpoint,
    hardware: { gpus: 4, name: "H100 SXM" },
    title: "evaluation · standard",
    state: "complete",
    outcome: "6 of 12 PASS, 1 FAIL",
    isPrivate: false,
  },
  {
    id: loadTest.run.id,
    kind: "load",
    startedAt: loadTest.run.startedAt,
    endpoint: simulatedEndpoint,
    hardware: { gpus: 4, name: "H100 SXM" },
    title: "load · published",
    state: "complete",
    outcome: "16 rows, peak 6,615 tok/s",
    isPrivate: false,
  },
  {
    id: "20260213-093000-90d1e5",
    kind: "repository",
    startedAt: startedAtOf(13, 9),
    endpoint: { ...realEndpoint, model: "Qwen/Qwen2.5-Coder-7B" },
    hardware: { gpus: 1, name: "L40S" },
    title: "repository · shop",
    state: "complete",
    outcome: "45 % exact of 57",
    isPrivate: true,
  },
  {
    id: "20260212-160000-ba5e11",
    kind: "evaluation",
    startedAt: startedAtOf(12, 16),
    endpoint: realEndpoint,
    hardware: { gpus: 8, name: "H100 SXM" },
    title: "evaluation · standard",
    state: "complete",
    outcome: "9 of 12 PASS",
    isPrivate: false,
  },
  {
    id: "20260211-110000-1d1e00",
    kind: "evaluation",
    startedAt: startedAtOf(11, 11),
    endpoint: realEndpoint,
    title: "evaluation · smoke",
    state: "interrupted",
    outcome: "7 of 13 answered",
    isPrivate: false,
  },
  {
    id: "20260210-080000-dead01",
    kind: "evaluation",
    startedAt: startedAtOf(10, 8),
    endpoint: { url: "", model: "", isSimulated: false },
    title: "evaluation",
    state: "unreadable",
    outcome: "Its files are damaged or of another version.",
    isPrivate: false,
  },
  {
    id: "20260209-080000-dead02",
    kind: "load",
    startedAt: "no date",
    endpoint: { url: "not a url", model: "", isSimulated: false },
    title: "load",
    state: "unreadable",
    outcome: "Written by another version: its schema is 0.",
    isPrivate: false,
  },
];

export const setup: Setup = {
  endpoints: [
    {
      id: "simulated",
      url: "http://localhost:41234/v1",
      host: "localhost:41234",
      models: {
        state: "known",
        list: [{ id: "qwen3-coder", contextWindow: 32_768, isSimulated: true }],
      },
    },
    {
      id: "gpu1",
      url: "https://gpu1.example.com:8000/v1",
      host: "gpu1.example.com:8000",
      models: {
        state: "known",
        list: [
          { id: "Qwen/Qwen3-Coder-30B-A3B-Instruct", contextWindow: 131_072, isSimulated: false },
          { id: "Qwen/Qwen2.5-Coder-7B", contextWindow: 32_768, isSimulated: false },
        ],
      },
    },
    {
      id: "gpu2",
      url: "https://gpu2.example.com:8000/v1",
      host: "gpu2.example.com:8000",
      models: {
        state: "failed",
        problem: {
          message: "gpu2.example.com:8000 rejects the API key.",
          actions: [
            { action: "setApiKey", label: "Set API Key" },
            { action: "checkConnection", label: "Check Connection" },
          ],
        },
      },
    },
  ],
  folders: ["shop", "website"],
  isTrusted: true,
  last: { endpoint: "simulated", profile: "smoke" },
};

export const noEndpoint: Setup = {
  endpoints: [],
  problem: {
    message: "There is no endpoint yet. Name the vLLM server you want to evaluate.",
    actions: [
      { action: "connectEndpoint", label: "Connect Endpoint" },
      { action: "openSettings", label: "Open Settings" },
    ],
  },
  folders: [],
  isTrusted: true,
};

export const failedRun: OpenedRun = {
  id: "20260214-110000-fa11ed",
  state: "failed",
  kind: "evaluation",
  header: { ...header, id: "20260214-110000-fa11ed", endpoint: realEndpoint },
  loadRows: [],
  progress: {
    label: "asking",
    done: 61,
    of: 395,
    failed: 9,
    startedAtMs: Date.parse(header.startedAt),
  },
  problem: {
    message:
      "gpu1.example.com:8000 stopped answering after 61 of 395 questions. What was answered is kept.",
    actions: [
      { action: "resume", label: "Resume" },
      { action: "checkConnection", label: "Check Connection" },
      { action: "showLog", label: "Show Log" },
    ],
  },
};
