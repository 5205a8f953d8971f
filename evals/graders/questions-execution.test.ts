import assert from "node:assert/strict";
import type { Json } from "../../core/protocol/json.ts";
import type { ExecutedQuestion } from "./questions-answers.ts";
import { type CallResult, callsFor, checkInput } from "./questions-execution.ts";

const program = { file: "a.py", entry: "f", signature: { args: ["int"], returns: "json" } };

/** What the program and its other version come to, by argument. */
const results: Record<number, [CallResult, CallResult]> = {
  1: [{ returned: { a: [1] } }, { returned: { a: [1] } }],
  2: [{ returned: 2 }, { returned: true }],
  3: [{ threw: "ValueError" }, { returned: null }],
  4: [{ threw: "ValueError" }, { threw: "KeyError" }],
  5: [{ failed: "it ran out of time" }, { returned: 5 }],
  6: [{ returned: 6 }, { failed: "it ran out of time" }],
};

type Asked = Omit<ExecutedQuestion, "id">;

function check([asked, answer]: [Asked, Json], expected: string | undefined) {
  const question = { id: "a", ...asked } as ExecutedQuestion;
  const calls = callsFor(question, answer, program);
  const found = checkInput(question, answer, {
    program,
    results: calls.map(({ args, file }) => results[Number(args[0])]![file === undefined ? 0 : 1]),
  });
  assert.equal(found.detail, expected, JSON.stringify(answer));
  assert.equal(found.ok, expected === undefined);
}

describe("checkInput", () => {
  it("takes an input with which the program returns what is asked for", () => {
    const question = { type: "witness", expected: { a: [1] } } as Asked;
    check([question, [1]], undefined);
    check([question, [2]], "makes the program return 2");
    check([question, [3]], "makes the program throw");
    check([question, [5]], "makes the program fail: it ran out of time");
  });

  it("takes an input with which the program throws", () => {
    const question = { type: "witness", throws: true } as Asked;
    check([question, [3]], undefined);
    check([question, [2]], "makes the program return 2");
    check([question, [5]], "makes the program fail: it ran out of time");
  });

  it("takes an input on which two versions differ", () => {
    const question = { type: "difference", other: "b.py" } as Asked;
    check([question, [2]], undefined);
    check([question, [3]], undefined);
    check([question, [1]], 'makes both return {"a":[1]}');
    check([question, [4]], "makes both throw");
    check([question, [6]], "makes the other version fail: it ran out of time");
  });

  it("runs nothing with arguments that do not fit", () => {
    const question = { type: "witness", throws: true } as Asked;
    assert.deepEqual(callsFor({ id: "a", ...question } as ExecutedQuestion, ["3"], program), []);
    check([question, ["3"]], "has an argument 1 that is no int");
    check([question, 3], "is no list of arguments");
  });
});
