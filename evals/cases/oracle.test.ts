import assert from "node:assert/strict";
import { createRandom } from "../random.ts";
import { OracleError, runOracle } from "./oracle.ts";

const oracle = (body: string) =>
  runOracle({
    source: `export default ({ params, random }) => { ${body} };`,
    params: { limit: 3, name: "x" },
    random: createRandom("seed"),
  });

describe("runOracle", () => {
  it("computes from the parameters", async () =>
    assert.deepEqual(await oracle("return { values: { twice: params.limit * 2 } };"), {
      values: { twice: 6 },
    }));

  it("draws the same again for the same seed", async () => {
    const body = "return { values: { drawn: random.shuffle([1,2,3,4,5,6,7]).join('') } };";
    assert.deepEqual(await oracle(body), await oracle(body));
  });

  const refuses = (name: string, body: string, message: RegExp) =>
    it(name, () =>
      assert.rejects(oracle(body), (error) => {
        assert.ok(error instanceof OracleError, String(error));
        assert.match(error.message, message);
        return true;
      }),
    );
  refuses("says what was thrown, and where", "\nthrow new Error('no way');", /^no way \(line 2\)$/);
  refuses("has no clock", "return { values: { now: Date.now() } };", /now/);
  refuses("has no chance of its own", "return { values: { x: Math.random() } };", /Chance comes/);
  refuses("has no files", "return { values: { x: require('fs') } };", /require/);
  refuses("has no process", "return { values: { x: process.pid } };", /process/);
  refuses("imports nothing", "return import('node:fs');", /by a promise/);
  refuses("ends a recursion without end", "const f = () => f() + 1; return f();", /./);
  refuses(
    "ends a hoard",
    "const all = []; for (;;) all.push('x'.repeat(1e6) + all.length);",
    /memory/,
  );
  refuses("takes no unknown key", "return { answer: 42 };", /answer/);
  refuses("takes no nothing", "return undefined;", /nothing/);

  it("works again after a failure", async () => {
    await assert.rejects(oracle("const f = () => f() + 1; return f();"));
    assert.deepEqual(await oracle("return {};"), {});
  });
}).timeout(30_000);
