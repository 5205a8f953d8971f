import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { caseSchemaText, schemaFile } from "./case-schema.ts";

describe("the JSON Schema of case files", () => {
  it("is the one that editors find (else run node evals/cases/write-case-schema.ts)", async () => {
    const file = path.resolve(import.meta.dirname, "../suites", schemaFile);
    assert.equal(await readFile(file, "utf8"), caseSchemaText());
  });

  it("refuses unknown keys and knows every grader", () => {
    const schema = JSON.parse(caseSchemaText());
    assert.equal(schema.additionalProperties, false);
    assert.equal(schema.properties.grader.oneOf.length, 9);
  });
});
