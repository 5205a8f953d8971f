// Values as tagged JSON, for languages that have a JSON library: `{"$int": "…"}` beyond 2^53, `{"$float": "…"}` for
// floats, and tags for what JSON lacks. Arguments go out by their declared type, results come back as they are.
import type { Json } from "../../core/protocol/json.ts";
import { floatFrom, taggedNumber, type Value } from "./value.ts";
import type { ValueType } from "./value-type.ts";

/** @throws RangeError when the argument is not of that type */
export function encodeTagged(value: Json, type: ValueType): string {
  return JSON.stringify(tagged(value, type));
}

/** Undefined when it is no tagged JSON. */
export function decodeTagged(text: string): Value | undefined {
  try {
    return untagged(JSON.parse(text));
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof RangeError) return undefined;
    throw error;
  }
}

function tagged(value: Json, type: ValueType): Json {
  const number = typeof value === "number" ? value : taggedNumber(value);
  switch (type.kind) {
    case "json":
      return value;
    case "int":
      if (typeof value === "number" && Number.isSafeInteger(value)) return value;
      if (typeof number === "bigint") return { $int: String(number) };
      break;
    case "float":
      if (number !== undefined) return { $float: String(number) };
      break;
    case "bool":
      if (typeof value === "boolean") return value;
      break;
    case "string":
      if (typeof value === "string") return value;
      break;
    case "list":
      if (Array.isArray(value)) return value.map((item) => tagged(item, type.of));
      break;
    case "optional":
      return value === null ? null : tagged(value, type.of);
    case "map":
      if (typeof value !== "object" || value === null || Array.isArray(value)) break;
      return Object.fromEntries(
        Object.entries(value).map(([key, item]) => [key, tagged(item, type.of)]),
      );
    default:
  }
  throw notOfType(value, type);
}

export function notOfType(value: Json, type: ValueType): RangeError {
  return new RangeError(`${JSON.stringify(value)?.slice(0, 80)} is no ${type.kind}.`);
}

/** Deeper values are no data that anybody asked for, and whoever walks through them would run out of stack. */
const deepest = 500;
/** Reading a number takes time that grows faster than its length. */
const mostDigits = 100_000;

function untagged(value: Json, depth = 0): Value {
  if (typeof value === "number") return Number.isInteger(value) ? BigInt(value) : value;
  if (typeof value !== "object" || value === null) return value;
  if (depth === deepest) return { other: "endless" };
  if (Array.isArray(value)) return listOf(value, depth);
  const entries = Object.entries(value);
  const [tag = "", content] = entries[0] ?? [];
  if (entries.length === 1 && tag.startsWith("$")) return ofTag(tag, content ?? null, depth);
  return new Map(entries.map(([key, item]) => [key, untagged(item, depth + 1)]));
}

function listOf(items: readonly Json[], depth: number): Value {
  return items.map((item) => untagged(item, depth + 1));
}

function ofTag(tag: string, content: Json, depth: number): Value {
  if (typeof content === "string") {
    if (tag === "$int" && content.length > mostDigits) {
      return { other: `int of ${content.length} digits` };
    }
    if (tag === "$int") return BigInt(content);
    if (tag === "$float") return floatFrom(content) ?? { other: "float" };
    if (tag === "$other") return { other: content };
  }
  // A tuple is a list to whoever compares; sets, bytes and the like are only named.
  if (tag === "$tuple" && Array.isArray(content)) return listOf(content, depth);
  return { other: tag.slice(1) };
}
