import assert from "node:assert/strict";
import type { EconomicsInputs } from "../protocol/published.ts";
import { type BreakEven, breakEven, type Costs, costsFor } from "./break-even.ts";

/** What the published run says it cost. */
const published: EconomicsInputs = {
  seatPerMonth: 39,
  gpus: 4,
  gpuHour: 2.49,
  hoursPerMonth: 730,
  operationsShare: 0.1,
};

/** Computed by hand, to the cent. */
function check(inputs: Partial<EconomicsInputs>, expected: Partial<BreakEven>) {
  it(`${JSON.stringify(inputs)}: ${JSON.stringify(expected)}`, () => {
    const result = breakEven({ ...published, ...inputs });
    for (const [step, value] of Object.entries(expected)) {
      const got = result[step as keyof BreakEven]; // Its keys are those of BreakEven.
      assert.ok(Math.abs(got - value) < 0.005, `${step} is ${got}`);
    }
  });
}

describe("breakEven", () => {
  check(
    {},
    {
      hardwarePerMonth: 7_270.8,
      hardwarePerYear: 87_249.6,
      operationsPerYear: 8_724.96,
      ownPerYear: 95_974.56,
      seatPerYear: 468,
      users: 205.07,
      usersWithoutOperations: 186.43,
      fewestUsers: 206,
    },
  );
  check({ operationsShare: 0 }, { ownPerYear: 87_249.6, users: 186.43, fewestUsers: 187 });
  check({ seatPerMonth: 19 }, { seatPerYear: 228, users: 420.94 });
  check({ seatPerMonth: 45 }, { seatPerYear: 540, users: 177.73 });
  check({ gpus: 8 }, { hardwarePerMonth: 14_541.6, users: 410.15 });
  // 4 · 2.50 · 700 · 12 = 84,000 and 35 · 12 = 420: exactly 200 users cost the same, and 201 more.
  check(
    { gpuHour: 2.5, hoursPerMonth: 700, seatPerMonth: 35, operationsShare: 0 },
    { users: 200, fewestUsers: 201 },
  );
  // As above with 0.1 · 3 GPU-hours, which is no exact binary fraction: 3 · 0.1 · 700 · 12 = 2,520 = 6 · 420.
  check(
    { gpus: 3, gpuHour: 0.1, hoursPerMonth: 700, seatPerMonth: 35, operationsShare: 0 },
    { users: 6, fewestUsers: 7 },
  );
  check({ gpuHour: 0 }, { ownPerYear: 0, users: 0, fewestUsers: 1 });

  for (const [name, value] of [
    ["seatPerMonth", 0],
    ["seatPerMonth", -1],
    ["gpus", Number.NaN],
    ["gpuHour", Number.POSITIVE_INFINITY],
    ["operationsShare", -0.1],
  ] as const) {
    it(`refuses ${name} ${value}`, () =>
      assert.throws(() => breakEven({ ...published, [name]: value }), RangeError));
  }
});

describe("costsFor", () => {
  const years = breakEven(published);
  const checkCosts = (users: number, expected: Omit<Costs, "users" | "ownPerYear">) =>
    it(`${users} users: ${expected.cheaper}`, () => {
      const { seatsPerYear, savedPerYear, cheaper, ownPerYear } = costsFor(users, years);
      assert.equal(cheaper, expected.cheaper);
      assert.ok(Math.abs(seatsPerYear - expected.seatsPerYear) < 0.005);
      assert.ok(Math.abs(savedPerYear - expected.savedPerYear) < 0.005);
      assert.equal(ownPerYear, years.ownPerYear);
    });
  checkCosts(50, { cheaper: "seats", seatsPerYear: 23_400, savedPerYear: 72_574.56 });
  checkCosts(205, { cheaper: "seats", seatsPerYear: 95_940, savedPerYear: 34.56 });
  checkCosts(206, { cheaper: "own hardware", seatsPerYear: 96_408, savedPerYear: 433.44 });
  checkCosts(500, { cheaper: "own hardware", seatsPerYear: 234_000, savedPerYear: 138_025.44 });
  it("knows when both cost the same", () => {
    const { cheaper, savedPerYear } = costsFor(6, { ownPerYear: 0.3 * 8_400, seatPerYear: 420 });
    assert.deepEqual([cheaper, savedPerYear], ["neither", 0]);
  });
});
