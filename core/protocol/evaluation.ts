// The document of one evaluation: what was asked of which endpoint, what came back, what it may be deployed for. Console,
// panel and reports read this and nothing else. Every figure says how many cases it rests on.
import * as z from "zod";
import { categories } from "./case-file.ts";
import { failClasses, grade } from "./grade.ts";
import { languages } from "./language.ts";
import { loadRatio, scaling } from "./load-comparison.ts";
import { loadTest } from "./load-test.ts";
import { distribution, endpointFacts, hardware } from "./run-facts.ts";
import { timing, usage } from "./transcript.ts";

export const schemaVersion = 1;

export const profileNames = ["smoke", "published", "standard", "full"] as const;
export type ProfileName = (typeof profileNames)[number];

/** One answer, graded. */
export const caseResult = grade.extend({
  /** `case#seed.variant`; with the epoch the name of the sample. */
  id: z.string(),
  case: z.string(),
  category: z.enum(categories),
  tier: z.enum(["easy", "medium", "hard"]),
  language: z.enum(languages).optional(),
  /** Cases that share a problem; intervals count clusters. */
  cluster: z.string(),
  topic: z.string().optional(),
  /** Of a long-context case: length of prompt and answer in tokens, and where the needle lies, 0 to 1. */
  haystack: z.strictObject({ tokens: z.int(), depth: z.number().optional() }).optional(),
  epoch: z.int(),
  /** One entry an exchange with the model, in order. */
  timings: z.array(timing),
  usage: usage.optional(),
  finishReason: z.string().optional(),
  /** Codes of transport errors before the answers came. */
  retried: z.array(z.string()),
  /** A judge's ratings, one a turn, from 1 to 10; null where it gave none. */
  ratings: z.array(z.number().nullable()).optional(),
});
export type CaseResult = z.infer<typeof caseResult>;

/** A share with its Wilson 95 % interval; `clusters` independent problems stand behind `n` cases. */
export const rate = z.strictObject({
  passed: z.number(),
  n: z.int(),
  clusters: z.int(),
  rate: z.number(),
  low: z.number(),
  high: z.number(),
});
export type Rate = z.infer<typeof rate>;

const rowVerdicts = ["PASS", "MARGINAL", "FAIL", "INSUFFICIENT"] as const;
export type RowVerdict = (typeof rowVerdicts)[number];

const scorecardRow = z.strictObject({
  id: z.string(),
  title: z.string(),
  verdict: z.enum(rowVerdicts),
  /** One sentence: what the verdict rests on, or what is missing. */
  reason: z.string(),
  /** A share of passed cases, a mean rating from 1 to 10, a median TTFT, or the peak of output tokens a second. */
  measure: z.discriminatedUnion("kind", [
    rate.extend({ kind: z.literal("rate") }),
    z.strictObject({
      kind: z.literal("rating"),
      n: z.int(),
      mean: z.number(),
      low: z.number(),
      high: z.number(),
    }),
    z.strictObject({ kind: z.literal("ttft"), n: z.int(), p50Ms: z.number() }),
    z.strictObject({ kind: z.literal("throughput"), n: z.int(), tokensPerSecond: z.number() }),
    z.strictObject({ kind: z.literal("none") }),
  ]),
  thresholds: z.strictObject({ pass: z.number(), marginal: z.number(), minN: z.int() }),
  /** Cases that could be graded, of those asked. */
  coverage: z.number(),
  /** Such as `self-judged`, `partial coverage`, `parser suspect`. */
  badges: z.array(z.string()),
  /** What the published H100 run says in this row. */
  published: z.strictObject({ verdict: z.string(), evidence: z.string() }).optional(),
});
export type ScorecardRow = z.infer<typeof scorecardRow>;

export const counts = z.strictObject({
  pass: z.int(),
  fail: z.int(),
  skipped: z.int(),
  unscored: z.int(),
  infra: z.int(),
});
export type Counts = z.infer<typeof counts>;

const categorySummary = z.strictObject({
  category: z.enum(categories),
  counts,
  rate: rate.optional(),
  /** Cases whose verdict differs between epochs. */
  flipped: z.int(),
  /** With several epochs: unbiased pass@k (one of k passes) and pass^k (all of k pass), k from 1 to `attempts`. */
  repeated: z
    .strictObject({
      attempts: z.int(),
      passAtK: z.array(z.number()),
      passHatK: z.array(z.number()),
    })
    .optional(),
  /** Votes of a judge on what answers say beside what was computed; decides nothing. `of` leaves out what is disputed. */
  rubric: z
    .strictObject({
      facts: z.strictObject({ met: z.int(), of: z.int() }),
      falsehoods: z.strictObject({ claimed: z.int(), of: z.int() }),
      /** Statements on which the votes differ or cannot be read. */
      disputed: z.int(),
      isSelfJudged: z.boolean(),
    })
    .optional(),
  failClasses: z.partialRecord(z.enum(failClasses), z.int()),
  /** Why cases were skipped, with their number. */
  skipped: z.record(z.string(), z.int()),
});
export type CategorySummary = z.infer<typeof categorySummary>;

export const runHeader = z.strictObject({
  id: z.string(),
  /** ISO 8601, UTC. */
  startedAt: z.string(),
  endpoint: endpointFacts,
  hardware: hardware.optional(),
  profile: z.enum(profileNames),
  suites: z.array(z.enum(categories)),
  seed: z.int(),
  /** Repetitions by category. */
  epochs: z.partialRecord(z.enum(categories), z.int()),
  concurrency: z.int(),
  suite: z.strictObject({
    hash: z.string(),
    cases: z.int(),
    /** Of the suite that asked, where another one has graded. */
    askedHash: z.string().optional(),
  }),
  sampling: z.strictObject({ temperature: z.number(), topP: z.number(), seed: z.int() }),
  sandbox: z.strictObject({
    tier: z.string(),
    description: z.string(),
    /** Better tiers that could not be used, and why. */
    unavailable: z.record(z.string(), z.string()),
  }),
  toolchains: z.partialRecord(z.enum(languages), z.string()),
  missingToolchains: z.partialRecord(z.enum(languages), z.string()),
  /** Tool calls that come as text are a fault of the server, not of the model. */
  toolParser: z
    .strictObject({
      ok: z.boolean(),
      /** Calls arrive as text, are refused, or do not arrive at all. */
      fault: z.enum(["text", "refused", "none"]).optional(),
      message: z.string(),
    })
    .optional(),
  judge: z
    .strictObject({
      model: z.string(),
      isSelf: z.boolean(),
      /** Planted answers the judge rated rightly, of 12; below 10 it gates nothing. */
      calibration: z.strictObject({ right: z.int(), of: z.int() }).optional(),
    })
    .optional(),
});
export type RunHeader = z.infer<typeof runHeader>;

const comparisonRow = z.strictObject({
  /** A category, or `all`. */
  scope: z.string(),
  both: z.int(),
  onlyBaseline: z.int(),
  onlyThis: z.int(),
  neither: z.int(),
  /** This run minus the baseline, in shares of cases. */
  difference: z.number(),
  /** 95 % interval of the difference of paired shares. */
  low: z.number().optional(),
  high: z.number().optional(),
  /** Exact McNemar, two-sided. */
  pValue: z.number(),
  verdict: z.enum(["regression", "improvement", "no detectable change"]),
  /** The smallest difference this many discordant cases could have shown. */
  detectable: z.number(),
});
export const comparison = z.strictObject({
  baseline: z.strictObject({ id: z.string(), model: z.string(), isSimulated: z.boolean() }),
  rows: z.array(comparisonRow),
  regressed: z.array(z.string()),
  improved: z.array(z.string()),
  /** Cases that only one of the two runs has. */
  unpaired: z.int(),
  /** Sentences: in what else than the model the runs differ. */
  caveats: z.array(z.string()).optional(),
  /** Rows of the two load tests with the same shape, concurrency and cache mode. */
  load: z.array(loadRatio).optional(),
  scaling: scaling.optional(),
});
export type Comparison = z.infer<typeof comparison>;

export const evaluation = z.strictObject({
  schemaVersion: z.literal(schemaVersion),
  run: runHeader,
  /** `interrupted`: some cases were never asked; resuming asks them. */
  status: z.enum(["complete", "interrupted"]),
  totals: z.strictObject({
    planned: z.int(),
    counts,
    retried: z.int(),
    promptTokens: z.int(),
    completionTokens: z.int(),
    /** Sum of all answers' E2E latencies; with several at a time more than the run took. */
    askedSeconds: z.number(),
    /** By the clock from the first question to the last grade, every go of an interrupted run added; without load test. */
    wallSeconds: z.number().optional(),
  }),
  /** False when a row is FAIL, a category passed nothing, answers are missing, or the baseline was better or of no use. */
  gate: z.strictObject({ ok: z.boolean(), reasons: z.array(z.string()) }),
  scorecard: z.array(scorecardRow),
  categories: z.array(categorySummary),
  /** Of single questions, in milliseconds; concurrency as in `run`. */
  latency: z.strictObject({
    ttftMs: distribution.optional(),
    tpotMs: distribution.optional(),
    e2elMs: distribution.optional(),
  }),
  /** Decides the last two rows of the scorecard. */
  load: loadTest.optional(),
  comparison: comparison.optional(),
  cases: z.array(caseResult),
});
export type Evaluation = z.infer<typeof evaluation>;
