// Test programs and candidates that meet only through the host.
import assert from "node:assert/strict";
import { checkerGrader } from "./checker.ts";
import type { Bench } from "./grader.ts";
import { gradeCode, openBench } from "./io-tests-fixture.ts";

const program = `def check(candidate):
    assert candidate([1, 2]) == (3, {1, 2})
    assert candidate([], extra=b"x") == (0, set())
    try:
        candidate(None)
    except TypeError:
        pass
    else:
        assert False, "no error"
`;
const honest =
  "def solve(numbers, extra=b''):\n    assert type(extra) is bytes\n    return sum(numbers), set(numbers)\n";

let bench: Bench;

async function check(
  [code, calls, source = program]: readonly [string, number, string?],
  expected: string,
  reason = /^/,
) {
  const grade = await gradeCode(
    bench,
    {
      language: "python",
      grader: { kind: "checker", program: "tests.py", check: "check", entry: "solve", calls },
      files: { "tests.py": source },
      limits: { runMs: expected === "timeout" ? 1000 : 20_000 },
    },
    code,
  );
  const got = grade.verdict === "fail" ? grade.failClass : grade.verdict;
  assert.equal(got, expected, JSON.stringify(grade, null, 1));
  assert.match(grade.reason ?? "", reason);
}

describe("checkerGrader", function () {
  this.timeout(60_000);
  before(async function () {
    bench = await openBench();
    if (bench.sandbox.openFolder === undefined) this.skip();
    if (!bench.toolchains.found.has("python")) this.skip();
  });
  after(() => bench.sandbox[Symbol.asyncDispose]());

  it("needs processes and Python", () =>
    assert.deepEqual(checkerGrader.needs({} as never, {} as never), [
      { sandbox: "processes" },
      { language: "python" },
    ]));

  for (const [what, code, expected, reason] of [
    [
      "ends one that floods its own channel",
      "import os\ndef solve(numbers):\n    while True: os.write(3, b'x' * 1_000_000)\n",
      "output-limit",
    ],
    ["passes an honest answer", honest, "pass"],
    [
      "fails a wrong one",
      "def solve(n, extra=0):\n    return 0\n",
      "wrong-answer",
      /after 1 calls/,
    ],
    ["fails what throws", "def solve(n, extra=0):\n    return n[5]\n", "runtime", /IndexError/],
    ["fails what does not parse", "def solve(:\n", "compile"],
    ["fails what is not there", "def other():\n    pass\n", "compile"],
    ["fails what cannot be loaded", "import nothing\ndef solve(n): pass\n", "runtime"],
    ["fails an early exit", "import os\ndef solve(n, extra=0):\n    os._exit(0)\n", "early-exit"],
    ["fails an exit when loaded", "import os\nos._exit(0)\ndef solve(n): pass\n", "early-exit"],
    ["fails an endless loop", "def solve(n, extra=0):\n    while True: pass\n", "timeout"],
    [
      "fails what is always equal",
      "class Any(int):\n    def __eq__(self, other): return True\ndef solve(n, extra=0):\n    return Any()\n",
      "tamper",
    ],
    [
      "gives the test program plain data, whatever a result can do",
      "class Any:\n    def __eq__(self, other): return True\ndef solve(n, extra=0):\n    return Any()\n",
      "wrong-answer",
    ],
    [
      "fails forged results",
      "import os, sys\ndef solve(n, extra=0):\n    nonce = sys._getframe(2).f_locals['nonce']\n    os.write(3, (nonce + '7 v 0 1\\n').encode())\n    return 0\n",
      "tamper",
    ],
  ] as const) {
    it(what, () => check([code, 3], expected, reason));
  }

  it("fails when calls are missing", () => check([honest, 4], "early-exit", /3 of 4 calls/));
  it("does not score when the test program is broken", async () => {
    await check([honest, 1, "def check(candidate:\n"], "unscored", /SyntaxError/);
    await check([honest, 1, "def check(f):\n    f(lambda: 1)\n"], "unscored", /carried/);
    await check([honest, 1, "import os\ndef check(f):\n    os._exit(0)\n"], "unscored");
  });
});
