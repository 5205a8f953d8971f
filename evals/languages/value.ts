// A value that a candidate returned, as plain data of the host. Nothing of it can run, and none of it is trusted.
import type { Json } from "../../core/protocol/json.ts";

/** Integers are bigint and floats are number, so that 1 and 1.0 stay apart where a language keeps them apart. */
export type Value =
  | null
  | boolean
  | bigint
  | number
  | string
  | readonly Value[]
  | ReadonlyMap<string, Value>
  | Other;

/** Something that no signature speaks of, by the name its language has for it. */
export type Other = { other: string };

export function isOther(value: Value): value is Other {
  return typeof value === "object" && value !== null && "other" in value;
}

/** For reports; what JSON cannot say becomes text. */
export function toJson(value: Value): Json {
  if (typeof value === "bigint") {
    const asNumber = Number(value);
    return Number.isSafeInteger(asNumber) ? asNumber : String(value);
  }
  if (typeof value === "number") return Number.isFinite(value) ? value : String(value);
  if (typeof value !== "object" || value === null) return value;
  if (isOther(value)) return `<${value.other}>`;
  if (isMap(value)) {
    return Object.fromEntries([...value].map(([key, item]) => [key, toJson(item)]));
  }
  return value.map(toJson);
}

export function isMap(value: Value): value is ReadonlyMap<string, Value> {
  return value instanceof Map;
}

/** Numbers that JSON has no words for are written `{"$int": "…"}` and `{"$float": "NaN"}`. */
export function taggedNumber(value: Json): bigint | number | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  const [[tag, text] = [], ...others] = Object.entries(value);
  if (others.length > 0 || typeof text !== "string") return undefined;
  if (tag === "$int" && /^-?\d+$/.test(text)) return BigInt(text);
  return tag === "$float" ? floatFrom(text) : undefined;
}

/** Floats as every driver prints them: `inf` and `Infinity`, `nan` and `NaN` are the same. */
export function floatFrom(text: string): number | undefined {
  const named = /^([+-]?)(?:(inf(?:inity)?)|nan)$/i.exec(text);
  if (named !== null) {
    if (named[2] === undefined) return Number.NaN;
    return named[1] === "-" ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  }
  return /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(text) ? Number(text) : undefined;
}
