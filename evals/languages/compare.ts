// Compares what a candidate returned with what was expected, outside the sandbox. Knows nothing of languages.
import type { Comparison } from "../../core/protocol/case/io-tests.ts";
import type { Json } from "../../core/protocol/json.ts";
import { isMap, isOther, taggedNumber, type Value } from "./value.ts";
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
  // Each item once, however often it comes; what is left may differ within the tolerance only.
  const items = [...new Map(actual.map((item: Value) => [textOf(item), item])).values()];
  if (items.length > expected.length + mostPaired) return false;
  return (
    items.every((item) => expected.some((other) => same(item, other))) &&
    expected.every((other) => items.some((item) => same(item, other)))
  );
}

/** So many items are paired one by one, which takes the square of their number, or compared with each of a set. */
const mostPaired = 2000;

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

/**
 * Every item has a partner of its own. Items that are near each other may be near several, so partners can move on;
 * in long lists they are looked for in one order only.
 */
function matchesOneToOne(
  actual: readonly Value[],
  expected: readonly Json[],
  same: (one: Value, other: Json) => boolean,
): boolean {
  if (actual.length !== expected.length) return false;
  const others = inOrderOfText(expected);
  if (inOrderOfText(actual).every((item, at) => same(item, others[at] ?? null))) return true;
  if (actual.length > mostPaired) return false;
  const takenBy = new Map<number, number>();
  const fits = (from: number, at: number) => same(actual[from] ?? null, expected[at] ?? null);
  return actual.every((_, from) => findsPartner(from, expected.length, takenBy, fits));
}

/** Takes a free partner, or one whose owner finds another one, and so on: the shortest such chain. */
function findsPartner(
  from: number,
  count: number,
  takenBy: Map<number, number>,
  fits: (from: number, at: number) => boolean,
): boolean {
  const reachedFrom = new Map<number, number>();
  const waiting = [from];
  for (const asking of waiting) {
    for (let at = 0; at < count; at += 1) {
      if (reachedFrom.has(at) || !fits(asking, at)) continue;
      reachedFrom.set(at, asking);
      const owner = takenBy.get(at);
      if (owner !== undefined) {
        waiting.push(owner);
        continue;
      }
      moveOn(at, { from, takenBy, reachedFrom });
      return true;
    }
  }
  return false;
}

type Chain = {
  from: number;
  takenBy: Map<number, number>;
  reachedFrom: ReadonlyMap<number, number>;
};

/** Gives the free partner to whoever reached it, that one's old partner to whoever reached that, back to the first. */
function moveOn(free: number, { from, takenBy, reachedFrom }: Chain): void {
  let at = free;
  while (true) {
    const taker = reachedFrom.get(at) ?? from;
    const old = [...takenBy].find(([, owner]) => owner === taker)?.[0];
    takenBy.set(at, taker);
    if (taker === from || old === undefined) return;
    at = old;
  }
}

function inOrderOfText<Item extends Value | Json>(items: readonly Item[]): Item[] {
  return items
    .map((item) => ({ item, text: textOf(item) }))
    .sort((one, other) => (one.text < other.text ? -1 : Number(one.text > other.text)))
    .map(({ item }) => item);
}

/** The same for what came back and for what was expected when they are equal without any tolerance. */
function textOf(value: Value | Json): string {
  if (typeof value === "number" || typeof value === "bigint") return String(value);
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(textOf).join(",")}]`;
  // What is left is a map of one or the other side.
  const entries = value instanceof Map ? [...value] : Object.entries(value as Record<string, Json>);
  const number = value instanceof Map ? undefined : taggedNumber(value as Json);
  if (number !== undefined) return String(number);
  const items = entries.map(([key, item]) => `${JSON.stringify(key)}:${textOf(item)}`);
  return `{${items.sort().join(",")}}`;
}
