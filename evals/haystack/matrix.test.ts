// Which long-context cases the suite has.
import assert from "node:assert/strict";
import { readBuiltInSuite } from "../cases/built-in-suite.ts";
import { loadSuite } from "../cases/suite.ts";

const suite = loadSuite(await readBuiltInSuite());

/** Families by the lengths and depths they come in. */
const matrix: Record<string, { tokens: number[]; depths: (number | undefined)[] }> = {
  single: { tokens: [4096, 8192, 16_384, 30_000], depths: [0.1, 0.5, 0.9] },
  "multi-key": { tokens: [8192, 16_384, 30_000], depths: [0.25, 0.75] },
  chain: { tokens: [8192, 16_384, 30_000], depths: [undefined] },
  "all-values": { tokens: [8192, 16_384, 30_000], depths: [undefined] },
  "code-trace": { tokens: [16_384, 30_000], depths: [undefined] },
  "latest-wins": { tokens: [16_384, 30_000], depths: [undefined] },
  absent: { tokens: [30_000], depths: [undefined] },
};

describe("long-context cases", () => {
  it("are the 29 of the matrix", () => {
    const expected = Object.entries(matrix).flatMap(([family, { tokens, depths }]) =>
      tokens.flatMap((length) => depths.map((depth) => `${family} ${length} ${depth ?? "-"}`)),
    );
    const found = [...suite.values()].flatMap(({ file: { grader } }) =>
      grader.kind === "needle" ? [`${grader.family} ${grader.tokens} ${grader.depth ?? "-"}`] : [],
    );
    assert.equal(expected.length, 29);
    assert.deepEqual(found.sort(), expected.sort());
  });
});
