import assert from "node:assert/strict";
import { rowLabel } from "../../../evals/load/load-plan.ts";
import { type PlanFlags, planOfFlags } from "./plan-of-flags.ts";

function check(name: string, flags: PlanFlags, profile: string, expected: readonly string[]) {
  it(name, () => {
    const plan = planOfFlags(flags);
    assert.equal(plan.profile, profile);
    assert.deepEqual(plan.rows.map(rowLabel), expected);
  });
}

const shapes = ["128/512", "128/1024", "512/512", "512/1024"];
const grid = shapes.flatMap((shape) => [1, 8, 32, 128].map((streams) => `${shape} × ${streams}`));

describe("the plan of tandem bench", () => {
  it("is the published grid unless something is said", () => {
    const { profile, rows } = planOfFlags({});
    assert.equal(profile, "published");
    const labels = rows.map(rowLabel);
    assert.deepEqual(
      grid.filter((label) => !labels.includes(label)),
      [],
    );
  });

  check(
    "crosses inputs, outputs and concurrency",
    { isl: [1, 2], osl: [3], concurrency: [4, 5] },
    "custom",
    [...["1/3 × 4", "1/3 × 5"], ...["2/3 × 4", "2/3 × 5"]],
  );
  check("fills up with what is published", { concurrency: [2] }, "custom", [
    ...shapes.map((shape) => `${shape} × 2`),
  ]);
  check("takes rates alone as open loops alone", { isl: [1], osl: [2], rate: [0.5] }, "custom", [
    "1/2 at 0.5/s",
  ]);
  check(
    "takes both where both are named",
    { isl: [1], osl: [2], rate: [4], concurrency: [8] },
    "custom",
    ["1/2 × 8", "1/2 at 4/s"],
  );
  check(
    "runs everything cold before warm",
    { isl: [1], osl: [2], concurrency: [3, 4], cache: "both" },
    "custom",
    [...["1/2 × 3", "1/2 × 4"], ...["1/2 × 3, warm", "1/2 × 4, warm"]],
  );
  check("warms a profile as well", { profile: "scorecard", cache: "warm" }, "scorecard", [
    ...["512/16 × 1, warm", "512/512 × 128, warm"],
  ]);

  it("asks as often as was said, in a profile as well", () => {
    for (const flags of [{}, { concurrency: [1] }, { profile: "inferencemax" as const }]) {
      const { rows } = planOfFlags({ ...flags, requests: 7 });
      assert.ok(rows.every(({ requests }) => requests === 7));
    }
  });
});
