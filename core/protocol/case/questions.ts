// Grader `questions`: a JSON answer with one key a question, each compared with a computed value.
import * as z from "zod";
import { json } from "../json.ts";
import { valueType } from "./io-tests.ts";

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
  /** An input (list of arguments) on which program and `other`, a file like the program's, executed, differ. */
  z.strictObject({ ...base, type: z.literal("difference"), other: z.string() }),
]);
export type Question = z.infer<typeof question>;

const signature = z.strictObject({ args: z.array(valueType), returns: valueType });

/** A call of the program that has to come to what is expected of an answer. */
const proof = z.strictObject({
  args: z.array(json),
  /** The program's unless given. */
  entry: z.string().optional(),
  signature: signature.optional(),
});

export const program = z.strictObject({
  file: z.string(),
  /** The function to call; in the harness when there is one, else in the file. */
  entry: z.string(),
  signature,
  /** A file of the case that drives the program and that no model sees. */
  harness: z.string().optional(),
  /** By question id; the suite's own test makes these calls, so that no expected value is merely believed. */
  proves: z.record(z.string(), proof).optional(),
});
export type Program = z.infer<typeof program>;

export const questions = z.strictObject({
  kind: z.literal("questions"),
  questions: z.array(question).min(1),
  /** What the questions are about, in the case's language; executed for witnesses and by the suite's own test. */
  program: program.optional(),
  /** Facts a good explanation has and statements it must not make; a second number, never part of the verdict. */
  rubric: z
    .strictObject({ facts: z.array(z.string()), falsehoods: z.array(z.string()) })
    .optional(),
});
export type Questions = z.infer<typeof questions>;
