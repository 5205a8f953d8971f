// From how many users on own hardware costs less than hosted seats, with every step of the working. Knows no prices and no
// currency: all inputs are the caller's.
import type { EconomicsInputs } from "../protocol/published.ts";

export type BreakEven = {
  hardwarePerMonth: number;
  hardwarePerYear: number;
  operationsPerYear: number;
  ownPerYear: number;
  seatPerYear: number;
  /** Users at which both cost the same, with fractions; undefined when seats cost nothing. */
  users: number | undefined;
};

/** @throws RangeError for an input that is negative or no number */
export function breakEven(inputs: EconomicsInputs): BreakEven {
  for (const [name, value] of Object.entries(inputs)) {
    if (!(value >= 0) || !Number.isFinite(value))
      throw new RangeError(`${name} has to be a number from 0 on.`);
  }
  const { seatPerMonth, gpus, gpuHour, hoursPerMonth, operationsShare } = inputs;
  const hardwarePerMonth = gpus * gpuHour * hoursPerMonth;
  const hardwarePerYear = hardwarePerMonth * 12;
  const operationsPerYear = hardwarePerYear * operationsShare;
  const ownPerYear = hardwarePerYear + operationsPerYear;
  const seatPerYear = seatPerMonth * 12;
  const users = seatPerYear === 0 ? undefined : ownPerYear / seatPerYear;
  return { hardwarePerMonth, hardwarePerYear, operationsPerYear, ownPerYear, seatPerYear, users };
}
