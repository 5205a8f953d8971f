// Two load tests held against each other in words: a part of two evaluations' comparison, or all of one. Decides nothing.
import {
  fineMilliseconds,
  percent,
  times,
  tokensPerSecond,
} from "../../core/figures/figure-text.ts";
import type { LoadComparison, LoadRatio, Scaling } from "../../core/protocol/load-comparison.ts";
import { type Column, type TableText, tableOf } from "./table-text.ts";

/** `isSimulated`: this run. What comes back has the parts of every comparison. */
export function loadComparisonText(comparison: LoadComparison, isSimulated: boolean) {
  const { baseline, caveats, load, scaling } = comparison;
  const mark = originMark(baseline.isSimulated || isSimulated);
  return {
    title: againstText(baseline),
    caveats,
    tables: load.length === 0 ? [] : [loadRatioTable(load, mark)],
    remarks: [
      ...(load.length === 0
        ? []
        : [
            "Each figure comes from one row of one run and has no interval: a ratio near 1 is no finding, and none of them decides anything.",
          ]),
      ...(scaling === undefined ? [] : [scalingText(scaling)]),
    ],
  };
}

/** Names of models and runs come from a file: whoever shows them escapes them. */
export function againstText({ id, model, isSimulated }: LoadComparison["baseline"]): string {
  return `Against ${id} (${model}${isSimulated ? ", simulated" : ""})`;
}

export function originMark(isSimulated: boolean): string {
  return isSimulated ? " (SIMULATED)" : "";
}

export function loadRatioTable(load: readonly LoadRatio[], mark: string): TableText {
  return tableOf(`Load tests of both runs${mark}`, load, columns);
}

export function scalingText(scaling: Scaling): string {
  const { label, gpus, speedup, efficiency, published } = scaling;
  return `From ${gpus.fewer} to ${gpus.more} GPUs (declared) ${times(speedup)} the output at ${label}: scaling efficiency ${percent(efficiency)}; the published run reached ${percent(published)} from 4 to 8.`;
}

const columns: readonly Column<LoadRatio>[] = [
  { head: "row", align: "left", cell: ({ label }) => label },
  { head: "figure", align: "left", cell: ({ what }) => what },
  right("baseline (n)", (row) => `${figure(row, row.baseline)} (${row.baselineN})`),
  right("this (n)", (row) => `${figure(row, row.current)} (${row.currentN})`),
  right("this ÷ baseline", ({ ratio }) => times(ratio)),
];

function figure({ unit }: LoadRatio, value: number): string {
  return unit === "ms" ? fineMilliseconds(value) : tokensPerSecond(value);
}

function right(head: string, cell: (row: LoadRatio) => string): Column<LoadRatio> {
  return { head, align: "right", cell };
}
