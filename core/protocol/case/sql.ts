// Grader `sql`: the answer runs on several databases of a real engine beside the reference.
import * as z from "zod";

export const sql = z.strictObject({
  kind: z.literal("sql"),
  /** A file of statements that make the tables. */
  schema: z.string(),
  /** Files with the rows of one database each; one of them tells the reference from its mutants. */
  variants: z.array(z.string()).min(3),
  /** Rows count in order; ties in `orderBy` (indices of result columns) may stand in any. */
  ordered: z.boolean().optional(),
  orderBy: z.array(z.int().nonnegative()).optional(),
  /** Column names count as well. */
  columns: z.array(z.string()).optional(),
  /** The statement changes data: these tables are compared afterwards, and the others have to be as before. */
  changes: z.array(z.string()).min(1).optional(),
});
export type Sql = z.infer<typeof sql>;
