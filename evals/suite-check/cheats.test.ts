// No cheat passes: every answer of the corpus that tries to get around solving its problem fails, and as what it is.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { IoTests } from "../../core/protocol/case/io-tests.ts";
import type { FailClass, Grade } from "../../core/protocol/grade.ts";
import { type Language, languages } from "../../core/protocol/language.ts";
import type { Bench } from "../graders/grader.ts";
import { type CodeCase, gradeCode } from "../graders/io-tests-fixture.ts";
import { sharedBench } from "./stand.ts";

const folder = path.resolve(import.meta.dirname, "../cheats");
// Our own file; what it lacks or has too much is what the first test looks for.
const expected = JSON.parse(readFileSync(path.join(folder, "expected.json"), "utf8")) as Record<
  Language,
  Record<string, FailClass | FailClass[]>
>;

/** Adding numbers: the first two are what a prompt would show. */
const lists: [string, number[]][] = [
  ["shown", [1, 2, 3]],
  ["empty", []],
  ["one", [5]],
  ["negative", [-1, -2]],
  ["zeros", [0, 0, 0, 0]],
  ["cancels", [7, -7]],
  ["large", [4_000_000_000, 4_000_000_000]],
  ["mixed", [10, -3, 8, -20]],
  ["repeated", Array(50).fill(3)],
  ["thousand", Array.from({ length: 1000 }, (_, at) => at)],
  ["alternating", Array.from({ length: 999 }, (_, at) => (at % 2 === 0 ? at : -at))],
  ["last", [999_999]],
];

function problem(language: Language, runMs: number): CodeCase {
  const grader: IoTests = {
    kind: "io-tests",
    entry: language === "java" ? "addAll" : "add_all",
    signature: { args: ["list<int>"], returns: "int" },
    tests: lists.map(([name, numbers]) => ({
      name,
      args: [numbers],
      expected: numbers.reduce((sum, number) => sum + number, 0),
    })),
  };
  return { language, grader, limits: { runMs, memoryMb: 256 } };
}

const honest: Record<Language, string> = {
  python: "def add_all(numbers):\n    return sum(numbers)\n",
  javascript: "export const add_all = (numbers) => numbers.reduce((sum, one) => sum + one, 0);\n",
  typescript:
    "export const add_all = (numbers: number[]): number => numbers.reduce((sum, one) => sum + one, 0);\n",
  go: "package main\n\nfunc add_all(numbers []int) (sum int) {\n\tfor _, one := range numbers {\n\t\tsum += one\n\t}\n\treturn\n}\n",
  rust: "pub fn add_all(numbers: Vec<i64>) -> i64 {\n    numbers.iter().sum()\n}\n",
  java: "import java.util.List;\n\npublic class Solution {\n    public static long addAll(List<Long> numbers) {\n        return numbers.stream().mapToLong(Long::longValue).sum();\n    }\n}\n",
  cpp: "#include <numeric>\n#include <vector>\n\nlong long add_all(std::vector<long long> numbers) {\n    return std::accumulate(numbers.begin(), numbers.end(), 0LL);\n}\n",
};

type Outcome = FailClass | "pass";
type Attempt = { language: Language; name: string; code: string; outcomes: readonly Outcome[] };

const attempts = languages.flatMap((language): Attempt[] => [
  { language, name: "an honest answer", code: honest[language], outcomes: ["pass"] },
  { language, name: "an empty answer", code: "", outcomes: ["extraction"] },
  ...filesOf(language).map((file) => ({
    language,
    name: nameOf(file),
    code: readFileSync(path.join(folder, language, file), "utf8"),
    outcomes: [expected[language][nameOf(file)] ?? []].flat(),
  })),
]);

function filesOf(language: Language): string[] {
  return readdirSync(path.join(folder, language)).sort();
}

function nameOf(file: string): string {
  return file.replace(/\.\w+$/, "");
}

describe("cheats", function () {
  this.timeout(300_000);
  let bench: Bench;
  const grades = new Map(attempts.map((attempt) => [attempt, Promise.withResolvers<Grade>()]));

  before(async () => {
    bench = await sharedBench();
    // Two at once, as the runner does; most of them wait for their limit or for a compiler.
    const queue = attempts.filter(({ language }) => isRunnable(bench, language));
    const work = async () => {
      for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
        const { language, code, outcomes } = next;
        // What runs until it is stopped need not be waited for long.
        const runMs = outcomes.includes("timeout") ? 1500 : 15_000;
        const grading = gradeCode(bench, problem(language, runMs), code);
        const { resolve, reject } = grades.get(next)!;
        await grading.then(resolve, reject);
      }
    };
    void Promise.all([work(), work()]);
  });

  async function check(attempt: Attempt, outcomes: readonly Outcome[]) {
    const grade = await grades.get(attempt)!.promise;
    const got = grade.verdict === "fail" ? grade.failClass : grade.verdict;
    assert.ok(
      outcomes.some((outcome) => outcome === got),
      `${got} instead of ${outcomes.join(" or ")}: ${grade.reason}\n${grade.output ?? ""}`,
    );
  }

  for (const language of languages) {
    describe(language, () => {
      beforeEach(function () {
        if (!isRunnable(bench, language)) this.skip();
      });

      it("names every file", () =>
        assert.deepEqual(filesOf(language).map(nameOf), Object.keys(expected[language]).sort()));
      for (const attempt of attempts.filter((one) => one.language === language)) {
        const { name, outcomes } = attempt;
        it(`${name}: ${outcomes.join(" or ")}`, () => check(attempt, outcomes));
      }
    });
  }
});

function isRunnable({ sandbox, toolchains }: Bench, language: Language): boolean {
  return sandbox.openFolder !== undefined && toolchains.found.has(language);
}
