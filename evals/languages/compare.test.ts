// What counts as the expected value, and what only looks like it.
import assert from "node:assert/strict";
import type { Comparison } from "../../core/protocol/case/io-tests.ts";
import type { Json } from "../../core/protocol/json.ts";
import { isAsExpected } from "./compare.ts";
import type { Value } from "./value.ts";
import { parseValueType } from "./value-type.ts";

type Compared = { type: string; actual: Value; expected: Json; compare?: Comparison };

function check({ type, actual, expected, compare }: Compared, isRight: boolean) {
  assert.equal(isAsExpected(actual, expected, parseValueType(type), compare), isRight);
}

const map = (entries: Record<string, Value>) => new Map(Object.entries(entries));

describe("isAsExpected", () => {
  for (const [type, actual, expected, isRight] of [
    ["int", 3n, 3, true],
    ["int", 3, 3, false],
    ["int", true, 1, false],
    ["int", "3", 3, false],
    ["int", null, 0, false],
    ["int", 9007199254740993n, { $int: "9007199254740993" }, true],
    ["int", 9007199254740992n, { $int: "9007199254740993" }, false],
    ["bool", true, true, true],
    ["bool", 1n, true, false],
    ["float", 0.1 + 0.2, 0.3, true],
    ["float", 0.3001, 0.3, false],
    ["float", 2n, 2, true],
    ["float", Number.NaN, { $float: "NaN" }, true],
    ["float", Number.NaN, 0, false],
    ["float", Number.POSITIVE_INFINITY, { $float: "inf" }, true],
    ["float", Number.POSITIVE_INFINITY, { $float: "-inf" }, false],
    ["float", -0, 0, true],
    ["float", true, 1, false],
    ["string", "é", "é", true],
    ["string", "é", "e\u0301", false],
    ["optional<int>", null, null, true],
    ["optional<int>", { other: "undefined" }, null, true],
    ["optional<int>", 0n, null, false],
    ["optional<int>", null, 0, false],
    ["list<int>", [1n, 2n], [1, 2], true],
    ["list<int>", [2n, 1n], [1, 2], false],
    ["list<int>", [1n], [1, 2], false],
    ["list<int>", [1n, 2n, 3n], [1, 2], false],
    ["list<int>", { other: "set" }, [], false],
    ["list<bool>", [1n], [true], false],
    ["map<int>", map({ b: 2n, a: 1n }), { a: 1, b: 2 }, true],
    ["map<int>", map({ a: 1n, b: 2n }), { a: 1 }, false],
    ["map<int>", [], {}, false],
    ["json", [1n, "a", map({ k: null })], [1, "a", { k: null }], true],
    ["json", [true], [1], false],
    ["json", [1], [1], true],
    ["json", { other: "undefined" }, null, false],
    ["void", { other: "x" }, null, true],
  ] as [string, Value, Json, boolean][]) {
    const shown = JSON.stringify(expected);
    it(`${type}: ${String(actual)} ${isRight ? "is" : "is not"} ${shown}`, () =>
      check({ type, actual, expected }, isRight));
  }
});

describe("isAsExpected: order", () => {
  const compare = (actual: Value, expected: Json, comparison: Comparison, isRight: boolean) =>
    check({ type: "list<json>", actual, expected, compare: comparison }, isRight);

  it("any: the same items, as often", () => {
    compare([3n, 1n, 2n, 1n], [1, 1, 2, 3], { order: "any" }, true);
    compare([3n, 1n, 2n, 2n], [1, 1, 2, 3], { order: "any" }, false);
    compare([1n, 2n], [1, 2, 2], { order: "any" }, false);
  });
  it("any: floats find a partner even where the nearest is taken", () =>
    compare([1.05, 1.15], [1.1, 1], { order: "any", tolerance: 0.07 }, true));
  it("any: only the outer list", () => compare([[2n, 1n]], [[1, 2]], { order: "any" }, false));
  it("any: many items that differ in the last one", () => {
    const many = Array.from({ length: 3000 }, (_, at) => at);
    const shuffled = many.map((at) => BigInt((at * 7) % 3000)) as Value[];
    compare(shuffled, many, { order: "any" }, true);
    compare([...shuffled.slice(1), 0n], [...many.slice(1), 5000], { order: "any" }, false);
  });
  it("any: more of one kind than expected, in lists of any length", () => {
    const halves = (size: number, ones: number) =>
      Array.from({ length: size }, (_, at) => Number(at < ones));
    for (const size of [1000, 20_000]) {
      compare(
        halves(size, size / 2 + 1).map(BigInt),
        halves(size, size / 2),
        { order: "any" },
        false,
      );
      compare(halves(size, size / 2), halves(size, size / 2).reverse(), { order: "any" }, true);
    }
  });
  it("any: maps in long lists, whatever order their keys have", () => {
    const many = Array.from({ length: 5000 }, (_, at) => ({ a: at, b: [{ $int: `${at}` }, 0.5] }));
    const actual = many.map(({ a }) => map({ b: [BigInt(a), 0.5], a: BigInt(a) })).reverse();
    compare(actual, many, { order: "any" }, true);
    compare([...actual.slice(1), map({ a: 1n })], many, { order: "any" }, false);
  });
  it("set: millions of items", () => {
    const many = Array.from({ length: 1000 }, (_, at) => at);
    const last: Value[] = Array(1_000_000).fill(999n);
    compare(last, many, { order: "set" }, false);
    compare([...last, ...many.map(BigInt)], many, { order: "set" }, true);
    compare(
      last.map((_, at) => 999 + at / 1e15),
      many,
      { order: "set", tolerance: 0.1 },
      false,
    );
  });
  it("set: the same items, however often", () => {
    compare([2n, 1n, 1n], [1, 2], { order: "set" }, true);
    compare([1n, 1n], [1, 2], { order: "set" }, false);
    compare([1n, 2n, 3n], [1, 2], { order: "set" }, false);
  });
});
