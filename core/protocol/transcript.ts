// What was asked and answered for one case, complete enough to grade it again without the endpoint.
import * as z from "zod";
import { json } from "./json.ts";

const toolCall = z.strictObject({ id: z.string(), name: z.string(), arguments: z.string() });

export const message = z.discriminatedUnion("role", [
  z.strictObject({ role: z.literal("system"), content: z.string() }),
  z.strictObject({ role: z.literal("user"), content: z.string() }),
  z.strictObject({
    role: z.literal("assistant"),
    content: z.string(),
    toolCalls: z.array(toolCall).optional(),
  }),
  z.strictObject({ role: z.literal("tool"), content: z.string(), toolCallId: z.string() }),
]);

/** In milliseconds, as core/model/timing.ts measures them. */
export const timing = z.strictObject({
  firstEventMs: z.number().optional(),
  ttftMs: z.number().optional(),
  tpotMs: z.number().optional(),
  e2elMs: z.number(),
});

export const usage = z.strictObject({
  promptTokens: z.int(),
  completionTokens: z.int(),
  cachedTokens: z.int().optional(),
});

export const exchange = z.strictObject({
  /** Whom it was put to: the model under test, or the judge of its answers. */
  to: z.enum(["model", "judge"]),
  /** Messages since the previous exchange with the same one; the assistant's own answer is not repeated. */
  sent: z.array(message),
  text: z.string(),
  reasoning: z.string().optional(),
  toolCalls: z.array(toolCall),
  finishReason: z.enum(["stop", "length", "tool_calls", "content_filter"]),
  /** The model name the endpoint answered with. */
  model: z.string(),
  isSimulated: z.boolean(),
  usage: usage.optional(),
  timing,
  /** Transport errors before this answer, by code. */
  retried: z.array(z.string()),
});
export type Exchange = z.infer<typeof exchange>;

export const transcript = z.strictObject({
  /** `case#seed.variant`. */
  instance: z.string(),
  /** From 0. */
  epoch: z.int(),
  exchanges: z.array(exchange),
  /** Why it ended without an answer to the last question. */
  failure: z
    .strictObject({ code: z.string(), message: z.string(), retried: z.array(z.string()) })
    .optional(),
  /** What the solver found out and the grader needs, such as the prompt's length in tokens. */
  facts: z.record(z.string(), json).optional(),
});
export type Transcript = z.infer<typeof transcript>;
