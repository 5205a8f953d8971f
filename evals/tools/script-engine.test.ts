// What scripts may do in the engine, and what becomes of those that try more.
import assert from "node:assert/strict";
import type { Json } from "../../core/protocol/json.ts";
import { loadEngine, type Outcome } from "./script-engine.ts";

async function check(text: string, expected: Outcome | RegExp, ...given: Json[]) {
  const engine = await loadEngine();
  const scripts = [{ name: "a.js", text }];
  const [outcome] = engine.run({ scripts, calls: [{ name: "f", arguments: given }] });
  assert.ok(outcome);
  if (expected instanceof RegExp) assert.match("error" in outcome ? outcome.error : "", expected);
  else assert.deepEqual(outcome, expected);
}

describe("loadEngine", () => {
  it("calls a function", () => check("function f(a, b) { return a + b; }", { value: 3 }, 1, 2));
  it("calls one that is a constant", () =>
    check("const f = (s) => s.trim();", { value: "x" }, " x "));
  it("gives and takes JSON", () =>
    check(
      "const f = (o) => Object.entries(o).map(([key, n]) => ({ key, n })).concat([1], 2);",
      { value: [{ key: "a", n: 1.5 }, 1, 2] },
      { a: 1.5 },
    ));
  it("lets scripts use one another", async () => {
    const engine = await loadEngine();
    const scripts = [
      { name: "a.js", text: "function twice(n) { return 2 * n; }" },
      { name: "b.js", text: "const f = (n) => twice(n) + 1;" },
    ];
    assert.deepEqual(engine.run({ scripts, calls: [{ name: "f", arguments: [4] }] }), [
      { value: 9 },
    ]);
  });
  it("keeps runs apart", async () => {
    const engine = await loadEngine();
    const scripts = [
      { name: "a.js", text: "globalThis.n = (globalThis.n ?? 0) + 1; const f = () => n;" },
    ];
    const work = { scripts, calls: [{ name: "f", arguments: [] }] };
    assert.deepEqual([engine.run(work), engine.run(work)], [[{ value: 1 }], [{ value: 1 }]]);
  });

  for (const [name, text, expected] of [
    ["an exception", "const f = () => { throw new TypeError('no'); };", /^TypeError: no$/],
    ["a script that does not parse", "function f( {", /^a\.js: SyntaxError/],
    ["a function that is not there", "const g = 1;", /'f' is not defined/],
    ["nothing returned", "const f = () => {};", /nothing that is JSON/],
    ["an endless loop", "const f = () => { for (;;) {} };", /interrupted/],
    ["an endless loop while loading", "for (;;) {} function f() {}", /interrupted/],
    ["endless recursion", "const f = () => f();", /stack overflow/],
    ["endless memory", "const f = () => { let s = [1]; for (;;) s = [s, s, [...s]]; };", /./],
    ["a sparse list", "const f = () => new Array(4294967295).indexOf(1);", /too much work/],
    [
      "what only looks like a list",
      "const f = () => [].map.call({ length: 1e15 }, (x) => x);",
      /too much/,
    ],
    [
      "lists in lists",
      "const f = () => [].concat({ length: 1e15, [Symbol.isConcatSpreadable]: true });",
      /too/,
    ],
    [
      "a set of a sparse list",
      "const f = () => new Set(new Array(4294967295)).size;",
      /too much work/,
    ],
    [
      "slow searches without end",
      "const s = 'a'.repeat(9000); const f = () => { for (;;) { try { s.indexOf(s + 'b') } catch {} } };",
      /interrupted/,
    ],
    ["numbers without end", "const f = () => String(3n ** 900000n);", /BigInt is not supported/],
    [
      "code made of text",
      "const f = () => (() => {}).constructor('return 3' + 'n')();",
      /too much/,
    ],
    ["regular expressions", "const f = () => /(a+)+$/.test('aaaa!');", /RegExp/],
    ["the clock", "const f = () => Date.now();", /'Date' is not defined/],
    ["chance", "const f = () => Math.random();", /not a function/],
  ] as const) {
    it(`survives ${name}`, () => check(text, expected)).timeout(20_000);
  }

  it("answers for itself after a crash, and takes no other engine with it", async () => {
    const [engine, other] = [await loadEngine(), await loadEngine()];
    const work = (text: string) => ({
      scripts: [{ name: "a.js", text }],
      calls: [{ name: "f", arguments: [] }],
    });
    const deep = "let o = {}; for (let i = 0; i < 200000; i += 1) o = { o }; const f = () => o;";
    assert.ok("error" in (engine.run(work(deep))[0] ?? {}));
    const fine = work("const f = () => 1;");
    assert.equal(engine.run(fine).length, 1);
    assert.deepEqual(other.run(fine), [{ value: 1 }]);
  });
});
