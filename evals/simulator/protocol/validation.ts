// Turns a failed schema check into the error vLLM gives for one of pydantic's: its wording, its location tuple and its
// "Bad Request" type. The message echoes the input, as the real one does.
import type * as z from "zod";
import { RequestRejected } from "./errors.ts";
import { pythonRepr } from "./python-text.ts";

type Issue = { type: string; loc: readonly (string | number)[]; msg: string; input: unknown };

export function schemaViolation(
  issues: readonly z.core.$ZodIssue[],
  body: unknown,
): RequestRejected {
  return violation(issues.map((issue) => toPydantic(issue, body)));
}

/** An error of one of vLLM's own validators, which look at several fields together. */
export function validatorError(message: string, param: string, body: unknown): RequestRejected {
  const issue = { type: "value_error", loc: [], msg: `Value error, ${message}`, input: body };
  return violation([issue], param);
}

export function jsonError(position: number, reason: string): RequestRejected {
  return violation([
    { type: "json_invalid", loc: [position], msg: `JSON decode error: ${reason}`, input: {} },
  ]);
}

export function unsupportedMediaType(): RequestRejected {
  return rejected(
    "1 validation error:\n  Unsupported Media Type: Only 'application/json' is allowed",
    null,
  );
}

function violation(issues: readonly Issue[], param?: string): RequestRejected {
  const lines = issues.map(({ type, loc, msg, input }) => {
    const tuple = ["body", ...loc].map(pythonRepr);
    const location = tuple.length === 1 ? `(${tuple[0]},)` : `(${tuple.join(", ")})`;
    return `  {'type': ${pythonRepr(type)}, 'loc': ${location}, 'msg': ${pythonRepr(msg)}, 'input': ${pythonRepr(input)}}`;
  });
  const first = issues[0];
  const plural = issues.length === 1 ? "error" : "errors";
  return rejected(
    `${issues.length} validation ${plural}:\n${lines.join("\n")}`,
    param ?? ["body", ...(first?.loc ?? [])].join("."),
  );
}

function rejected(message: string, param: string | null): RequestRejected {
  return new RequestRejected({ status: 400, message, type: "Bad Request", param });
}

const expectedTypes: Record<string, [type: string, msg: string]> = {
  string: ["string_type", "Input should be a valid string"],
  number: ["float_type", "Input should be a valid number"],
  int: ["int_type", "Input should be a valid integer"],
  boolean: ["bool_type", "Input should be a valid boolean"],
  array: ["list_type", "Input should be a valid list"],
  object: ["dict_type", "Input should be a valid dictionary"],
  record: ["dict_type", "Input should be a valid dictionary"],
};

/** Zod says "number" for both; these are the only fields that may have a fraction. */
const fractions: readonly unknown[] = [
  "temperature",
  "top_p",
  "min_p",
  "presence_penalty",
  "frequency_penalty",
  "repetition_penalty",
];

function toPydantic(issue: z.core.$ZodIssue, body: unknown): Issue {
  // Paths of JSON values hold no symbols.
  const loc = issue.path as (string | number)[];
  const parent = valueAt(body, loc.slice(0, -1));
  const input = valueAt(body, loc);
  if (input === undefined) return { type: "missing", loc, msg: "Field required", input: parent };
  if (issue.code === "invalid_type") {
    const isWhole = issue.expected === "number" && !fractions.includes(loc.at(-1));
    const [type, msg] = expectedTypes[isWhole ? "int" : issue.expected] ?? [
      "value_error",
      issue.message,
    ];
    return { type, loc, msg, input };
  }
  if (issue.code === "invalid_value") {
    const expected = issue.values.map((value) => pythonRepr(value)).join(" or ");
    return { type: "literal_error", loc, msg: `Input should be ${expected}`, input };
  }
  return { type: "value_error", loc, msg: issue.message, input };
}

function valueAt(value: unknown, path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>(
    (at, key) => (typeof at === "object" && at !== null ? Reflect.get(at, key) : undefined),
    value,
  );
}
