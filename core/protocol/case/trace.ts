// Grader `trace`: tools of a simulated world are called; the end state, the calls and the last answer are checked.
import * as z from "zod";
import { json } from "../json.ts";

const expectedCall = z.strictObject({
  tool: z.string(),
  /** Arguments that have to be there with these values; others are free unless `exact`. */
  arguments: z.record(z.string(), json).optional(),
  /** Nothing but these arguments; what has a default may be written out or left away. */
  exact: z.literal(true).optional(),
});
export type ExpectedCall = z.infer<typeof expectedCall>;

export const forbiddenCall = z.strictObject({
  tool: z.string(),
  /** Only calls with these arguments; all calls of the tool unless given. */
  arguments: z.record(z.string(), json).optional(),
  /** Only before the user's first reply. */
  beforeReply: z.literal(true).optional(),
  /** That many are allowed; none unless given. */
  moreThan: z.int().positive().optional(),
});
export type ForbiddenCall = z.infer<typeof forbiddenCall>;

/** Whole words, in any case of letters; of a list any one suffices. */
const mention = z.union([z.string(), z.array(z.string()).min(2)]);
export type Mention = z.infer<typeof mention>;

export const trace = z.strictObject({
  kind: z.literal("trace"),
  /** Name of a world in evals/tools/. */
  world: z.string(),
  /** What the world starts with; its own schema checks it. `faults` is the same in every world. */
  setup: z.record(z.string(), json),
  /** Tools offered, by name; all of the world's unless given. */
  tools: z.array(z.string()).min(1).optional(),
  /** Answers of the model, the last one included. */
  maxSteps: z.int().positive().max(12),
  /** What the user says when the model answers without a call and the case goes on. */
  replies: z.array(z.string()).optional(),
  /** What the model's message before the first reply has to mention. */
  asks: z.array(mention).optional(),
  required: z.array(expectedCall).optional(),
  /** Required calls have to come in one turn. */
  parallel: z.literal(true).optional(),
  /** Required calls have to come one after the other as listed, each in a later turn; others may lie between them. */
  ordered: z.literal(true).optional(),
  forbidden: z.array(forbiddenCall).optional(),
  /** No call at all may be made. */
  noCalls: z.literal(true).optional(),
  /** Values of the world's state at the end, by path such as `issues.0.status`. */
  state: z.record(z.string(), json).optional(),
  /** What the last message has to be. */
  final: z
    .strictObject({
      mentions: z.array(mention).optional(),
      mentionsNot: z.array(z.string()).optional(),
      /** The message is this JSON value. */
      json: json.optional(),
    })
    .optional(),
});
export type Trace = z.infer<typeof trace>;
