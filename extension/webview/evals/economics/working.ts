// The calculator's working in words and numbers, each line as a person would compute it, and why the published claim is
// another number. Pure text; the arithmetic is core's.
import { type BreakEven, breakEven, costsFor } from "../../../../core/economics/break-even.ts";
import { dollars, dollarsAndCents } from "../../../../core/economics/money-text.ts";
import type { EconomicsInputs, Published } from "../../../../core/protocol/published.ts";
import { plural, t } from "../../../words.ts";
import { numberLanguage, writtenNumber } from "../../language.ts";

export type WorkingLine = { what: string; working: string; result: string };

export function workingLines(inputs: EconomicsInputs, steps: BreakEven): WorkingLine[] {
  const { seatPerMonth, gpus, gpuHour, hoursPerMonth } = inputs;
  const own = dollarsAndCents(steps.ownPerYear);
  const seat = dollarsAndCents(steps.seatPerYear);
  return [
    {
      what: t("Hardware a month"),
      working: `${gpusText(gpus)} × ${dollarsAndCents(gpuHour)} × ${numberText(hoursPerMonth)} h`,
      result: dollarsAndCents(steps.hardwarePerMonth),
    },
    {
      what: t("Hardware a year"),
      working: `${dollarsAndCents(steps.hardwarePerMonth)} × 12`,
      result: dollarsAndCents(steps.hardwarePerYear),
    },
    {
      what: t("Operations a year"),
      working: `${dollarsAndCents(steps.hardwarePerYear)} × ${shareText(inputs)}`,
      result: dollarsAndCents(steps.operationsPerYear),
    },
    {
      what: t("Own hardware a year"),
      working: `${dollarsAndCents(steps.hardwarePerYear)} + ${dollarsAndCents(steps.operationsPerYear)}`,
      result: own,
    },
    { what: t("One seat a year"), working: `${dollarsAndCents(seatPerMonth)} × 12`, result: seat },
    { what: t("Break-even"), working: `${own} ÷ ${seat}`, result: fractionText(steps.users) },
    {
      what: t("Without operations"),
      working: `${dollarsAndCents(steps.hardwarePerYear)} ÷ ${seat}`,
      result: fractionText(steps.usersWithoutOperations),
    },
  ];
}

/** The most users for whom seats cost no more, as `205 users`. */
export function wholeUsers(users: number): string {
  // What floating point leaves below a whole number.
  return usersText(Math.floor(users * (1 + 1e-9)));
}

/** Why the claim differs from what its own inputs give, whatever was typed since. */
export function claimSentences({ source, economics }: Published): string[] {
  const { inputs, claimedBreakEven, claimedPerYear } = economics;
  const steps = breakEven(inputs);
  const { seatsPerYear } = costsFor(claimedBreakEven, steps);
  const own = dollars(steps.ownPerYear);
  const difference = seatsPerYear - steps.ownPerYear;
  const claim = [usersText(claimedBreakEven), dollars(seatsPerYear), dollars(Math.abs(difference))];
  const rounded = claimedPerYear && claimedPerYear.withOperations / steps.seatPerYear;
  return [
    t(
      "{0}, says “about {1}”. Its own inputs give {2}: {3} ÷ {4}; {5} without operations.",
      source,
      claimedBreakEven,
      wholeUsers(steps.users),
      own,
      dollars(steps.seatPerYear),
      wholeUsers(steps.usersWithoutOperations),
    ),
    difference >= 0
      ? t(
          "At {0} the seats would cost {1} a year, {2} more than own hardware; the article does not say where that comes from.",
          ...claim,
        )
      : t(
          "At {0} the seats would cost {1} a year, {2} less than own hardware; the article does not say where that comes from.",
          ...claim,
        ),
    ...(claimedPerYear && rounded !== undefined
      ? [
          t(
            "Rounding does not explain it: the article writes {0} and {1} for {2} and {3} a year, which still gives {4}.",
            dollars(claimedPerYear.hardware),
            dollars(claimedPerYear.withOperations),
            dollars(steps.hardwarePerYear),
            own,
            wholeUsers(rounded),
          ),
        ]
      : []),
  ];
}

function usersText(users: number): string {
  return plural(users, ["{1} user", "{1} users"], writtenNumber(users));
}

function gpusText(gpus: number): string {
  return plural(gpus, ["{1} GPU", "{1} GPUs"], writtenNumber(gpus));
}

function shareText({ operationsShare }: EconomicsInputs): string {
  return `${numberText(operationsShare * 100)} %`;
}

function numberText(value: number): string {
  return value.toLocaleString(numberLanguage(), { maximumFractionDigits: 3 });
}

function fractionText(users: number): string {
  return t("{0} users", writtenNumber(users, 2));
}
