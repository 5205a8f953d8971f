// A command for authors: writes the JSON Schema of case files anew after the schema has changed.
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { caseSchemaText, schemaFile } from "./case-schema.ts";

await writeFile(path.resolve(import.meta.dirname, "../suites", schemaFile), caseSchemaText());
