import assert from "node:assert/strict";
import type { Regex } from "../../../core/protocol/case/regex.ts";
import { findToolchains } from "../../languages/find-toolchains.ts";
import { chooseSandbox } from "../../sandbox/choose.ts";
import type { Sandbox } from "../../sandbox/sandbox.ts";
import type { Bench } from "../grader.ts";
import type { Matches } from "./matcher.ts";
import { pythonMatcher } from "./python.ts";
import { redosOf } from "./redos.ts";

describe("Python's regular expressions", function () {
  this.timeout(60_000);
  const { signal } = new AbortController();
  let sandbox: Sandbox | undefined;
  let bench: Bench;

  before(async function () {
    ({ sandbox } = await chooseSandbox({}, signal));
    const toolchains = await findToolchains(signal);
    if (sandbox.openFolder === undefined || !toolchains.found.has("python")) this.skip();
    bench = { sandbox, toolchains };
  });
  after(() => sandbox?.[Symbol.asyncDispose]());

  type Sample = { pattern: string; texts: string[]; flags?: string; match?: "search" };

  async function check({ pattern, texts, ...options }: Sample, expected: Partial<Matches>) {
    const got = await pythonMatcher(options, bench, signal)(pattern, texts);
    assert.deepEqual({ ...got, ...expected }, got);
  }

  const none = { captures: [], named: {} };
  const samples: [what: string, sample: Sample, expected: Partial<Matches>][] = [
    [
      "whole texts",
      { pattern: "a|ab", texts: ["ab", "abc", "a\n"] },
      { matches: [none, null, null] },
    ],
    [
      "occurrences",
      { pattern: "b$", texts: ["ab", "ab\n", "ba"], match: "search" },
      { matches: [none, none, null] },
    ],
    ["flags", { pattern: "é.", texts: ["É\n"], flags: "is" }, { matches: [none] }],
    [
      "groups",
      { pattern: "(?P<n>a)|(b)", texts: ["a", "b"] },
      {
        matches: [
          { captures: ["a", null], named: { n: "a" } },
          { captures: [null, "b"], named: { n: null } },
        ],
      },
    ],
    [
      "text beyond the basic plane",
      { pattern: ".", texts: ["😀", "\u0000"] },
      { matches: [none, none] },
    ],
    [
      "a mistake",
      { pattern: "(", texts: [] },
      { ok: false, problem: "missing ), unterminated subpattern at position 0" },
    ],
    [
      "a text that never ends",
      { pattern: "(a+)+", texts: ["a", `${"a".repeat(40)}!`] },
      { end: "timeout" },
    ],
  ];
  for (const [what, sample, expected] of samples) {
    it(`matches ${what}`, () => check(sample, expected));
  }

  const traps: [pattern: string, redos: string][] = [
    [String.raw`(?P<w>\w+)(?: (?P=w))*\Z`, "none"],
    [String.raw`(?P<w>\w+ ?)+\Z`, "exponential"],
    [String.raw`(?>\w+ ?)+`, "none"],
  ];
  for (const [pattern, redos] of traps) {
    it(`says ${redos} of ${pattern}`, async function () {
      const python = bench.toolchains.found.get("python")?.version ?? "";
      if (pattern.includes("(?>") && /3\.(?:[89]|10)\./.test(python)) this.skip();
      const positives = ["word", "word word", "one two three"];
      const spec: Pick<Regex, "engine" | "positives"> = { engine: "python", positives };
      const matcher = pythonMatcher({}, bench, signal);
      assert.equal(await redosOf({ pattern, spec, matcher }, signal), redos);
    });
  }
});
