import assert from "node:assert/strict";
import type { Json } from "../../core/protocol/json.ts";
import { runVerifiers } from "./run-verifiers.ts";

type Demands = Record<string, Record<string, Json>>;

/** The names of the checks that are not ok, advisory ones included. */
function check(demands: Demands, reply: string, expected: string[]) {
  const list = Object.entries(demands).map(([id, given]) => ({ id, arguments: given }));
  const checks = runVerifiers(list, reply);
  assert.deepEqual(
    checks.filter(({ ok }) => ok === false).map(({ name }) => name),
    expected,
  );
  assert.equal(checks.length, list.length + 1);
  assert.deepEqual(
    checks.filter(({ advisory }) => advisory).map(({ name }) => name),
    ["strict"],
  );
}

describe("runVerifiers", () => {
  const demands = { bullets: { count: 2 }, lines: { max: 2 } };

  it("finds nothing amiss", () => check(demands, "- a\n- b", []));
  it("gives the loose reading and says that the strict one fails", () =>
    check(demands, "Here they are:\n\n- a\n- b\n", ["strict"]));
  it("names what every reading fails", () => {
    check(demands, "- a\n- b\n- c", ["bullets", "lines", "strict"]);
    check(demands, "- a\nb\n", ["bullets", "strict"]);
  });
  it("wants one reading that satisfies all", () =>
    // Without its first line it starts as wanted, with it it has the words wanted.
    check({ "starts-with": { text: "Done" }, "word-range": { min: 4 } }, "Here you are:\n\nDone", [
      "starts-with",
      "strict",
    ]));
  it("has nothing to say without demands", () => assert.deepEqual(runVerifiers([], "a"), []));
  it("says what was wanted and what was found", () => {
    const [first] = runVerifiers([{ id: "lines", arguments: { max: 1 } }], "a\nb");
    assert.equal(first?.detail, "wanted at most 1 lines that are not blank, found 2 lines");
  });
  it("knows no other verifiers and no other arguments", () => {
    assert.throws(() => runVerifiers([{ id: "beauty" }], "a"), RangeError);
    assert.throws(() => runVerifiers([{ id: "lines", arguments: { most: 1 } }], "a"), {
      name: "ZodError",
    });
  });
});
