// The scorecard and the categories of an evaluation as tables, the same for every report.
import { percent, percentRange } from "../../core/figures/figure-text.ts";
import { measureText } from "../../core/figures/measure-text.ts";
import type { CategorySummary, Evaluation, ScorecardRow } from "../../core/protocol/evaluation.ts";
import { rubricText } from "./rubric-text.ts";
import { type Column, none, type TableText } from "./table-text.ts";

export function scorecardTable({ run, scorecard }: Evaluation): TableText {
  return wholeTable(`Scorecard${mark(run)}`, scorecard, scorecardColumns);
}

export function categoryTable({ run, categories }: Evaluation): TableText {
  return wholeTable(`Categories${mark(run)}`, categories, categoryColumns);
}

const scorecardColumns: readonly Column<ScorecardRow>[] = [
  left("Capability", ({ title }) => title),
  left("Verdict", ({ verdict }) => verdict),
  right("Result", ({ measure }) => measureText(measure).result),
  right("95 % interval", ({ measure }) => measureText(measure).interval),
  right("n", ({ measure }) => measureText(measure).n),
  left("Why", ({ reason, badges }) => [reason, ...badges.map((badge) => `[${badge}]`)].join(" ")),
  left("Published H100", ({ published }) =>
    published === undefined ? "" : `${published.verdict}, ${published.evidence}`,
  ),
];

const categoryColumns: readonly Column<CategorySummary>[] = [
  left("Category", ({ category }) => category),
  right("Pass", ({ counts }) => String(counts.pass)),
  right("Fail", ({ counts }) => String(counts.fail)),
  right("Skipped", ({ counts }) => String(counts.skipped)),
  right("Unscored", ({ counts }) => String(counts.unscored)),
  right("Infra", ({ counts }) => String(counts.infra)),
  right("Rate", ({ rate }) => (rate === undefined ? none : percent(rate.rate))),
  right("95 % interval", ({ rate }) => (rate === undefined ? none : percentRange(rate))),
  left("Rubric", ({ rubric }) => (rubric === undefined ? none : rubricText(rubric))),
];

function wholeTable<Row>(
  title: string,
  rows: readonly Row[],
  columns: readonly Column<Row>[],
): TableText {
  return {
    title,
    head: columns.map(({ head }) => head),
    align: columns.map(({ align }) => align),
    rows: rows.map((row) => columns.map(({ cell }) => cell(row))),
  };
}

function mark({ endpoint }: Evaluation["run"]): string {
  return endpoint.isSimulated ? " (SIMULATED)" : "";
}

function left<Row>(head: string, cell: (row: Row) => string): Column<Row> {
  return { head, align: "left", cell };
}

function right<Row>(head: string, cell: (row: Row) => string): Column<Row> {
  return { head, align: "right", cell };
}
