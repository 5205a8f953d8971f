import assert from "node:assert/strict";
import { breakEven } from "../../../../core/economics/break-even.ts";
import { published } from "../../test/sample-load.ts";
import { costChart, costRows, ticks } from "./cost-data.ts";

function check(most: number, expected: number[]) {
  it(`ticks up to ${most}`, () => assert.deepEqual(ticks(most), expected));
}

describe("the chart of cost against users", () => {
  check(410, [0, 100, 200, 300, 400, 500]);
  check(4, [0, 1, 2, 3, 4]);
  check(7.9, [0, 1, 2, 3, 4, 5, 6, 7, 8]);
  check(
    196_560,
    [0, 20_000, 40_000, 60_000, 80_000, 100_000, 120_000, 140_000, 160_000, 180_000, 200_000],
  );

  const steps = breakEven(published.economics.inputs);
  const chart = costChart(steps, { users: 50, claimed: 225 });

  it("lets both lines cross at the break-even", () => {
    const crossing = (steps.users / chart.mostUsers) * (chart.seatsEnd.y / chart.seatsEnd.x);
    assert.ok(Math.abs(crossing - chart.ownHeight) < 1e-9);
  });
  it("keeps everything inside", () => {
    for (const { users } of chart.marks) assert.ok(users <= chart.mostUsers);
    assert.ok(chart.seatsEnd.y <= 1 && chart.ownHeight <= 1);
  });
  it("marks the users asked for, the break-even and the claim in order", () =>
    assert.deepEqual(
      chart.marks.map(({ label }) => label),
      ["your users", "computed break-even", "published claim"],
    ));
  it("has a table of the same", () => {
    const rows = costRows(chart, steps);
    assert.deepEqual(
      rows.map(({ users, label }) => [Math.round(users), label]),
      [
        [50, "your users"],
        [100, ""],
        [200, ""],
        [205, "computed break-even"],
        [225, "published claim"],
        [300, ""],
        [400, ""],
        [500, ""],
      ],
    );
    assert.equal(rows[0]?.seats, 23_400);
  });
});
