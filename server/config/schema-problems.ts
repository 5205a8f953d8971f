// Turns what zod says of a configuration into sentences for whoever wrote it. It never repeats a value: it could be a secret
// in the wrong place.
import * as z from "zod";
import { gatewayConfigSchema, secretSchema } from "../../core/protocol/gateway-config.ts";
import { suggestion } from "./nearest.ts";
import type { Path, Problem } from "./problem.ts";

type Issue = z.core.$ZodIssue;

export function schemaProblems(issues: readonly Issue[], value: unknown): Problem[] {
  return issues.flatMap((issue) => problemsOf(issue, [], value));
}

function problemsOf(issue: Issue, above: Path, whole: unknown): Problem[] {
  const path = [...above, ...steps(issue.path)];
  if (issue.code === "unrecognized_keys") return unknownKeys(issue.keys, path);
  if (issue.code === "invalid_union") return unionProblems(issue, path, whole);
  if (issue.code === "invalid_key") return nameProblems(issue, path);
  return [{ path, sentence: sentenceOf(issue, valueAt(whole, path)) }];
}

function steps(path: readonly PropertyKey[]): Path {
  return path.map((step) => (typeof step === "symbol" ? String(step) : step));
}

function unknownKeys(keys: readonly string[], path: Path): Problem[] {
  const known = knownKeys(schemaAt(path));
  return keys.map((key) => ({
    path: [...path, key],
    sentence: `is not known here.${suggestion(key, known) || ` There are: ${known.join(", ")}.`}`,
  }));
}

function unionProblems(issue: z.core.$ZodIssueInvalidUnion, path: Path, whole: unknown): Problem[] {
  const value = valueAt(whole, path);
  if (value === undefined || value === null) return [{ path, sentence: absent(value) }];
  if (schemaAt(path).includes(secretSchema)) return [{ path, sentence: secretSentence }];
  const isOfOtherType = (branch: readonly Issue[]) =>
    branch.some(({ code, path: inner }) => code === "invalid_type" && inner.length === 0);
  const meant = issue.errors.find((branch) => !isOfOtherType(branch));
  if (meant !== undefined) return meant.flatMap((inner) => problemsOf(inner, path, whole));
  const nouns = issue.errors
    .flat()
    .flatMap((inner) => (inner.code === "invalid_type" ? [nounOf(inner.expected)] : []));
  return [{ path, sentence: `has to be ${[...new Set(nouns)].join(" or ")}.` }];
}

function nameProblems({ issues }: z.core.$ZodIssueInvalidKey, path: Path): Problem[] {
  return issues.map((issue) => ({ path, sentence: `as a name ${sentenceOf(issue, path.at(-1))}` }));
}

const secretSentence =
  "has to be either `env: NAME` or `file: PATH`: a secret never stands in this file itself.";

function sentenceOf(issue: Issue, value: unknown): string {
  switch (issue.code) {
    case "invalid_type":
      return value === undefined || value === null
        ? absent(value)
        : `has to be ${nounOf(issue.expected)}.`;
    case "invalid_value":
      return `has to be one of ${issue.values.map(String).join(", ")}.${meant(value, issue.values)}`;
    case "too_small":
      return tooSmall(issue);
    case "too_big":
      return tooBig(issue);
    case "invalid_format":
      return issue.format === "url"
        ? "has to be a URL such as http://gpu1:8000/v1."
        : `${issue.message}.`;
    default:
      return `${issue.message}.`;
  }
}

function absent(value: null | undefined): string {
  return value === null
    ? "is empty: give it a value, or remove the line."
    : "is missing: it has to be given.";
}

function meant(value: unknown, known: readonly unknown[]): string {
  return typeof value === "string" ? suggestion(value, known.map(String)) : "";
}

const nouns: Readonly<Record<string, string>> = {
  string: "text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "a section of names and values",
  record: "a section of names and values",
};

function nounOf(expected: string): string {
  return nouns[expected] ?? expected;
}

function tooSmall({ origin, minimum, inclusive }: z.core.$ZodIssueTooSmall): string {
  if (origin === "string") return "cannot be empty.";
  if (origin === "array") return `needs at least ${minimum}.`;
  return `has to be ${inclusive === false ? "more than" : "at least"} ${minimum}.`;
}

function tooBig({ origin, maximum }: z.core.$ZodIssueTooBig): string {
  return origin === "string"
    ? `has at most ${maximum} characters.`
    : `has to be at most ${maximum}.`;
}

function valueAt(whole: unknown, path: Path): unknown {
  let value = whole;
  for (const step of path) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, step))
      return undefined;
    // Looked at above: it is an object that has it.
    value = (value as Record<string | number, unknown>)[step];
  }
  return value;
}

/** What may stand at a place: several where the schema allows one or the other. */
function schemaAt(path: Path): z.core.$ZodType[] {
  let at: z.core.$ZodType[] = bare(gatewayConfigSchema);
  for (const step of path) at = at.flatMap((schema) => below(schema, step)).flatMap(bare);
  return at;
}

function below(schema: z.core.$ZodType, step: string | number): z.core.$ZodType[] {
  if (schema instanceof z.ZodObject) {
    const inner: unknown = Object.hasOwn(schema.shape, step) ? schema.shape[step] : undefined;
    return inner instanceof z.ZodType ? [inner] : [];
  }
  if (schema instanceof z.ZodRecord) return [schema.valueType];
  return schema instanceof z.ZodArray ? [schema.element] : [];
}

/** Without what makes it optional. A union stays beside what it is made of. */
function bare(schema: z.core.$ZodType): z.core.$ZodType[] {
  if (schema instanceof z.ZodOptional) return bare(schema.unwrap());
  if (schema instanceof z.ZodDefault) return bare(schema.unwrap());
  if (schema instanceof z.ZodPrefault) return bare(schema.unwrap());
  return schema instanceof z.ZodUnion ? [schema, ...schema.options.flatMap(bare)] : [schema];
}

function knownKeys(schemas: readonly z.core.$ZodType[]): string[] {
  return schemas.flatMap((schema) => {
    if (schema instanceof z.ZodObject) return Object.keys(schema.shape);
    const names = schema instanceof z.ZodRecord ? schema.keyType : undefined;
    return names instanceof z.ZodEnum ? names.options.map(String) : [];
  });
}
