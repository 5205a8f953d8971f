// What the published H100 run measured and costs, as the panel shows it beside a run. The figures themselves stand in
// evals/reference; this is only their shape.
import * as z from "zod";

const sourced = { sourceLine: z.string() };

/** Inputs of the break-even between hosted seats and own hardware; money in USD. */
export const economicsInputs = z.strictObject({
  /** What a hosted assistant costs a user a month. */
  seatPerMonth: z.number(),
  gpus: z.number(),
  gpuHour: z.number(),
  hoursPerMonth: z.number(),
  /** Part of the hardware's cost on top, 0.1 for ten percent. */
  operationsShare: z.number(),
});
export type EconomicsInputs = z.infer<typeof economicsInputs>;

export const published = z.object({
  source: z.string(),
  model: z.string(),
  server: z.string(),
  method: z.object({
    inputOutputTokens: z.array(z.tuple([z.int(), z.int()])),
    concurrency: z.array(z.int()),
    ...sourced,
  }),
  deployments: z.array(
    z.object({
      id: z.string(),
      hardware: z.string(),
      gpus: z.int(),
      ttftMsAtConcurrency1: z.number(),
      outputTokensPerSecond: z.array(
        z.object({ concurrency: z.int(), tokensPerSecond: z.number() }),
      ),
      ...sourced,
    }),
  ),
  economics: z.object({
    inputs: economicsInputs,
    /** Seat prices by plan. */
    plans: z.array(z.object({ name: z.string(), perMonth: z.number() })),
    /** What the article says; its own inputs give another number. */
    claimedBreakEven: z.int(),
    /** What the article says a year of own hardware costs, without and with operations. */
    claimedPerYear: z.object({ hardware: z.number(), withOperations: z.number() }).optional(),
    /** Which of the two the article advises for how many users. */
    advice: z.array(z.object({ users: z.string(), advice: z.string() })).optional(),
    ...sourced,
  }),
  /** A published latency a reader knows as a line: what inline completion needs. */
  inlineTtftMs: z.number(),
});
export type Published = z.infer<typeof published>;
