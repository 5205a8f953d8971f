import assert from "node:assert/strict";
import { readFrames } from "./frames.ts";
import { decodeTagged } from "./tagged-json.ts";

const nonce = "0123456789abcdef";
const value = (number: bigint) => ({ kind: "value", value: number, ms: 0.5 });

function check(stdout: string, expected: Partial<ReturnType<typeof readFrames>>) {
  const frames = readFrames(stdout.replaceAll("N ", `${nonce} `), nonce, decodeTagged);
  assert.deepEqual(frames, { results: [], isComplete: false, ...expected });
}

describe("readFrames", () => {
  it("finds them between other output", () =>
    check("hello\nN 0 v 0.5 1\nworld N 1 v 0.5 9\n\nN 1 v 0.5 2\nN end\n", {
      results: [value(1n), value(2n)] as never,
      isComplete: true,
    }));
  it("keeps what came before the end came too soon", () =>
    check("\nN 0 v 0.5 1\n", { results: [value(1n)] as never }));
  it("reads what was thrown, memory and forbidden values", () =>
    check("N 0 t 0.5 Error: a b\nN 1 m 0.5\nN 2 x 0.5 a Proxy\nN 3 o 0.5 null\nN end\n", {
      results: [
        { kind: "thrown", message: "Error: a b", ms: 0.5 },
        { kind: "memory", ms: 0.5 },
        { kind: "tamper", message: "a Proxy", ms: 0.5 },
        { kind: "value", value: { other: "null" }, ms: 0.5 },
      ],
      isComplete: true,
    }));
  it("reads why nothing could be loaded", () =>
    check("N load syntax 0 line 3: bad\n", {
      loadFailure: { kind: "syntax", message: "line 3: bad" },
    }));
  it("ignores other nonces", () => check("fedcba9876543210 0 v 0.5 1\n", {}));

  const forged = "a result that no driver writes";
  for (const [what, stdout, tamper, results] of [
    ["twice", "N 0 v 0.5 1\nN 0 v 0.5 1\n", "results out of order", 1],
    ["ahead", "N 1 v 0.5 1\n", "results out of order", 0],
    ["after the end", "N 0 v 0.5 1\nN end\nN 1 v 0.5 1\n", "a result after the last one", 1],
    ["no value", "N 0 v 0.5 {\n", forged, 0],
    ["no kind", "N 0 z 0.5 1\n", forged, 0],
    ["no time", "N 0 v -1 1\n", forged, 0],
    ["loaded again", "N 0 v 0.5 1\nN load error 0 x\n", "it was loaded twice", 1],
  ] as const) {
    it(`tells forged ones: ${what}`, () =>
      check(stdout, { tamper, results: Array(results).fill(value(1n)) }));
  }
});
