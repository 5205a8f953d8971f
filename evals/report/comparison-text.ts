// The comparison with an earlier run in words, for every report that shows it. Decides nothing.

import { plural } from "../../core/figures/figure-text.ts";
import type { Comparison } from "../../core/protocol/evaluation.ts";

export type ComparisonText = {
  title: string;
  caveats: readonly string[];
  head: readonly string[];
  rows: readonly (readonly string[])[];
  remarks: readonly string[];
};

const shownRegressions = 10;

/** Names of models and runs come from a file: whoever shows them escapes them. */
export function comparisonText(comparison: Comparison): ComparisonText {
  const { baseline, rows, regressed, unpaired, caveats = [] } = comparison;
  const simulated = baseline.isSimulated ? ", simulated" : "";
  return {
    title: `Against ${baseline.id} (${baseline.model}${simulated})`,
    caveats,
    head: ["scope", "both", "only baseline", "only this", "neither", "difference", "p", "verdict"],
    rows: rows.map((row) => [
      row.scope,
      ...[row.both, row.onlyBaseline, row.onlyThis, row.neither].map(String),
      `${row.difference >= 0 ? "+" : "−"}${Math.abs(row.difference * 100).toFixed(1)} points`,
      row.pValue.toFixed(3),
      row.verdict === "no detectable change"
        ? `${row.verdict} (could see ${Math.round(row.detectable * 100)} points)`
        : row.verdict,
    ]),
    remarks: [
      ...(regressed.length > 0 ? [`Passed in the baseline only: ${listed(regressed)}`] : []),
      ...(unpaired > 0 ? [`${plural(unpaired, "case")} of only one of the runs left out.`] : []),
    ],
  };
}

function listed(ids: readonly string[]): string {
  const rest = ids.length - shownRegressions;
  return `${ids.slice(0, shownRegressions).join(", ")}${rest > 0 ? ` and ${rest} more` : ""}`;
}
