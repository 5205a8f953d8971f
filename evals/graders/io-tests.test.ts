// The grader with real compilers in the real sandbox: values survive the way there and back in every language, and every
// way to fail is told apart.
import assert from "node:assert/strict";
import type { IoTest, IoTests } from "../../core/protocol/case/io-tests.ts";
import type { Grade } from "../../core/protocol/grade.ts";
import { type Language, languages } from "../../core/protocol/language.ts";
import { openNone } from "../sandbox/none.ts";
import { openWasm } from "../sandbox/wasm.ts";
import type { Bench } from "./grader.ts";
import { type CodeCase, gradeCode, openBench } from "./io-tests-fixture.ts";

type Wanted = { verdict: string; failClass?: string; reason?: RegExp };

let bench: Bench;

async function check(
  theCase: CodeCase,
  code: string,
  wanted: Wanted,
  on: Bench = bench,
): Promise<Grade> {
  const grade = await gradeCode(on, theCase, code);
  const { verdict, failClass, reason } = grade;
  const shown = JSON.stringify({ ...grade, extracted: undefined }, null, 1);
  assert.deepEqual([verdict, failClass], [wanted.verdict, wanted.failClass], shown);
  if (wanted.reason !== undefined) assert.match(reason ?? "", wanted.reason);
  return grade;
}

function spec(signature: string, tests: IoTest[], more: Partial<IoTests> = {}): IoTests {
  const [args = "", returns = "void"] = signature.split(" -> ");
  const types = args.split("; ").filter((type) => type !== "");
  return { kind: "io-tests", entry: "solve", signature: { args: types, returns }, tests, ...more };
}

const nested = { plain: ["a", null], 'q"\\': ["", "x\ny\r", "é€😀 "], none: [] };
const echoType = "map<list<optional<string>>>";
const floats = [
  0,
  0.1,
  -2.5,
  1e300,
  5e-324,
  { $float: "inf" },
  { $float: "-inf" },
  { $float: "NaN" },
];
const mixType = "list<int>; list<bool>; list<float>; optional<int> -> list<float>";

/** `echo` returns its argument; `mix` all its numbers as floats, in order, and a present last one. */
const programs: Record<Language, { echo: string; mix: string; failing: string; broken: string }> = {
  python: {
    echo: "def solve(value):\n    print('noise')\n    return value\n",
    mix: "def solve(a, b, c, d):\n    return [*map(float, a), *map(float, b), *c] + ([] if d is None else [float(d)])\n",
    failing:
      "def solve(n):\n    if n == 1:\n        raise ValueError('one')\n    if n == 2:\n        return 1 // (n - 2)\n    return n\n",
    broken: "def solve(n:\n    return n\n",
  },
  javascript: {
    echo: "export const solve = (value) => (console.log('noise'), value);\n",
    mix: "export const solve = async (a, b, c, d) => [...a, ...b.map(Number), ...c, ...(d === null ? [] : [d])];\n",
    failing:
      "export function solve(n) {\n  if (n === 1) throw new Error('one');\n  if (n === 2) return null.x;\n  return n;\n}\n",
    broken: "export function solve(n { return n; }\n",
  },
  typescript: {
    echo: "export function solve<T>(value: T): T {\n  console.log('noise');\n  return value;\n}\n",
    mix: "export const solve = (a: number[], b: boolean[], c: number[], d: number | null): number[] =>\n  [...a, ...b.map(Number), ...c, ...(d === null ? [] : [d])];\n",
    failing:
      "export function solve(n: number): number {\n  if (n === 1) throw new Error('one');\n  if (n === 2) return (null as unknown as { x: number }).x;\n  return n;\n}\n",
    broken: "export const solve = (n: number: number => n;\n",
  },
  go: {
    echo: 'package main\n\nimport "fmt"\n\nfunc solve(value map[string][]*string) map[string][]*string {\n\tfmt.Println("noise")\n\treturn value\n}\n',
    mix: "package main\n\nfunc solve(a []int, b []bool, c []float64, d *int) (all []float64) {\n\tfor _, one := range a {\n\t\tall = append(all, float64(one))\n\t}\n\tfor _, one := range b {\n\t\tif one {\n\t\t\tall = append(all, 1)\n\t\t} else {\n\t\t\tall = append(all, 0)\n\t\t}\n\t}\n\tall = append(all, c...)\n\tif d != nil {\n\t\tall = append(all, float64(*d))\n\t}\n\treturn\n}\n",
    failing:
      'package main\n\nfunc solve(n int) int {\n\tif n == 1 {\n\t\tpanic("one")\n\t}\n\tif n == 2 {\n\t\treturn 1 / (n - 2)\n\t}\n\treturn n\n}\n',
    broken: "package main\n\nfunc solve(n int) int { unused := 1; return n }\n",
  },
  rust: {
    echo: 'use std::collections::BTreeMap;\npub fn solve(value: BTreeMap<String, Vec<Option<String>>>) -> BTreeMap<String, Vec<Option<String>>> {\n    println!("noise");\n    value\n}\n',
    mix: "pub fn solve(a: Vec<i64>, b: Vec<bool>, c: Vec<f64>, d: Option<i64>) -> Vec<f64> {\n    let mut all: Vec<f64> = a.iter().map(|x| *x as f64).collect();\n    all.extend(b.iter().map(|x| f64::from(u8::from(*x))));\n    all.extend(c);\n    all.extend(d.map(|x| x as f64));\n    all\n}\n",
    failing:
      'pub fn solve(n: i64) -> i64 {\n    if n == 1 { panic!("one"); }\n    if n == 2 { return 1 / (n - 2); }\n    n\n}\n',
    broken: "pub fn solve(n: i64) -> i64 { let s: &str = n; n }\n",
  },
  java: {
    echo: 'import java.util.*;\npublic class Solution {\n  public static Map<String, List<String>> solve(Map<String, List<String>> value) {\n    System.out.println("noise");\n    return new HashMap<>(value);\n  }\n}\n',
    mix: "import java.util.*;\npublic class Solution {\n  public static List<Double> solve(List<Long> a, List<Boolean> b, List<Double> c, Long d) {\n    List<Double> all = new ArrayList<>();\n    for (long one : a) all.add((double) one);\n    for (boolean one : b) all.add(one ? 1.0 : 0.0);\n    all.addAll(c);\n    if (d != null) all.add((double) d);\n    return all;\n  }\n}\n",
    failing:
      'public class Solution {\n  public static long solve(long n) {\n    if (n == 1) throw new IllegalStateException("one");\n    if (n == 2) return 1 / (n - 2);\n    return n;\n  }\n}\n',
    broken: "public class Solution {\n  public static long solve(long n) { return missing; }\n}\n",
  },
  cpp: {
    echo: '#include <iostream>\n#include <map>\n#include <optional>\n#include <string>\n#include <vector>\n\nusing echoed = std::map<std::string, std::vector<std::optional<std::string>>>;\nechoed solve(const echoed& value) {\n  std::cout << "noise" << std::endl;\n  return value;\n}\n',
    mix: "#include <optional>\n#include <vector>\n\nstd::vector<double> solve(std::vector<long long> a, std::vector<bool> b, const std::vector<double>& c, std::optional<long long> d) {\n  std::vector<double> all(a.begin(), a.end());\n  all.insert(all.end(), b.begin(), b.end());\n  all.insert(all.end(), c.begin(), c.end());\n  if (d) all.push_back(*d);\n  return all;\n}\n",
    failing:
      '#include <stdexcept>\n#include <vector>\n\nlong long solve(long long n) {\n  if (n == 1) throw std::runtime_error("one");\n  if (n == 2) return std::vector<long long>{}.at(2);\n  return n;\n}\n',
    broken: "long long solve(long long n) { return missing; }\n",
  },
};

describe("ioTestsGrader", function () {
  this.timeout(120_000);
  before(async () => {
    bench = await openBench();
  });
  after(() => bench.sandbox[Symbol.asyncDispose]());

  for (const language of languages) {
    describe(language, () => {
      const { echo, mix, failing, broken } = programs[language];
      beforeEach(function () {
        if (!bench.toolchains.found.has(language)) this.skip();
        if (bench.sandbox.openFolder === undefined) this.skip();
      });

      it("carries text, maps, lists and what is absent", () => {
        const args = [nested];
        const grader = spec(`${echoType} -> ${echoType}`, [
          { name: "nested", args, expected: nested },
          { name: "empty", args: [{}], expected: {} },
        ]);
        return check({ language, grader }, echo, { verdict: "pass" });
      });

      it("carries numbers and booleans", () => {
        const grader = spec(mixType, [
          {
            name: "many",
            args: [[2 ** 52, -7, 0], [true, false], floats, 9],
            expected: [2 ** 52, -7, 0, 1, 0, ...floats, 9],
          },
          { name: "none", args: [[], [], [], null], expected: [] },
        ]);
        return check({ language, grader }, mix, { verdict: "pass" });
      });

      const thrown: IoTest[] = [
        { name: "thrown", args: [1], throws: true },
        { name: "fault", args: [2], throws: true },
        { name: "same", args: [3], expected: 3 },
      ];
      it("passes what has to throw, and goes on afterwards", () =>
        check({ language, grader: spec("int -> int", thrown) }, failing, { verdict: "pass" }));

      it("fails what throws, what does not, and what is wrong", async () => {
        const tests: IoTest[] = [
          { name: "a", args: [1], expected: 1 },
          { name: "b", args: [3], throws: true },
          { name: "c", args: [4], expected: 5 },
        ];
        const grade = await check({ language, grader: spec("int -> int", tests) }, failing, {
          verdict: "fail",
          failClass: "runtime",
          reason: /^a and 2 more: it threw .*one/,
        });
        assert.deepEqual(
          grade.checks.map(({ name, ok, actual }) => ({ name, ok, actual })),
          [
            { name: "a", ok: false, actual: undefined },
            { name: "b", ok: false, actual: 3 },
            { name: "c", ok: false, actual: 4 },
          ],
        );
      });

      it("says what the compiler says, and no path of this machine", async () => {
        const grader = spec("int -> int", [{ name: "a", args: [1], expected: 1 }]);
        const wanted = { verdict: "fail", failClass: "compile" };
        const grade = await check({ language, grader }, broken, wanted);
        const said = JSON.stringify({ ...grade, extracted: "" });
        assert.doesNotMatch(said, /\/root|\/usr\/lib|\/tmp/);
        assert.deepEqual(await check({ language, grader }, broken, wanted), grade);
      });
    });
  }

  describe("cases", () => {
    const language = "python";
    const one: IoTest[] = [{ name: "a", args: [1], expected: 1 }];

    it("drives the candidate through a harness with further files", () =>
      check(
        {
          language,
          grader: spec("int -> int", one, {
            entry: "drive",
            harness: "harness.py",
            files: ["data/values.py"],
          }),
          files: {
            "harness.py":
              "import solution\nfrom data.values import ZERO\n\ndef drive(n):\n    return solution.solve(n) + ZERO\n",
            "data/values.py": "ZERO = 0\n",
            "unused.py": "",
          },
        },
        "def solve(n):\n    return n\n",
        { verdict: "pass" },
      ));

    it("writes the case's own files last", () =>
      check(
        {
          language,
          answer: { kind: "code", path: "harness.py" },
          grader: spec("int -> int", one, { entry: "drive", harness: "harness.py" }),
          files: { "harness.py": "def drive(n):\n    return -n\n" },
        },
        "def drive(n):\n    return n\n",
        { verdict: "fail", failClass: "wrong-answer" },
      ));

    it("joins at the cursor and says so when something was repeated", async () => {
      const grade = await check(
        {
          language,
          answer: { kind: "insertion", file: "solution.py" },
          grader: spec("int -> int", one),
          files: { "solution.py": "def solve(n):\n    {{cursor}}\n    return total\n" },
        },
        "def solve(n):\n    total = n",
        { verdict: "pass" },
      );
      assert.equal(grade.checks[0]?.name, "join");
    });

    it("applies a diff, and fails one that does not apply", async () => {
      const theCase: CodeCase = {
        language,
        answer: { kind: "file", file: "solution.py" },
        grader: spec("int -> int", [
          { name: "fixed", args: [1], expected: 1, group: "f2p" },
          { name: "kept", args: [0], expected: 0, group: "p2p" },
        ]),
        files: { "solution.py": "def solve(n):\n    return -n\n" },
      };
      const diff = (line: string) =>
        `--- a/solution.py\n+++ b/solution.py\n@@ -1,2 +1,2 @@\n def solve(n):\n-${line}\n+    return n\n`;
      const grade = await check(theCase, diff("    return -n"), { verdict: "pass" });
      assert.deepEqual(
        grade.checks.map(({ name }) => name),
        ["f2p: fixed", "p2p: kept"],
      );
      await check(theCase, diff("    return n"), { verdict: "fail", failClass: "patch-failed" });
    });

    it("tells a missing function", () =>
      check({ language, grader: spec("int -> int", one) }, "def other(n):\n    return n\n", {
        verdict: "fail",
        failClass: "compile",
        reason: /solve is not defined/,
      }));

    it("holds single tests to their own limit", () =>
      check(
        {
          language,
          grader: spec("int -> int", [{ name: "slow", args: [1], expected: 1, limitMs: 20 }]),
        },
        "def solve(n):\n    for _ in range(10_000_000):\n        pass\n    return n\n",
        { verdict: "fail", failClass: "timeout" },
      ));

    it("times an answer in Java by no clock of its own", async function () {
      if (!bench.toolchains.found.has("java")) return this.skip();
      const code = `public class Solution {
    public static long solve(long n) {
        for (long start = java.lang.System.nanoTime(); java.lang.System.nanoTime() - start < 200_000_000; );
        return n;
    }
}

class System {
    static java.io.PrintStream err = java.lang.System.err;
    static java.io.InputStream in = java.lang.System.in;
    static void setOut(java.io.PrintStream out) {}
    static void setIn(java.io.InputStream in) {}
    static long nanoTime() { return 0; }
}
`;
      const slow = [{ name: "slow", args: [1], expected: 1, limitMs: 150 }];
      const grader = spec("int -> int", slow);
      await check({ language: "java", grader }, code, { verdict: "fail", failClass: "timeout" });
    });

    it("says nothing that a compiler was about to say when it was stopped", async function () {
      if (!bench.toolchains.found.has("cpp")) return this.skip();
      const code =
        "#define A x y z; x y z;\n#define B A A A A A A A A\n#define C B B B B B B B B\n";
      const grader = spec("int -> int", one);
      const wanted = { verdict: "fail", failClass: "compile", reason: /output-limit/ };
      const flood = `${code}${"C C C C C C C C\n".repeat(20)}`;
      const { output } = await check({ language: "cpp", grader }, flood, wanted);
      assert.equal(output, undefined);
    });

    it("takes one of several answers, in any order", () =>
      check(
        {
          language,
          grader: spec(
            "int -> list<int>",
            [
              { name: "either", args: [1], oneOf: [[1], [2, 1]] },
              { name: "order", args: [2], expected: [1, 2], compare: { order: "exact" } },
            ],
            { compare: { order: "any" } },
          ),
        },
        "def solve(n):\n    return [1, 2]\n",
        { verdict: "pass" },
      ));

    for (const [what, code, failClass] of [
      ["a tuple is a list", "return (n, n)", undefined],
      ["a set is none", "return {n}", "wrong-answer"],
      ["True is not 1", "return [True, True]", "wrong-answer"],
      ["1.0 is not 1", "return [1.0, 1]", "wrong-answer"],
      ["a generator is no list", "return (n for _ in range(2))", "wrong-answer"],
      ["None is no list", "pass", "wrong-answer"],
      ["an endless list is told", "a = []; a.append(a); return a", "wrong-answer"],
      [
        "a list deeper than any reader",
        "import sys; sys.setrecursionlimit(10**6); a = 1\n    for _ in range(4800): a = {'a': a}\n    return a",
        "wrong-answer",
      ],
      ["a named tuple is a tuple", "return P(n, n)", undefined],
    ] as const) {
      it(`Python: ${what}`, () =>
        check(
          {
            language,
            grader: spec("int -> list<int>", [{ name: "a", args: [1], expected: [1, 1] }]),
          },
          `from collections import namedtuple\nP = namedtuple("P", "x y")\n\ndef solve(n):\n    ${code}\n`,
          failClass === undefined ? { verdict: "pass" } : { verdict: "fail", failClass },
        ));
    }
  });

  describe("without processes", () => {
    const grader = spec("list<int> -> int", [
      { name: "sum", args: [[1, 2]], expected: 3 },
      { name: "slow", args: [[]], expected: 0, group: "size" },
    ]);
    const sum = "export const solve = async (all) => all.reduce((a, b) => a + b, 0);\n";
    const on = (sandbox: Bench["sandbox"]): Bench => ({ ...bench, sandbox });

    it("runs JavaScript in an interpreter, but for its size tests", async () => {
      const theCase: CodeCase = { language: "javascript", grader };
      const grade = await check(theCase, sum, { verdict: "pass" }, on(openWasm()));
      assert.deepEqual(
        grade.checks.map(({ name, ok }) => ({ name, ok })),
        [
          { name: "size: slow", ok: null },
          { name: "sum", ok: true },
        ],
      );
    });
    for (const [code, failClass] of [
      ["export const solve = () => 4;\n", "wrong-answer"],
      ["export const solve = () => { throw 1; };\n", "runtime"],
      ["export const solve = (;\n", "compile"],
      ["export const other = 1;\nexport const x = () => solve();\n", "compile"],
      ["export const solve = () => ({ toJSON: () => 3 });\n", "tamper"],
      ["export const solve = () => new Promise(() => {});\n", "runtime"],
    ] as const) {
      it(`fails ${code.trim()}: ${failClass}`, () =>
        check(
          { language: "javascript", grader },
          code,
          { verdict: "fail", failClass },
          on(openWasm()),
        ));
    }
    it("skips other languages", () =>
      check(
        { language: "python", grader },
        "def solve(all):\n    return sum(all)\n",
        { verdict: "skipped", reason: /wasm/ },
        on(openWasm()),
      ));
    it("skips everything without a sandbox", () =>
      check(
        { language: "javascript", grader },
        sum,
        { verdict: "skipped", reason: /no sandbox/ },
        on(openNone()),
      ));
    it("skips what has no compiler, with what was looked for", () =>
      check(
        { language: "go", grader },
        "package main\n",
        { verdict: "skipped", reason: /no go: looked for go/ },
        {
          ...bench,
          toolchains: { found: new Map(), missing: new Map([["go", "looked for go"]]) },
        },
      ));
  });
});
