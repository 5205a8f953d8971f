import assert from "node:assert/strict";
import type { Json } from "../../core/protocol/json.ts";
import { misfit } from "./questions-arguments.ts";

function check([args, types]: [Json, string[]], expected: string | undefined) {
  assert.equal(misfit(args, types), expected, JSON.stringify(args));
}

describe("misfit", () => {
  it("takes what the signature says", () => {
    check([[], []], undefined);
    check(
      [
        [1, 1.5, true, "a"],
        ["int", "float", "bool", "string"],
      ],
      undefined,
    );
    check(
      [
        [[[1], []], { a: [1] }],
        ["list<list<int>>", "map<list<int>>"],
      ],
      undefined,
    );
    check(
      [
        [null, 2],
        ["optional<int>", "optional<int>"],
      ],
      undefined,
    );
    check([[{ a: [null] }], ["json"]], undefined);
  });

  it("says what does not fit", () => {
    check(["abc", ["string"]], "is no list of arguments");
    check([{ 0: 1 }, ["int"]], "is no list of arguments");
    check([[1, 2], ["int"]], "has 2 arguments instead of 1");
    check([[1.5], ["int"]], "has an argument 1 that is no int");
    check([[2 ** 60], ["int"]], "has an argument 1 that is no int");
    check(
      [
        [1, true],
        ["int", "int"],
      ],
      "has an argument 2 that is no int",
    );
    check([["1"], ["float"]], "has an argument 1 that is no float");
    check([[null], ["string"]], "has an argument 1 that is no string");
    check([[[1, "2"]], ["list<int>"]], "has an argument 1 that is no list<int>");
    check([[[1]], ["map<int>"]], "has an argument 1 that is no map<int>");
    check([[{ a: null }], ["map<int>"]], "has an argument 1 that is no map<int>");
    check([["a"], ["optional<int>"]], "has an argument 1 that is no optional<int>");
  });
});
