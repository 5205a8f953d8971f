// Grader `questions`: a JSON answer with one key a question, each compared with a computed value.
import * as z from "zod";
import { json } from "../json.ts";

const base = { id: z.string().regex(/^[a-z][A-Za-z0-9]*$/) };

export const question = z.discriminatedUnion("type", [
  /** Equal JSON value; strings to the character. */
  z.strictObject({ ...base, type: z.literal("value"), expected: json }),
  /** A number within a relative band. */
  z.strictObject({
    ...base,
    type: z.literal("number"),
    expected: z.number(),
    tolerance: z.number().nonnegative(),
  }),
  /** A list in any order without extra items. */
  z.strictObject({ ...base, type: z.literal("set"), expected: z.array(json) }),
  /** One of the listed options. */
  z.strictObject({
    ...base,
    type: z.literal("choice"),
    options: z.array(z.string()).min(2),
    expected: z.string(),
  }),
  /** An input (list of arguments) with which the program, executed, returns `expected` or throws. */
  z.strictObject({
    ...base,
    type: z.literal("witness"),
    expected: json.optional(),
    throws: z.literal(true).optional(),
  }),
  /** An input (list of arguments) on which program and `other`, executed, differ. */
  z.strictObject({ ...base, type: z.literal("difference"), other: z.string() }),
]);
export type Question = z.infer<typeof question>;

export const questions = z.strictObject({
  kind: z.literal("questions"),
  questions: z.array(question).min(1),
  /** The program the questions are about, in the case's language; executed for witnesses and by the suite's own test. */
  program: z
    .strictObject({
      file: z.string(),
      entry: z.string(),
      signature: z.strictObject({ args: z.array(z.string()), returns: z.string() }),
      /** By question id: arguments with which the program has to return what is expected of the answer. */
      proves: z.record(z.string(), z.array(json)).optional(),
    })
    .optional(),
  /** Facts a good explanation has and statements it must not make; a second number, never part of the verdict. */
  rubric: z
    .strictObject({ facts: z.array(z.string()), falsehoods: z.array(z.string()) })
    .optional(),
});
export type Questions = z.infer<typeof questions>;
