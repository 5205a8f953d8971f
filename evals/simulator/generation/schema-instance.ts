// The smallest plausible value that satisfies a JSON schema, as a stand-in for constrained decoding. It covers the
// keywords that vLLM's grammar backends compile; anything it cannot satisfy it refuses.

type Schema = Record<string, unknown>;

/** Texts that string fields take in turn, e.g. the code spans of the question. */
export type Wording = { next(): string | undefined };

const maxDepth = 32;

/** @throws RangeError when the schema uses what this cannot satisfy. */
export function instanceOf(schema: unknown, wording: Wording = silent): unknown {
  return build(asSchema(schema), { root: asSchema(schema), wording, depth: 0 });
}

const silent: Wording = { next: () => undefined };

type Context = { root: Schema; wording: Wording; depth: number };

function build(schema: Schema, context: Context): unknown {
  if (context.depth > maxDepth) throw new RangeError("the schema is nested too deeply");
  const inner = { ...context, depth: context.depth + 1 };
  if ("const" in schema) return schema.const;
  if (Array.isArray(schema.enum)) return schema.enum[0];
  if ("default" in schema) return schema.default;
  if (typeof schema.$ref === "string") return build(resolve(schema.$ref, context.root), inner);
  for (const key of ["anyOf", "oneOf"]) {
    const options = schema[key];
    if (Array.isArray(options))
      return build({ ...without(schema, key), ...asSchema(options[0]) }, inner);
  }
  if (Array.isArray(schema.allOf)) {
    return build(mergeAll(without(schema, "allOf"), schema.allOf), inner);
  }
  switch (typeOf(schema)) {
    case "object":
      return buildObject(schema, inner);
    case "array":
      return buildArray(schema, inner);
    case "string":
      return buildString(schema, context.wording);
    case "integer":
      return buildNumber(schema, true);
    case "number":
      return buildNumber(schema, false);
    case "boolean":
      return false;
    case "null":
      return null;
    default:
      throw new RangeError(`the schema type ${JSON.stringify(schema.type)} is not supported`);
  }
}

function typeOf(schema: Schema): unknown {
  const type = schema.type;
  if (Array.isArray(type)) return type[0];
  if (type !== undefined) return type;
  if ("properties" in schema) return "object";
  return "items" in schema ? "array" : "string";
}

function buildObject(schema: Schema, context: Context): Record<string, unknown> {
  const properties = asSchema(schema.properties ?? {});
  const required = Array.isArray(schema.required) ? schema.required : [];
  // Without a list of required fields every declared one is given: it makes the better example.
  const names = required.length > 0 ? required : Object.keys(properties);
  return Object.fromEntries(
    names.map((name) => [name, build(asSchema(properties[String(name)] ?? {}), context)]),
  );
}

function buildArray(schema: Schema, context: Context): unknown[] {
  const length = numberOr(schema.minItems, 0);
  const prefix = Array.isArray(schema.prefixItems) ? schema.prefixItems : [];
  const count = Math.max(length, prefix.length);
  return Array.from({ length: count }, (_, index) =>
    build(asSchema(prefix[index] ?? schema.items ?? {}), context),
  );
}

function buildString(schema: Schema, wording: Wording): string {
  if (typeof schema.pattern === "string") return matching(schema.pattern);
  const formatted = formats[String(schema.format)];
  if (formatted !== undefined) return formatted;
  const text = wording.next() ?? "simulated";
  const least = numberOr(schema.minLength, 0);
  const most = numberOr(schema.maxLength, Number.POSITIVE_INFINITY);
  return text.padEnd(least, ".").slice(0, most);
}

const formats: Record<string, string> = {
  date: "2026-01-01",
  "date-time": "2026-01-01T00:00:00Z",
  time: "00:00:00Z",
  email: "nobody@example.com",
  uri: "https://example.com/",
  uuid: "00000000-0000-4000-8000-000000000000",
};

/** Only patterns that one of a few simple texts satisfies. */
function matching(pattern: string): string {
  const candidates = ["simulated", "a", "A", "0", "1", "2026-01-01", "a-1", "a.ts", "0.0.0", ""];
  const found = candidates.find((text) => new RegExp(pattern, "u").test(text));
  if (found === undefined) throw new RangeError(`the pattern ${pattern} is not supported`);
  return found;
}

function buildNumber(schema: Schema, isInteger: boolean): number {
  const step = isInteger ? 1 : 0.5;
  const least = Math.max(
    numberOr(schema.minimum, Number.NEGATIVE_INFINITY),
    numberOr(schema.exclusiveMinimum, Number.NEGATIVE_INFINITY) + step,
  );
  const most = Math.min(
    numberOr(schema.maximum, Number.POSITIVE_INFINITY),
    numberOr(schema.exclusiveMaximum, Number.POSITIVE_INFINITY) - step,
  );
  const value = Math.min(Math.max(0, least), most);
  const multiple = numberOr(schema.multipleOf, isInteger ? 1 : 0);
  return multiple === 0 ? value : Math.ceil(value / multiple) * multiple;
}

function resolve(reference: string, root: Schema): Schema {
  if (!reference.startsWith("#"))
    throw new RangeError(`the reference ${reference} is not supported`);
  const path = reference.slice(1).split("/").filter(Boolean);
  const target = path.reduce<unknown>(
    (at, key) => asSchema(at)[key.replaceAll("~1", "/").replaceAll("~0", "~")],
    root,
  );
  if (target === undefined) throw new RangeError(`the reference ${reference} leads nowhere`);
  return asSchema(target);
}

function mergeAll(schema: Schema, parts: unknown[]): Schema {
  const all = [schema, ...parts.map(asSchema)];
  const lists = all.map(({ required }) => (Array.isArray(required) ? required : []));
  return {
    ...Object.assign({}, ...all),
    properties: Object.assign({}, ...all.map(({ properties }) => asSchema(properties ?? {}))),
    required: lists.flat(),
  };
}

function without(schema: Schema, key: string): Schema {
  return Object.fromEntries(Object.entries(schema).filter(([name]) => name !== key));
}

function numberOr(value: unknown, fallback: number): number {
  return typeof value === "number" ? value : fallback;
}

/** @throws RangeError for what is no object; `true` is the schema of everything. */
function asSchema(value: unknown): Schema {
  if (value === true) return {};
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new RangeError("a schema has to be an object");
  }
  // A JSON object has string keys.
  return value as Schema;
}
