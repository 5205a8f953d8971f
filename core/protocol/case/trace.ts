// Grader `trace`: tools of a simulated world are called; the end state, the calls and the last answer are checked.
import * as z from "zod";
import { json } from "../json.ts";

export const expectedCall = z.strictObject({
  tool: z.string(),
  /** Arguments that have to be there with these values; others are free unless `exact`. */
  arguments: z.record(z.string(), json).optional(),
  exact: z.literal(true).optional(),
});

export const trace = z.strictObject({
  kind: z.literal("trace"),
  /** Name of a world in evals/tools/. */
  world: z.string(),
  /** What the world starts with; its own schema checks it. */
  setup: z.record(z.string(), json),
  /** Tools offered, by name; all of the world's unless given. */
  tools: z.array(z.string()).optional(),
  maxSteps: z.int().positive().max(12),
  /** What the user says when the model answers without a call and the case goes on. */
  replies: z.array(z.string()).optional(),
  required: z.array(expectedCall).optional(),
  /** Required calls that have to come in one turn. */
  parallel: z.literal(true).optional(),
  forbidden: z.array(z.strictObject({ tool: z.string() })).optional(),
  /** No call at all may be made. */
  noCalls: z.literal(true).optional(),
  /** Values of the world's state at the end, by path such as `issues.0.status`. */
  state: z.record(z.string(), json).optional(),
  /** What the last message has to be. */
  final: z
    .strictObject({
      /** Whole words that occur in it. */
      mentions: z.array(z.string()).optional(),
      mentionsNot: z.array(z.string()).optional(),
      /** The message is this JSON value. */
      json: json.optional(),
    })
    .optional(),
});
export type Trace = z.infer<typeof trace>;
