// The case file's schema as JSON Schema, for editors: `evals/suites/case.schema.json` holds what this returns.
import * as z from "zod";
import { caseFile } from "../../core/protocol/case-file.ts";

export const schemaFile = "case.schema.json";

/** The text of the file. Refinements that JSON Schema cannot say are left to `tandem eval`. */
export function caseSchemaText(): string {
  const schema = z.toJSONSchema(caseFile, { io: "input", target: "draft-7" });
  return `${JSON.stringify({ title: "A case of Tandem's evaluation suite", ...schema }, null, 2)}\n`;
}
