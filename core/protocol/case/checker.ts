// Grader `checker`: a test program of its own talks to the candidate through a stub; both run in separate sandboxes.
import * as z from "zod";

export const checker = z.strictObject({
  kind: z.literal("checker"),
  /** The test program (Python): calls the stub as if it were the candidate, raises on the first wrong result. */
  program: z.string(),
  /** Function of the test program that gets the stub, such as HumanEval's `check(candidate)`. */
  check: z.string(),
  /** The function under test. */
  entry: z.string(),
  /** Calls the test program makes; another number means that it was cut short. */
  calls: z.int().positive(),
});
export type Checker = z.infer<typeof checker>;
