// Compares what a candidate returned with what was expected, outside the sandbox. Knows nothing of languages.
import type { Comparison } from "../../core/protocol/case/io-tests.ts";
import type { Json } from "../../core/protocol/json.ts";
import { isMap, isOther, taggedNumber, toJson, type Value } from "./value.ts";
import type { ValueType } from "./value-type.ts";

/** Integers are exact and never booleans; a whole number counts as float where one is expected. */
export function isAsExpected(
  actual: Value,
  expected: Json,
  type: ValueType,
  { order = "exact", tolerance }: Comparison = {},
): boolean {
  if (order === "exact" || !Array.isArray(expected) || !Array.isArray(actual)) {
    return equal(actual, expected, type, tolerance);
  }
  const of = type.kind === "list" ? type.of : json;
  const same = (one: Value, other: Json) => equal(one, other, of, tolerance);
  if (order === "any") return matchesOneToOne(actual, expected, same);
  return (
    actual.every((item) => expected.some((other) => same(item, other))) &&
    expected.every((other) => actual.some((item: Value) => same(item, other)))
  );
}

const json: ValueType = { kind: "json" };

function equal(actual: Value, expected: Json, type: ValueType, tolerance?: number): boolean {
  switch (type.kind) {
    case "void":
      return true;
    case "optional":
      if (expected === null) return actual === null || isUndefined(actual);
      return equal(actual, expected, type.of, tolerance);
    case "int": {
      const number = numberIn(expected);
      // A number with a fraction part is none, and neither is 3.0 in a language that tells it from 3.
      return typeof actual === "bigint" && number !== undefined && actual === toBigInt(number);
    }
    case "float":
      return areNear(actual, numberIn(expected), tolerance);
    default:
      return equalTrees(actual, expected, type, tolerance);
  }
}

function equalTrees(actual: Value, expected: Json, type: ValueType, tolerance?: number): boolean {
  const number = numberIn(expected);
  if (number !== undefined) return areNear(actual, number, tolerance);
  const of = type.kind === "list" || type.kind === "map" ? type.of : json;
  if (Array.isArray(expected)) {
    return (
      Array.isArray(actual) &&
      actual.length === expected.length &&
      expected.every((item, at) => equal(actual[at], item, of, tolerance))
    );
  }
  if (typeof expected === "object" && expected !== null) {
    const entries = Object.entries(expected);
    if (!isMap(actual) || actual.size !== entries.length) return false;
    return entries.every(([key, item]) => {
      const found = actual.get(key);
      return found !== undefined && equal(found, item, of, tolerance);
    });
  }
  return actual === expected;
}

function numberIn(expected: Json): bigint | number | undefined {
  return typeof expected === "number" ? expected : taggedNumber(expected);
}

function toBigInt(number: bigint | number): bigint | undefined {
  if (typeof number === "bigint") return number;
  return Number.isSafeInteger(number) ? BigInt(number) : undefined;
}

function areNear(actual: Value, expected: bigint | number | undefined, tolerance?: number) {
  if (typeof actual !== "number" && typeof actual !== "bigint") return false;
  if (expected === undefined) return false;
  const exact = toBigInt(expected);
  if (typeof actual === "bigint" && exact !== undefined && tolerance === undefined) {
    return actual === exact;
  }
  const [one, other] = [Number(actual), Number(expected)];
  if (Number.isNaN(other)) return Number.isNaN(one);
  if (!Number.isFinite(other)) return one === other;
  return Math.abs(one - other) <= Math.max((tolerance ?? 1e-9) * Math.abs(other), 1e-12);
}

function isUndefined(actual: Value): boolean {
  return isOther(actual) && actual.other === "undefined";
}

/** Every item has a partner of its own. Items that are near each other may be near several, so partners can move on. */
function matchesOneToOne(
  actual: readonly Value[],
  expected: readonly Json[],
  same: (one: Value, other: Json) => boolean,
): boolean {
  if (actual.length !== expected.length) return false;
  if (inOrderOfText(actual, expected, same)) return true;
  const takenBy = new Map<number, number>();
  const fits = (from: number, at: number) => {
    const other = expected[at];
    return other !== undefined && same(actual[from] ?? null, other);
  };
  const places = (from: number, tried: Set<number>): boolean => {
    const free = expected.findIndex((_, at) => !takenBy.has(at) && fits(from, at));
    if (free >= 0) {
      takenBy.set(free, from);
      return true;
    }
    for (const [at, other] of takenBy) {
      if (tried.has(at) || !fits(from, at)) continue;
      tried.add(at);
      if (!places(other, tried)) continue;
      takenBy.set(at, from);
      return true;
    }
    return false;
  };
  return actual.every((_, at) => places(at, new Set()));
}

/** The usual case, in n log n: both sides sorted by their text agree. */
function inOrderOfText(
  actual: readonly Value[],
  expected: readonly Json[],
  same: (one: Value, other: Json) => boolean,
): boolean {
  const byText = <Item>(items: readonly Item[], textOf: (item: Item) => string) =>
    items
      .map((item) => ({ item, text: textOf(item) }))
      .sort((one, other) => (one.text < other.text ? -1 : Number(one.text > other.text)))
      .map(({ item }) => item);
  const others = byText(expected, (item) => JSON.stringify(item));
  return byText(actual, (item) => JSON.stringify(toJson(item))).every((item, at) =>
    same(item, others[at] ?? null),
  );
}
