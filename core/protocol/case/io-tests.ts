// Grader `io-tests`: a function is called with inputs and what it returns is compared outside the sandbox.
import * as z from "zod";
import { json } from "../json.ts";

/**
 * `exact`: lists in order. `any`: the outer list in any order, as a multiset. `set`: the outer list as a set.
 * `tolerance` is relative; without one, floats may differ by max(1e-9 * |expected|, 1e-12).
 */
export const comparison = z.strictObject({
  order: z.enum(["exact", "any", "set"]).optional(),
  tolerance: z.number().positive().optional(),
});
export type Comparison = z.infer<typeof comparison>;

const ioTest = z.strictObject({
  name: z.string(),
  args: z.array(json),
  /** Exactly one of the three is there. */
  expected: json.optional(),
  oneOf: z.array(json).min(2).optional(),
  /** True: any exception or panic. */
  throws: z.literal(true).optional(),
  /** Bug fixes: fails before the fix and passes after it, or passes before and after. `size`: separates complexities. */
  group: z.enum(["f2p", "p2p", "size"]).optional(),
  compare: comparison.optional(),
  /** Run time allowed for this test alone, in ms. */
  limitMs: z.int().positive().optional(),
});
export type IoTest = z.infer<typeof ioTest>;

/**
 * Types of a signature: int (64 bit), float, bool, string, list<T>, map<T> (keys are strings), optional<T>, json
 * (Python, JavaScript and TypeScript only).
 */
export const valueType = z
  .string()
  .regex(/^(?:int|float|bool|string|json|void|(?:list|map|optional)<.+>)$/, "no known type");

export const ioTests = z.strictObject({
  kind: z.literal("io-tests"),
  /** The function to call; in the harness when there is one, else in the candidate's file. */
  entry: z.string(),
  signature: z.strictObject({ args: z.array(valueType), returns: valueType }),
  /** A file of the case that drives the candidate; written after the candidate's own file. */
  harness: z.string().optional(),
  /** Further files of the case that the program needs; written after the candidate's own file. */
  files: z.array(z.string()).optional(),
  tests: z.array(ioTest).min(1),
  compare: comparison.optional(),
});
export type IoTests = z.infer<typeof ioTests>;
