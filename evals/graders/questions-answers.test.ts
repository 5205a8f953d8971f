import assert from "node:assert/strict";
import type { Json } from "../../core/protocol/json.ts";
import { type ComparedQuestion, compareAnswer } from "./questions-answers.ts";

type Asked = ComparedQuestion extends infer One
  ? One extends unknown
    ? Omit<One, "id">
    : never
  : never;

/** `expected` is what is wrong with the answer. */
function check([question, answer]: [Asked, Json], expected: string | undefined) {
  const found = compareAnswer({ id: "a", ...question } as ComparedQuestion, answer);
  assert.equal(found.detail, expected, JSON.stringify(answer));
  assert.equal(found.ok, expected === undefined);
}

describe("compareAnswer", () => {
  it("compares JSON values exactly", () => {
    const value = (expected: Json): Asked => ({ type: "value", expected });
    const other = "is another value";
    check([value(1), 1], undefined);
    check([value(0), -0], undefined);
    check([value(1), true], other);
    check([value(1), "1"], other);
    check([value(1), 1.0000001], other);
    check([value("ä"), "a\u0308"], other);
    check([value("a"), "a "], other);
    check([value(null), null], undefined);
    check([value(null), false], other);
    check([value([1, [2]]), [1, [2]]], undefined);
    check([value([1, 2]), [2, 1]], other);
    check([value([]), {}], other);
    check([value({ a: 1, b: [{ c: 2, d: 3 }] }), { b: [{ d: 3, c: 2 }], a: 1 }], undefined);
    check([value({ a: 1 }), { a: 1, b: 2 }], other);
    check([value("a,b"), ["a", "b"]], other);
  });

  it("lets numbers be off by a part of what is expected", () => {
    const number = (expected: number, tolerance: number): Asked => ({
      type: "number",
      expected,
      tolerance,
    });
    check([number(200, 0.05), 190], undefined);
    check([number(200, 0.05), 210], undefined);
    check([number(200, 0.05), 189.9], "is more than 5 % off");
    check([number(-200, 0.05), -209], undefined);
    check([number(-200, 0.05), 200], "is more than 5 % off");
    check([number(7, 0), 7], undefined);
    check([number(0, 0.5), 0.1], "is more than 50 % off");
    check([number(7, 0.01), "7"], "is no number");
    check([number(1, 0.01), true], "is no number");
    check([number(7, 0.01), [7]], "is no number");
  });

  it("compares sets as often as each item stands in them", () => {
    const set = (...expected: Json[]): Asked => ({ type: "set", expected });
    check([set("a", "b", "b"), ["b", "a", "b"]], undefined);
    check([set("a", "b", "b"), ["a", "a", "b"]], "holds other items");
    check([set("a"), ["a", "c"]], "holds other items");
    check([set("a", "c"), ["a"]], "holds other items");
    check([set(1, "1"), ["1", 1]], undefined);
    check([set({ a: 1 }, [2]), [[2], { a: 1 }]], undefined);
    check([set(), []], undefined);
    check([set("a"), "a"], "is no list");
  });

  it("takes one option to the letter", () => {
    const choice: Asked = { type: "choice", options: ["raft", "gossip"], expected: "raft" };
    check([choice, "raft"], undefined);
    check([choice, "gossip"], "is another option");
    check([choice, "Raft"], "is none of the options");
    check([choice, ["raft"]], "is none of the options");
  });
});
