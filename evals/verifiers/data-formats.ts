// Verifiers of replies that are data: JSON, YAML, CSV.
import { parseDocument } from "yaml";
import * as z from "zod";
import { type Json, json } from "../../core/protocol/json.ts";
import { parseCsv } from "./csv.ts";
import { soleContent } from "./markdown.ts";
import { counted, type Outcome, outcome, verifier } from "./verifier.ts";

/** YAML parsers take their time; no reply of this length is an answer to a question here. */
const maxYaml = 64 * 1024;

export const rawJson = verifier({
  arguments: { type: z.enum(["object", "array"]).optional() },
  describe: ({ type }) => `JSON and nothing around it${type === undefined ? "" : `: an ${type}`}`,
  check(text, { type }) {
    const value = parsed(text);
    if (value === undefined) return outcome(false, "the reply as a whole is no JSON");
    const found = Array.isArray(value) ? "array" : value === null ? "null" : typeof value;
    return outcome(type === undefined || found === type, found);
  },
});

export const jsonSchema = verifier({
  arguments: { schema: z.record(z.string(), json) },
  describe: () => "JSON, alone or in one code block, that fits the schema",
  check(text, { schema }) {
    const value = parsed(soleContent(text));
    if (value === undefined) return outcome(false, "no JSON");
    return fits(value, schema);
  },
});

function fits(value: Json, schema: Record<string, Json>): Outcome {
  // Schemas come from case files; one that zod cannot read is a mistake of its author and throws.
  const result = z
    .fromJSONSchema(schema as Parameters<typeof z.fromJSONSchema>[0])
    .safeParse(value);
  if (result.success) return outcome(true, "fits");
  const [issue] = result.error.issues;
  return outcome(false, `${issue?.path.join(".") || "the value"}: ${issue?.message}`);
}

export const yaml = verifier({
  arguments: {
    keys: z.array(z.string()).optional(),
    /** Not in a code block. */
    raw: z.literal(true).optional(),
  },
  describe: ({ keys, raw }) =>
    `YAML${raw ? " and nothing around it" : ", alone or in one code block"}${keys === undefined ? "" : `, with exactly these keys at the top: ${keys.join(", ")}`}`,
  check(text, { keys, raw }) {
    const content = raw ? text : soleContent(text);
    if (content.length > maxYaml) return outcome(false, "more than 64 kB");
    const read = readYaml(content);
    if ("problem" in read) return outcome(false, read.problem);
    const found = keysOf(read.document);
    if (found === undefined) return outcome(false, "neither a mapping nor a list");
    const isRight =
      keys === undefined || found.toSorted().join("\n") === keys.toSorted().join("\n");
    return outcome(isRight, `keys ${found.slice(0, 20).join(", ")}`);
  },
});

type ReadYaml = { document: ReturnType<typeof parseDocument> } | { problem: string };

function readYaml(content: string): ReadYaml {
  try {
    const document = parseDocument(content, { uniqueKeys: true });
    const [error] = document.errors;
    if (error === undefined) return { document };
    return { problem: error.message.split("\n")[0] ?? error.code };
  } catch (error) {
    // The parser calls itself for every level.
    if (error instanceof RangeError) return { problem: "nested too deeply" };
    throw error;
  }
}

/** Empty for a list, undefined for what is neither list nor mapping. */
function keysOf(document: ReturnType<typeof parseDocument>): string[] | undefined {
  const { contents } = document;
  if (contents === null || !("items" in contents)) return undefined;
  return contents.items.flatMap((item) =>
    typeof item === "object" && item !== null && "key" in item ? [String(item.key)] : [],
  );
}

export const csv = verifier({
  arguments: {
    columns: z.int().positive(),
    rows: z.int().positive().optional(),
    header: z.array(z.string()).optional(),
    /** Every field of every row stands in quotes. */
    quoted: z.literal(true).optional(),
  },
  describe: ({ columns, rows, header, quoted }) =>
    [
      `CSV, alone or in one code block, with ${counted(columns, "column")}`,
      header === undefined ? "" : `, the header ${header.join(",")}`,
      rows === undefined ? "" : `, ${counted(rows, "row")} of data`,
      quoted === undefined ? "" : ", every field in quotes",
    ].join(""),
  check(text, { columns, rows, header, quoted }) {
    const parsed = parseCsv(soleContent(text));
    if ("problem" in parsed) return outcome(false, parsed.problem);
    const [first = [], ...rest] = parsed.rows;
    const names = first.map(({ value }) => value);
    if (header !== undefined && names.join("\n") !== header.join("\n")) {
      return outcome(false, `header ${names.slice(0, 20).join(",")}`);
    }
    const odd = parsed.rows.findIndex((row) => row.length !== columns);
    if (odd >= 0)
      return outcome(
        false,
        `row ${odd + 1} has ${counted(parsed.rows[odd]?.length ?? 0, "field")}`,
      );
    if (quoted && parsed.rows.some((row) => row.some((field) => !field.isQuoted))) {
      return outcome(false, "a field without quotes");
    }
    const data = header === undefined ? parsed.rows.length : rest.length;
    return outcome(rows === undefined || data === rows, counted(data, "row"));
  },
});

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
