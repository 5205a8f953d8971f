// The comparison with an earlier run in words, for every report that shows it. Decides nothing.
import { points, pointsRange, pValueText } from "../../core/figures/difference-text.ts";
import { plural } from "../../core/figures/figure-text.ts";
import type { Comparison } from "../../core/protocol/evaluation.ts";
import { againstText, loadRatioTable, originMark, scalingText } from "./load-comparison-text.ts";
import { type Column, none, type TableText, tableOf } from "./table-text.ts";

export type ComparisonText = {
  title: string;
  caveats: readonly string[];
  tables: readonly TableText[];
  remarks: readonly string[];
};

const shownRegressions = 10;

/** Names of models and runs come from a file: whoever shows them escapes them. `isSimulated`: this run. */
export function comparisonText(comparison: Comparison, isSimulated: boolean): ComparisonText {
  const { baseline, rows, load = [], caveats = [] } = comparison;
  const mark = originMark(baseline.isSimulated || isSimulated);
  return {
    title: againstText(baseline),
    caveats,
    tables: [
      tableOf(`Cases of both runs${mark}`, rows, caseColumns),
      ...(load.length === 0 ? [] : [loadRatioTable(load, mark)]),
    ],
    remarks: remarksOf(comparison),
  };
}

type Row = Comparison["rows"][number];

const caseColumns: readonly Column<Row>[] = [
  { head: "scope", align: "left", cell: ({ scope }) => scope },
  right("n", (row) => String(row.both + row.onlyBaseline + row.onlyThis + row.neither)),
  right("both", ({ both }) => String(both)),
  right("only baseline", ({ onlyBaseline }) => String(onlyBaseline)),
  right("only this", ({ onlyThis }) => String(onlyThis)),
  right("neither", ({ neither }) => String(neither)),
  right("difference", ({ difference }) => points(difference)),
  right("95 % interval", ({ low, high }) =>
    low === undefined || high === undefined ? none : pointsRange({ low, high }),
  ),
  right("p", ({ pValue }) => pValueText(pValue)),
  {
    head: "verdict",
    align: "left",
    cell: ({ verdict, detectable }) =>
      verdict === "no detectable change"
        ? `${verdict} (could see ${Math.round(detectable * 100)} points)`
        : verdict,
  },
];

function right(head: string, cell: (row: Row) => string): Column<Row> {
  return { head, align: "right", cell };
}

function remarksOf({ regressed, unpaired, scaling }: Comparison): string[] {
  return [
    ...(regressed.length > 0 ? [`Passed in the baseline only: ${listed(regressed)}`] : []),
    ...(unpaired > 0 ? [`${plural(unpaired, "case")} of only one of the runs left out.`] : []),
    ...(scaling === undefined ? [] : [scalingText(scaling)]),
  ];
}

function listed(ids: readonly string[]): string {
  const rest = ids.length - shownRegressions;
  return `${ids.slice(0, shownRegressions).join(", ")}${rest > 0 ? ` and ${rest} more` : ""}`;
}
