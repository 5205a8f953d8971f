// The document of one load test: what was asked of which endpoint and how, what came back how fast, and what a reader has to
// know before believing it. Times are milliseconds as core/model/timing.ts measures them; tokens come from `usage`.
import * as z from "zod";
import { distribution, endpointFacts, hardware } from "./run-facts.ts";

export const loadSchemaVersion = 1;

export const loadProfileNames = ["scorecard", "published", "inferencemax", "custom"] as const;
export type LoadProfileName = (typeof loadProfileNames)[number];

/**
 * `cold`: every prompt begins with tokens that no other has, so that the prefix cache cannot flatter. `warm`: every prompt
 * of a row is the same and was sent before.
 */
export const cacheModes = ["cold", "warm"] as const;
export type CacheMode = (typeof cacheModes)[number];

/** How prompts were made and where they were sent; decides how exact their lengths are. */
export const promptSources = ["tokenized text", "random token ids", "chat text"] as const;
export type PromptSource = (typeof promptSources)[number];

/** Counts over a logarithmic axis: bucket `i` holds samples from `first · ratio^i` up to `first · ratio^(i+1)` ms. */
export const logHistogram = z.strictObject({
  first: z.number(),
  ratio: z.number(),
  counts: z.array(z.int()),
});
export type LogHistogram = z.infer<typeof logHistogram>;

/** What a row says that the reader must not miss; each with one sentence beside it. */
export const cautionCodes = [
  /** Requests of others were running or waiting when the row began, or came while it ran. */
  "busy-endpoint",
  /**
   * The server ran fewer requests at a time than were sent, or answered fewer than arrived in an open loop: TTFT contains
   * waiting in its queue.
   */
  "queueing",
  /** Answers were not as long as asked. */
  "wrong-length",
  /** Prompts were not as long as asked. */
  "wrong-prompt-length",
  /** The generator itself was late: its event loop lagged or its processor was full. */
  "generator-lag",
  /** In a cold row the server found prompts in its prefix cache, in a warm one it did not. */
  "cache",
  "errors",
  /** Too few requests for a figure, or for so many streams at once. */
  "few-requests",
  /** A proxy stands between the generator and the endpoint. */
  "proxy",
  /** The server sends no usage, or not always: tokens could not be counted. */
  "no-usage",
] as const;
export type CautionCode = (typeof cautionCodes)[number];
export const caution = z.strictObject({ code: z.enum(cautionCodes), message: z.string() });
export type Caution = z.infer<typeof caution>;

/** A figure of the published run at the same concurrency, and this row's figure divided by it. */
export const besidePublished = z.strictObject({
  deployment: z.string(),
  what: z.enum(["ttftMs", "outputTokensPerSecond"]),
  published: z.number(),
  ratio: z.number(),
});

export const loadRow = z.strictObject({
  /** Input and output sequence length in tokens, as asked. */
  isl: z.int(),
  osl: z.int(),
  cache: z.enum(cacheModes),
  /** `closed`: so many streams at a time, each asking again when it is answered. `open`: Poisson arrivals. */
  load: z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("closed"), concurrency: z.int() }),
    z.strictObject({
      kind: z.literal("open"),
      requestsPerSecond: z.number(),
      /** The most requests under way at once. */
      peakConcurrency: z.int(),
    }),
  ]),
  /** Requests that finished; those of the warm-up are not among them. */
  n: z.int(),
  /** By code of core/model/errors.ts. */
  errors: z.record(z.string(), z.int()),
  /** Requests whose `completion_tokens` is not the asked number. */
  wrongLength: z.int(),
  /** Mean tokens of a request as the server counted them. */
  promptTokens: z.number().optional(),
  completionTokens: z.number().optional(),
  ttftMs: distribution.optional(),
  /** Headers to first event of any kind differ from TTFT by what a server sends before it thinks. */
  firstEventMs: distribution.optional(),
  tpotMs: distribution.optional(),
  /** Gaps between chunks, pooled over all requests; between tokens only if `tokensPerChunk` is 1. */
  itlMs: distribution.optional(),
  tokensPerChunk: z.number().optional(),
  e2elMs: distribution.optional(),
  ttftHistogram: logHistogram.optional(),
  itlHistogram: logHistogram.optional(),
  /** First send to last end, warm-up apart; ramp and drain are in it. */
  wallSeconds: z.number(),
  /** Σ output tokens / wall. */
  outputTokensPerSecond: z.number().optional(),
  /** Σ (prompt + output tokens) / wall. */
  totalTokensPerSecond: z.number().optional(),
  requestsPerSecond: z.number(),
  /** Tokens ÷ time while all streams of the row decode; undefined when they never all did, and in open loops. */
  steadyTokensPerSecond: z.number().optional(),
  /** How long all streams decoded, in seconds. */
  steadySeconds: z.number().optional(),
  /** 1000 / median TPOT: tokens a second that one user sees. */
  interactivity: z.number().optional(),
  /** From the server's /metrics, over the row. */
  prefixHitRate: z.number().optional(),
  /** Most requests the server ran, and had waiting, at once, as /metrics said once a second. */
  serverRunning: z.int().optional(),
  serverWaiting: z.int().optional(),
  generator: z.strictObject({
    /**
     * Event-loop lag of the generator, in ms. The p99 is over time: it was at least so late in one of a
     * hundred moments, the longest pause apart.
     */
    lagP99Ms: z.number(),
    lagMaxMs: z.number(),
    /** Processor time of the process / wall; 1 is one full core. */
    cpu: z.number(),
  }),
  /** True: generator-lag is among the cautions and the figures of the row are not to be quoted. */
  isSpoiled: z.boolean(),
  cautions: z.array(caution),
  published: z.array(besidePublished),
});
export type LoadRow = z.infer<typeof loadRow>;

/** Everything about the test that is known before the first request. */
export const loadHeader = z.strictObject({
  id: z.string(),
  /** ISO 8601, UTC. */
  startedAt: z.string(),
  endpoint: endpointFacts,
  hardware: hardware.optional(),
  profile: z.enum(loadProfileNames),
  route: z.enum(["/v1/completions", "/v1/chat/completions"]),
  promptSource: z.enum(promptSources),
  /** Whether the server takes `ignore_eos` and `min_tokens`; without them answers end when the model ends them. */
  forcesLength: z.boolean(),
  /** From /metrics; undefined when it does not answer. Said by the person who runs it where it begins with `declared`. */
  server: z
    .strictObject({
      runningBefore: z.int().optional(),
      waitingBefore: z.int().optional(),
      /** Only as declared: vLLM does not tell. */
      maxNumSeqs: z.int().optional(),
      cacheConfig: z.record(z.string(), z.string()).optional(),
    })
    .optional(),
  seed: z.int(),
});
export type LoadHeader = z.infer<typeof loadHeader>;

export const loadTest = z.strictObject({
  schemaVersion: z.literal(loadSchemaVersion),
  run: loadHeader,
  status: z.enum(["complete", "interrupted"]),
  plannedRows: z.int(),
  rows: z.array(loadRow),
  /** Sentences that hold for the whole test. */
  notes: z.array(z.string()),
});
export type LoadTest = z.infer<typeof loadTest>;

export const loadEvent = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("load-started"),
    run: loadHeader,
    plannedRows: z.int(),
    /** A guess from nothing but the plan until rows have been measured. */
    plannedRequests: z.int(),
  }),
  z.strictObject({
    kind: z.literal("load-progress"),
    row: z.int(),
    /** `512/512 × 128`, what a person reads while it runs. */
    label: z.string(),
    done: z.int(),
    of: z.int(),
  }),
  z.strictObject({ kind: z.literal("load-row"), row: loadRow }),
  z.strictObject({ kind: z.literal("load-finished"), loadTest }),
]);
export type LoadEvent = z.infer<typeof loadEvent>;
