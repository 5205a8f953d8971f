// One measured figure: its samples, what is said about them, and whether they keep their budget. It measures nothing.

export type Row = {
  what: string;
  unit: string;
  samples: readonly number[];
  budget?: { atMost: number } | { atLeast: number };
  judgedBy?: "median" | "p95" | "max" | "min";
  isSimulated?: true;
  note?: string;
};

/** Fewer samples than this say nothing about a 95th percentile. */
const leastForP95 = 20;

export function describeRow(row: Row): string {
  const { what, unit, samples, note } = row;
  const simulated = row.isSimulated ? " (simulated)" : "";
  if (samples.length === 0) return `  ${what}${simulated}: no sample`;
  const spread = `min–max ${show(statistic(samples, "min"))}–${show(statistic(samples, "max"))}`;
  const figures =
    samples.length === 1
      ? `${show(samples[0] ?? Number.NaN)} ${unit}, n = 1`
      : `median ${show(statistic(samples, "median"))} ${unit}, ${spread}, n = ${samples.length}`;
  const lines = [`  ${what}${simulated}: ${figures}${describeBudget(row)}`];
  if (note !== undefined) lines.push(`      ${note}`);
  return lines.join("\n");
}

function describeBudget({ budget, judgedBy = "median", samples, unit }: Row): string {
  if (budget === undefined) return "";
  const limit = "atMost" in budget ? budget.atMost : budget.atLeast;
  const rule = `${judgedBy} ${"atMost" in budget ? "≤" : "≥"} ${show(limit)} ${unit}`;
  if (judgedBy === "p95" && samples.length < leastForP95) {
    return `; budget ${rule}: NOT JUDGED, p95 needs ${leastForP95} samples`;
  }
  const value = statistic(samples, judgedBy);
  const isMet = "atMost" in budget ? value <= limit : value >= limit;
  const measured = judgedBy === "p95" ? ` (p95 ${show(value)})` : "";
  return `; budget ${rule}: ${isMet ? "met" : "MISSED"}${measured}`;
}

/** The 95th percentile is the nearest rank, so it is always one of the samples. */
export function statistic(samples: readonly number[], which: NonNullable<Row["judgedBy"]>): number {
  const sorted = samples.toSorted((a, b) => a - b);
  const at = (index: number) => sorted[index] ?? Number.NaN;
  const middle = sorted.length / 2;
  switch (which) {
    case "min":
      return at(0);
    case "max":
      return at(sorted.length - 1);
    case "p95":
      return at(Math.ceil(sorted.length * 0.95) - 1);
    case "median":
      return Number.isInteger(middle) ? (at(middle - 1) + at(middle)) / 2 : at(Math.floor(middle));
  }
}

function show(value: number): string {
  return Number.isInteger(value) || Math.abs(value) >= 100
    ? value.toFixed(0)
    : value.toPrecision(3);
}
