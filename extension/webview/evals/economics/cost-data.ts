// The lines of the chart of cost against users, and its table twin. Pure: from inputs to points in a unit square.
import { type BreakEven, costsFor } from "../../../../core/economics/break-even.ts";

/** What is marked on the axis of users; the page says it in its own language. */
export type MarkLabel = "computed break-even" | "published claim" | "your users";
export type CostMark = { users: number; label: MarkLabel };

export type CostChart = {
  /** Ends of both axes, round numbers. */
  mostUsers: number;
  mostCost: number;
  userTicks: number[];
  costTicks: number[];
  /** Where the seats' line leaves the square, 0 to 1 from left and from the bottom; it starts in the corner. */
  seatsEnd: { x: number; y: number };
  /** How high the line of own hardware runs. */
  ownHeight: number;
  /** Break-even, the claim, and the users asked for, in order of users. */
  marks: CostMark[];
};

export function costChart(
  steps: BreakEven,
  { users, claimed }: { users: number; claimed: number },
): CostChart {
  const all: CostMark[] = [
    { users: steps.users, label: "computed break-even" },
    { users: claimed, label: "published claim" },
    { users, label: "your users" },
  ];
  const marks = all.sort((a, b) => a.users - b.users);
  // Twice the break-even shows both sides of it; whoever has many more users sees them, too.
  const userTicks = ticks(Math.max(2 * steps.users, 1.1 * users, 1.1 * claimed));
  const mostUsers = userTicks.at(-1) ?? 1;
  const costTicks = ticks(1.05 * Math.max(steps.ownPerYear, mostUsers * steps.seatPerYear));
  const mostCost = costTicks.at(-1) ?? 1;
  return {
    mostUsers,
    mostCost,
    userTicks,
    costTicks,
    seatsEnd: { x: 1, y: (mostUsers * steps.seatPerYear) / mostCost },
    ownHeight: steps.ownPerYear / mostCost,
    marks,
  };
}

export type CostRow = { label: MarkLabel | ""; users: number; seats: number; own: number };

/** A row for each mark and each whole number on the axis but nobody. */
export function costRows(chart: CostChart, steps: BreakEven): CostRow[] {
  const points: Pick<CostRow, "label" | "users">[] = [
    ...chart.userTicks.filter((tick) => tick > 0).map((users) => ({ users, label: "" as const })),
    ...chart.marks,
  ];
  return points
    .sort((a, b) => a.users - b.users)
    .map(({ users, label }) => {
      const { seatsPerYear, ownPerYear } = costsFor(users, steps);
      return { label, users, seats: seatsPerYear, own: ownPerYear };
    });
}

/** From 0 in four to eight equal round steps to the first one at or above `most`. */
export function ticks(most: number): number[] {
  const rough = most / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([5, 2, 1].find((factor) => factor * power <= rough) ?? 1) * power;
  const count = Math.ceil(most / step - 1e-9);
  return Array.from({ length: count + 1 }, (_, index) => index * step);
}
