// Grader `chat`: two turns of a conversation. Some turns are checked by computation, all may be judged by a model.
import * as z from "zod";
import { verifiers } from "./verifiers.ts";

export const turn = z.strictObject({
  prompt: z.string(),
  /** What a judge is shown as a correct answer. */
  reference: z.string().optional(),
  /** Automatic check of the line `Answer: …` (the last one counts). */
  answer: z
    .discriminatedUnion("type", [
      z.strictObject({
        type: z.literal("number"),
        expected: z.number(),
        tolerance: z.number().nonnegative().optional(),
      }),
      z.strictObject({ type: z.literal("text"), expected: z.array(z.string()).min(1) }),
    ])
    .optional(),
  /** Automatic checks of the form. */
  verifiers: verifiers.shape.verifiers.optional(),
});
export type Turn = z.infer<typeof turn>;

const chatTopics = [
  "writing",
  "roleplay",
  "reasoning",
  "math",
  "coding",
  "extraction",
  "stem",
  "humanities",
] as const;

export const chat = z.strictObject({
  kind: z.literal("chat"),
  topic: z.enum(chatTopics),
  turns: z.array(turn).length(2),
});
export type Chat = z.infer<typeof chat>;
