// What the editor and the evaluation process say to each other. Work that takes long is a job: a process of its own that
// outlives the window, told by a request on disk, telling by events in a file. Looking at stored runs is a short question on
// stdin with an answer on stdout. Keys travel by environment only.
import * as z from "zod";
import { categories } from "./case-file.ts";
import { comparison, evaluation, profileNames } from "./evaluation.ts";
import { evaluationEvent } from "./evaluation-events.ts";
import { loadComparison } from "./load-comparison.ts";
import { loadEvent, loadProfileNames, loadTest } from "./load-test.ts";
import { published } from "./published.ts";
import { repositoryEvent, repositoryRun } from "./repository-run.ts";
import { endpointFacts, hardware } from "./run-facts.ts";
import { transcript } from "./transcript.ts";

const target = z.strictObject({
  /** Base URL with `/v1`. */
  url: z.string(),
  /** The endpoint's first unless given. */
  model: z.string().optional(),
});

/** Environment variables in which keys come; never stored. */
export const keyVariables = {
  apiKey: "TANDEM_API_KEY",
  judgeApiKey: "TANDEM_JUDGE_API_KEY",
} as const;
/** Set to 1: certificates of the operating system are trusted beside Node's own. */
export const systemCertificatesVariable = "TANDEM_SYSTEM_CERTIFICATES";

/**
 * What a job is told; stands in `request.json` of its folder. `dist/eval.cjs job FOLDER` reads it and tells `jobEvent`s on
 * stdout, which whoever starts it connects with `events.jsonl` of the folder, so that they survive him. SIGTERM stops it
 * cleanly. `runsFolder` left out is where `tandem eval` keeps its runs. `dist/eval.cjs archive [RUNSFOLDER]` answers
 * `archiveQuestion`s, a line each, until stdin ends.
 */
export const jobRequest = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("evaluation"),
    runsFolder: z.string().optional(),
    endpoint: target,
    profile: z.enum(profileNames),
    /** Empty: all. */
    suites: z.array(z.enum(categories)),
    seed: z.int(),
    concurrency: z.int(),
    hardware: hardware.optional(),
    /** Whether the load test of the scorecard's last two rows runs as well. */
    withLoad: z.boolean(),
    judge: target.optional(),
  }),
  z.strictObject({
    kind: z.literal("resume"),
    runsFolder: z.string().optional(),
    id: z.string(),
    /** What the key in the environment is for: a run that asks another origin is refused. */
    keyOrigin: z.string().optional(),
  }),
  z.strictObject({ kind: z.literal("regrade"), runsFolder: z.string().optional(), id: z.string() }),
  z.strictObject({
    kind: z.literal("load"),
    runsFolder: z.string().optional(),
    endpoint: target,
    profile: z.enum(loadProfileNames),
    seed: z.int(),
    hardware: hardware.optional(),
    maxNumSeqs: z.int().optional(),
  }),
  z.strictObject({
    kind: z.literal("repository"),
    runsFolder: z.string().optional(),
    endpoint: target,
    /** Absolute path of the workspace folder whose files are read. */
    folder: z.string(),
    holes: z.int(),
    seed: z.int(),
    /** FIM family, when it is set by hand. */
    fim: z.string().optional(),
    hardware: hardware.optional(),
  }),
]);
export type JobRequest = z.infer<typeof jobRequest>;

/** One line of a job's `events.jsonl`. The last one is a `…finished` or `failed`, unless the process was killed. */
export const jobEvent = z.union([evaluationEvent, loadEvent, repositoryEvent]);
export type JobEvent = z.infer<typeof jobEvent>;

export const runKinds = ["evaluation", "load", "repository"] as const;
export type RunKind = (typeof runKinds)[number];

/** A stored run as the list of runs shows it. */
export const runSummary = z.strictObject({
  id: z.string(),
  kind: z.enum(runKinds),
  startedAt: z.string(),
  endpoint: endpointFacts,
  hardware: hardware.optional(),
  /** `evaluation · standard`, `load · published`, `repository · shop`. */
  title: z.string(),
  /** `running`: a process holds it now. `unreadable`: its files are damaged or of another version. */
  state: z.enum(["complete", "interrupted", "running", "unreadable"]),
  /** One line: `10 of 12 PASS`, `16 rows, peak 6,615 tok/s`. */
  outcome: z.string(),
  isPrivate: z.boolean(),
});
export type RunSummary = z.infer<typeof runSummary>;

/** A stored run, opened. */
export const storedRun = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("evaluation"), evaluation }),
  z.strictObject({ kind: z.literal("load"), loadTest }),
  z.strictObject({ kind: z.literal("repository"), repositoryRun }),
]);
export type StoredRun = z.infer<typeof storedRun>;

/** Everything about one case of a run: what was said, and what the case itself expects. */
export const caseDetails = z.strictObject({
  id: z.string(),
  epoch: z.int(),
  transcript: transcript.optional(),
  /** The authors' own answer, where the case has one and the suite is the one that asked. */
  reference: z.string().optional(),
  /** The case's folder in the suite, as a link for people who have a checkout. */
  casePath: z.string().optional(),
});
export type CaseDetails = z.infer<typeof caseDetails>;

export const exportFormats = ["json", "markdown", "html"] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** A question to the archive; the reply carries its `n`. */
export const archiveQuestion = z.discriminatedUnion("ask", [
  z.strictObject({ n: z.int(), ask: z.literal("list") }),
  z.strictObject({ n: z.int(), ask: z.literal("open"), id: z.string() }),
  z.strictObject({
    n: z.int(),
    ask: z.literal("case"),
    id: z.string(),
    case: z.string(),
    epoch: z.int(),
  }),
  /** `id` is this run, `baseline` the one it is held against; what they have in common decides which reply comes. */
  z.strictObject({ n: z.int(), ask: z.literal("compare"), id: z.string(), baseline: z.string() }),
  z.strictObject({
    n: z.int(),
    ask: z.literal("export"),
    id: z.string(),
    format: z.enum(exportFormats),
    file: z.string(),
  }),
  z.strictObject({ n: z.int(), ask: z.literal("delete"), id: z.string() }),
  z.strictObject({ n: z.int(), ask: z.literal("published") }),
]);
export type ArchiveQuestion = z.infer<typeof archiveQuestion>;

export const archiveReply = z.discriminatedUnion("reply", [
  z.strictObject({ n: z.int(), reply: z.literal("list"), runs: z.array(runSummary) }),
  z.strictObject({ n: z.int(), reply: z.literal("open"), run: storedRun }),
  z.strictObject({ n: z.int(), reply: z.literal("case"), details: caseDetails }),
  z.strictObject({
    n: z.int(),
    reply: z.literal("compare"),
    comparison,
    /** The run itself and the one it is held against, without their cases. */
    scorecards: z.strictObject({ current: evaluation, baseline: evaluation }),
  }),
  /** To `compare` where one of the two is a load test: the load tests of both. */
  z.strictObject({
    n: z.int(),
    reply: z.literal("compare-load"),
    current: loadTest,
    baseline: loadTest,
    comparison: loadComparison,
  }),
  z.strictObject({ n: z.int(), reply: z.literal("export"), file: z.string() }),
  z.strictObject({ n: z.int(), reply: z.literal("delete") }),
  z.strictObject({ n: z.int(), reply: z.literal("published"), published }),
  /** Code and one sentence with the next step. */
  z.strictObject({ n: z.int(), reply: z.literal("failed"), code: z.string(), message: z.string() }),
]);
export type ArchiveReply = z.infer<typeof archiveReply>;
