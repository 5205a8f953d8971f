import assert from "node:assert/strict";
import { customPlan, type LoadPlan, planOf, type RowPlan, rowLabel } from "./load-plan.ts";

const texts = ({ rows }: LoadPlan) => rows.map((row) => `${rowLabel(row)}: ${row.requests}`);

describe("load plans", () => {
  const check = (what: string, plan: LoadPlan, expected: string[]) =>
    it(what, () => assert.deepEqual(texts(plan), expected));

  check("scorecard", planOf("scorecard"), ["512/16 × 1: 30", "512/512 × 128: 128"]);
  check("inferencemax", planOf("inferencemax"), [
    "1024/1024 × 1: 10",
    "1024/1024 × 8: 16",
    "1024/1024 × 32: 64",
    "1024/1024 × 128: 256",
    "8192/1024 × 1: 10",
    "8192/1024 × 8: 16",
    "8192/1024 × 32: 64",
    "8192/1024 × 128: 256",
  ]);
  check(
    "custom",
    customPlan({
      shapes: [[128, 64]],
      concurrency: [2],
      rates: [0.5, 4],
      cache: ["cold", "warm"],
    }),
    [
      "128/64 × 2: 10",
      "128/64 at 0.5/s: 20",
      "128/64 at 4/s: 120",
      "128/64 × 2, warm: 10",
      "128/64 at 0.5/s, warm: 20",
      "128/64 at 4/s, warm: 120",
    ],
  );
  check(
    "custom with so many requests",
    customPlan({ shapes: [[8, 4]], concurrency: [64], cache: ["cold"], requests: 3 }),
    ["8/4 × 64: 3"],
  );

  it("published: the latency row and every combination of the grid", () => {
    const { rows } = planOf("published");
    const [first, ...grid] = rows;
    assert.equal(first && rowLabel(first), "512/16 × 1");
    assert.equal(grid.length, 16);
    assert.equal(new Set(grid.map((row: RowPlan) => rowLabel(row))).size, 16);
  });
});
