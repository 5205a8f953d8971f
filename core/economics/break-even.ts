// From how many users on own hardware costs less than hosted seats, and what both cost for a given number of users, with every
// step of the working. Knows no prices: all inputs are the caller's. All money is in the unit of the inputs, USD in the
// published ones.
import type { EconomicsInputs } from "../protocol/published.ts";

/** Every step, in the order of the working. */
export type BreakEven = {
  /** `gpus` · `gpuHour` · `hoursPerMonth`: 2.49 · 4 · 730 = 7,270.80. */
  hardwarePerMonth: number;
  /** Twelve months: 87,249.60; the published run rounds the month up first and says 87,252. */
  hardwarePerYear: number;
  /** `operationsShare` of the hardware's year: 8,724.96. */
  operationsPerYear: number;
  /** Hardware and operations: 95,974.56; the published run says about 96,000. */
  ownPerYear: number;
  /** Of one seat: 39 · 12 = 468. */
  seatPerYear: number;
  /** Users at which both cost the same, with fractions: 205.07. */
  users: number;
  /** The same without operations: 186.43. */
  usersWithoutOperations: number;
  /** The fewest whole users for whom own hardware costs less: 206. */
  fewestUsers: number;
};

export type Costs = {
  users: number;
  seatsPerYear: number;
  ownPerYear: number;
  cheaper: "seats" | "own hardware" | "neither";
  /** What the cheaper of the two saves a year; never negative. */
  savedPerYear: number;
};

/** What floating point leaves of a whole number. */
const slack = 1e-9;

/** @throws RangeError for an input that is negative or no number, and for seats that cost nothing */
export function breakEven(inputs: EconomicsInputs): BreakEven {
  for (const [name, value] of Object.entries(inputs)) {
    if (!(value >= 0) || !Number.isFinite(value))
      throw new RangeError(`${name} has to be a number from 0 on.`);
  }
  const { seatPerMonth, gpus, gpuHour, hoursPerMonth, operationsShare } = inputs;
  if (seatPerMonth === 0) throw new RangeError("Nothing costs less than seats that cost nothing.");
  const hardwarePerMonth = gpus * gpuHour * hoursPerMonth;
  const hardwarePerYear = hardwarePerMonth * 12;
  const operationsPerYear = hardwarePerYear * operationsShare;
  const ownPerYear = hardwarePerYear + operationsPerYear;
  const seatPerYear = seatPerMonth * 12;
  const users = ownPerYear / seatPerYear;
  return {
    hardwarePerMonth,
    hardwarePerYear,
    operationsPerYear,
    ownPerYear,
    seatPerYear,
    users,
    usersWithoutOperations: hardwarePerYear / seatPerYear,
    fewestUsers: Math.floor(users * (1 + slack)) + 1,
  };
}

/** What a year costs for so many users. Own hardware costs the same for any number it can serve. */
export function costsFor(
  users: number,
  { ownPerYear, seatPerYear }: Pick<BreakEven, "ownPerYear" | "seatPerYear">,
): Costs {
  const seatsPerYear = users * seatPerYear;
  const difference = ownPerYear - seatsPerYear;
  const isSame = Math.abs(difference) <= slack * Math.max(ownPerYear, seatsPerYear);
  return {
    users,
    seatsPerYear,
    ownPerYear,
    cheaper: isSame ? "neither" : difference > 0 ? "seats" : "own hardware",
    savedPerYear: isSame ? 0 : Math.abs(difference),
  };
}
