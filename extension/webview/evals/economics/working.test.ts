import assert from "node:assert/strict";
import { breakEven } from "../../../../core/economics/break-even.ts";
import { published } from "../../test/sample-load.ts";
import { claimSentences, wholeUsers, workingLines } from "./working.ts";

const { inputs } = published.economics;

/** `what: working = result` of every line. */
function check(changes: Partial<typeof inputs>, expected: string[]) {
  it(`${JSON.stringify(changes)} is worked out line by line`, () => {
    const changed = { ...inputs, ...changes };
    const lines = workingLines(changed, breakEven(changed));
    assert.deepEqual(
      lines.map(({ what, working, result }) => `${what}: ${working} = ${result}`),
      expected,
    );
  });
}

describe("the working", () => {
  check({}, [
    "Hardware a month: 4 GPUs × 2.49 USD × 730 h = 7,270.80 USD",
    "Hardware a year: 7,270.80 USD × 12 = 87,249.60 USD",
    "Operations a year: 87,249.60 USD × 10 % = 8,724.96 USD",
    "Own hardware a year: 87,249.60 USD + 8,724.96 USD = 95,974.56 USD",
    "One seat a year: 39.00 USD × 12 = 468.00 USD",
    "Break-even: 95,974.56 USD ÷ 468.00 USD = 205.07 users",
    "Without operations: 87,249.60 USD ÷ 468.00 USD = 186.43 users",
  ]);
  check({ gpus: 1, gpuHour: 2.5, hoursPerMonth: 700, seatPerMonth: 10, operationsShare: 0.07 }, [
    "Hardware a month: 1 GPU × 2.50 USD × 700 h = 1,750.00 USD",
    "Hardware a year: 1,750.00 USD × 12 = 21,000.00 USD",
    "Operations a year: 21,000.00 USD × 7 % = 1,470.00 USD",
    "Own hardware a year: 21,000.00 USD + 1,470.00 USD = 22,470.00 USD",
    "One seat a year: 10.00 USD × 12 = 120.00 USD",
    "Break-even: 22,470.00 USD ÷ 120.00 USD = 187.25 users",
    "Without operations: 21,000.00 USD ÷ 120.00 USD = 175.00 users",
  ]);

  it("rounds users down: up to that many, seats cost no more", () =>
    assert.deepEqual([205.07, 420.94, 1, 1_999.9999999999998].map(wholeUsers), [
      "205 users",
      "420 users",
      "1 user",
      "2,000 users",
    ]));

  it("says why the published claim is another number", () => {
    const claimedPerYear = { hardware: 87_252, withOperations: 96_000 };
    const economics = { ...published.economics, claimedPerYear };
    assert.deepEqual(claimSentences({ ...published, economics }), [
      `${published.source}, says “about 225”. Its own inputs give 205 users: 95,975 USD ÷ 468 USD; 186 users without operations.`,
      "At 225 users the seats would cost 105,300 USD a year, 9,325 USD more than own hardware; the article does not say where that comes from.",
      "Rounding does not explain it: the article writes 87,252 USD and 96,000 USD for 87,250 USD and 95,975 USD a year, which still gives 205 users.",
    ]);
  });
});
