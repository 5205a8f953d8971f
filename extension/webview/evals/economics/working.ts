// The calculator's working in words and numbers, each line as a person would compute it, and why the published claim is
// another number. Pure text; the arithmetic is core's.
import { type BreakEven, breakEven, costsFor } from "../../../../core/economics/break-even.ts";
import { dollars, dollarsAndCents } from "../../../../core/economics/money-text.ts";
import { plural } from "../../../../core/figures/figure-text.ts";
import type { EconomicsInputs, Published } from "../../../../core/protocol/published.ts";

export type WorkingLine = { what: string; working: string; result: string };

export function workingLines(inputs: EconomicsInputs, steps: BreakEven): WorkingLine[] {
  const { seatPerMonth, gpus, gpuHour, hoursPerMonth } = inputs;
  const own = dollarsAndCents(steps.ownPerYear);
  const seat = dollarsAndCents(steps.seatPerYear);
  return [
    {
      what: "Hardware a month",
      working: `${plural(gpus, "GPU")} × ${dollarsAndCents(gpuHour)} × ${numberText(hoursPerMonth)} h`,
      result: dollarsAndCents(steps.hardwarePerMonth),
    },
    {
      what: "Hardware a year",
      working: `${dollarsAndCents(steps.hardwarePerMonth)} × 12`,
      result: dollarsAndCents(steps.hardwarePerYear),
    },
    {
      what: "Operations a year",
      working: `${dollarsAndCents(steps.hardwarePerYear)} × ${shareText(inputs)}`,
      result: dollarsAndCents(steps.operationsPerYear),
    },
    {
      what: "Own hardware a year",
      working: `${dollarsAndCents(steps.hardwarePerYear)} + ${dollarsAndCents(steps.operationsPerYear)}`,
      result: own,
    },
    { what: "One seat a year", working: `${dollarsAndCents(seatPerMonth)} × 12`, result: seat },
    { what: "Break-even", working: `${own} ÷ ${seat}`, result: fractionText(steps.users) },
    {
      what: "Without operations",
      working: `${dollarsAndCents(steps.hardwarePerYear)} ÷ ${seat}`,
      result: fractionText(steps.usersWithoutOperations),
    },
  ];
}

/** The most users for whom seats cost no more, as `205 users`. */
export function wholeUsers(users: number): string {
  // What floating point leaves below a whole number.
  return plural(Math.floor(users * (1 + 1e-9)), "user");
}

/** Why the claim differs from what its own inputs give, whatever was typed since. */
export function claimSentences({ source, economics }: Published): string[] {
  const { inputs, claimedBreakEven, claimedPerYear } = economics;
  const steps = breakEven(inputs);
  const { seatsPerYear } = costsFor(claimedBreakEven, steps);
  const own = dollars(steps.ownPerYear);
  const difference = seatsPerYear - steps.ownPerYear;
  const rounded = claimedPerYear && claimedPerYear.withOperations / steps.seatPerYear;
  return [
    `${source}, says “about ${claimedBreakEven}”. Its own inputs give ${wholeUsers(steps.users)}: ${own} ÷ ${dollars(steps.seatPerYear)}; ${wholeUsers(steps.usersWithoutOperations)} without operations.`,
    `At ${plural(claimedBreakEven, "user")} the seats would cost ${dollars(seatsPerYear)} a year, ${dollars(Math.abs(difference))} ${difference >= 0 ? "more" : "less"} than own hardware; the article does not say where that comes from.`,
    ...(claimedPerYear && rounded !== undefined
      ? [
          `Rounding does not explain it: the article writes ${dollars(claimedPerYear.hardware)} and ${dollars(claimedPerYear.withOperations)} for ${dollars(steps.hardwarePerYear)} and ${own} a year, which still gives ${wholeUsers(rounded)}.`,
        ]
      : []),
  ];
}

function shareText({ operationsShare }: EconomicsInputs): string {
  return `${numberText(operationsShare * 100)} %`;
}

function numberText(value: number): string {
  return value.toLocaleString("en", { maximumFractionDigits: 3 });
}

function fractionText(users: number): string {
  const digits = { minimumFractionDigits: 2, maximumFractionDigits: 2 };
  return `${users.toLocaleString("en", digits)} users`;
}
