import assert from "node:assert/strict";
import { runLimits } from "./limits.ts";
import type { Limits, Outcome } from "./sandbox.ts";
import { openWasm } from "./wasm.ts";

const never = new AbortController().signal;

async function check(
  main: string,
  expected: Partial<Outcome> & { says?: RegExp },
  more: { limits?: Partial<Limits>; modules?: Record<string, string>; stdin?: string } = {},
) {
  const modules = new Map(Object.entries({ main, ...more.modules }));
  const limits = { ...runLimits, ...more.limits };
  const { says, ...rest } = expected;
  const outcome = await openWasm().runScript!({ modules, stdin: more.stdin ?? "", limits }, never);
  const actual = Object.fromEntries(Object.keys(rest).map((key) => [key, outcome[key as "end"]]));
  assert.deepEqual(actual, rest, JSON.stringify(outcome).slice(0, 500));
  if (says !== undefined) assert.match(outcome.stderr, says);
}

describe("the script interpreter", function () {
  this.timeout(20_000);

  it("runs a module with what it is given", async () => {
    const main = `import { double } from "./double.js";
      const lines = stdin.split("\\n").map(Number);
      await null;
      print(lines.map(double), "end");`;
    const modules = { "double.js": "export const double = (n) => 2 * n;" };
    const expected = { end: "exited", exitCode: 0, stdout: "2,4 end\n" } as const;
    await check(main, expected, { modules, stdin: "1\n2" });
  });

  it("reports what goes wrong in it", async () => {
    await check("throw new TypeError('no')", { exitCode: 1, says: /^TypeError: no\n.*main:1/ });
    await check("print('a'); null.x", { exitCode: 1, stdout: "a\n" });
    await check("let let = 1", { exitCode: 1, says: /SyntaxError/ });
    await check("await Promise.reject(new Error('late'))", { exitCode: 1, says: /late/ });
    await check("await new Promise(() => {})", { exitCode: 1, says: /never comes/ });
    await check("import 'other'", { exitCode: 1, says: /no module other/ });
    await check("const f = () => 1 + f(); f()", { end: "exited", exitCode: 1, says: /stack/ });
  });

  it("knows nothing of the host", async () => {
    const names = "process require fetch setTimeout WebAssembly console std os Worker";
    const main = `print("${names}".split(" ").filter((name) => name in globalThis).join())`;
    await check(main, { stdout: "\n" });
    await check(`print([].constructor.constructor("return typeof process")())`, {
      stdout: "undefined\n",
    });
  });

  it("ends what does not end, also inside of a regular expression", async () => {
    const limits = { wallMs: 200 };
    await check("for (;;);", { end: "timeout", exitCode: null }, { limits });
    await check("/^(a+)+$/.test('a'.repeat(50) + 'b')", { end: "timeout" }, { limits });
    const forever = "const again = () => Promise.resolve().then(again); await again()";
    await check(forever, { end: "timeout" }, { limits });
  });

  it("limits memory and output", async () => {
    const limits = { memoryBytes: 32 * 1024 * 1024, outputBytes: 10_000 };
    await check("print('x'.repeat(1e8).length)", { end: "memory", exitCode: null }, { limits });
    await check("for (;;) print('x'.repeat(999))", { end: "output-limit" }, { limits });
  });

  it("stops when it is aborted", async () => {
    const script = { modules: new Map([["main", "for (;;);"]]), stdin: "", limits: runLimits };
    const controller = new AbortController();
    const running = openWasm().runScript!(script, controller.signal);
    controller.abort(new Error("enough"));
    await assert.rejects(running, /enough/);
    await assert.rejects(openWasm().runScript!(script, controller.signal), /enough/);
  });
});
