// The comparison with an earlier run in words, for every report that shows it. Decides nothing.
import { points, pointsRange, pValueText } from "../../core/figures/difference-text.ts";
import {
  fineMilliseconds,
  percent,
  plural,
  times,
  tokensPerSecond,
} from "../../core/figures/figure-text.ts";
import type { Comparison } from "../../core/protocol/evaluation.ts";
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
  const of = baseline.isSimulated ? ", simulated" : "";
  const mark = baseline.isSimulated || isSimulated ? " (SIMULATED)" : "";
  return {
    title: `Against ${baseline.id} (${baseline.model}${of})`,
    caveats,
    tables: [
      tableOf(`Cases of both runs${mark}`, rows, caseColumns),
      ...(load.length === 0 ? [] : [tableOf(`Load tests of both runs${mark}`, load, loadColumns)]),
    ],
    remarks: remarksOf(comparison),
  };
}

type Row = Comparison["rows"][number];
type LoadRow = NonNullable<Comparison["load"]>[number];

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

const loadColumns: readonly Column<LoadRow>[] = [
  { head: "row", align: "left", cell: ({ label }) => label },
  { head: "figure", align: "left", cell: ({ what }) => what },
  right("baseline (n)", (row) => `${figure(row, row.baseline)} (${row.baselineN})`),
  right("this (n)", (row) => `${figure(row, row.current)} (${row.currentN})`),
  right("this ÷ baseline", ({ ratio }) => times(ratio)),
];

function right<Of>(head: string, cell: (row: Of) => string): Column<Of> {
  return { head, align: "right", cell };
}

function figure({ unit }: LoadRow, value: number): string {
  return unit === "ms" ? fineMilliseconds(value) : tokensPerSecond(value);
}

function remarksOf({ regressed, unpaired, scaling }: Comparison): string[] {
  return [
    ...(regressed.length > 0 ? [`Passed in the baseline only: ${listed(regressed)}`] : []),
    ...(unpaired > 0 ? [`${plural(unpaired, "case")} of only one of the runs left out.`] : []),
    ...(scaling === undefined ? [] : [scalingText(scaling)]),
  ];
}

function scalingText(scaling: NonNullable<Comparison["scaling"]>): string {
  const { label, gpus, speedup, efficiency, published } = scaling;
  return `From ${gpus.fewer} to ${gpus.more} GPUs (declared) ${times(speedup)} the output at ${label}: scaling efficiency ${percent(efficiency)}; the published run reached ${percent(published)} from 4 to 8.`;
}

function listed(ids: readonly string[]): string {
  const rest = ids.length - shownRegressions;
  return `${ids.slice(0, shownRegressions).join(", ")}${rest > 0 ? ` and ${rest} more` : ""}`;
}
