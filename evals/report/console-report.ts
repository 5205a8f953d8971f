// The result as people read it in a terminal: scorecard first, then the categories, what failed, and how fast it was.
import type {
  CaseResult,
  CategorySummary,
  Comparison,
  Distribution,
  Evaluation,
  ScorecardRow,
} from "../../core/protocol/evaluation.ts";
import { plainLine } from "./plain-line.ts";
import { rubricText } from "./rubric-text.ts";
import { textTable } from "./text-table.ts";
import rules from "./thresholds.json" with { type: "json" };
import { milliseconds, percent, percentRange, plural, rating, suiteText } from "./words.ts";

const shownFailures = 20;
const shownRegressions = 10;

export function consoleReport(result: Evaluation): string {
  const { comparison } = result;
  return [
    header(result),
    scorecardTable(result.scorecard),
    notes(result),
    categoryTable(result.categories),
    failures(result.cases),
    ...(comparison === undefined ? [] : [comparisonTable(comparison)]),
    latencyLine(result),
    gateLine(result),
  ]
    .filter((part) => part !== "")
    .join("\n\n");
}

function header({ run, totals, status }: Evaluation): string {
  const { endpoint, sandbox } = run;
  const simulated = endpoint.isSimulated ? " (simulated)" : "";
  const version = endpoint.serverVersion === undefined ? "" : `, server ${endpoint.serverVersion}`;
  const window =
    endpoint.contextWindow === undefined ? "" : `, context ${endpoint.contextWindow} tokens`;
  return [
    plainLine(`${endpoint.model} at ${endpoint.url}${simulated}${version}${window}`),
    `run ${run.id}, profile ${run.profile}, seed ${run.seed}, suite ${suiteText(run.suite)}, ${plural(totals.planned, "question")}${status === "interrupted" ? ", interrupted" : ""}`,
    plainLine(`sandbox: ${sandbox.tier}, ${sandbox.description}`),
    ...Object.entries(sandbox.unavailable).map(([tier, why]) => plainLine(`no ${tier}: ${why}`)),
    ...Object.entries(run.missingToolchains).map(([language, why]) =>
      plainLine(`no ${language}: ${why}`),
    ),
  ].join("\n");
}

function scorecardTable(rows: readonly ScorecardRow[]): string {
  const head = ["Capability", "Verdict", "Result", "95 % interval", "n", "Why", "Published H100"];
  return textTable(
    head,
    rows.map((row) => [
      row.title,
      row.verdict,
      ...measureCells(row.measure),
      plainLine([row.reason, ...row.badges.map((badge) => `[${badge}]`)].join(" "), 90),
      row.published === undefined ? "" : `${row.published.verdict}, ${row.published.evidence}`,
    ]),
    ["left", "left", "right", "right", "right"],
  );
}

function measureCells(measure: ScorecardRow["measure"]): [string, string, string] {
  switch (measure.kind) {
    case "none":
      return ["–", "–", "0"];
    case "rating":
      return [
        `${rating(measure.mean)} of 10`,
        `${rating(measure.low)}–${measure.high.toFixed(2)}`,
        String(measure.n),
      ];
    case "rate":
      return [percent(measure.rate), percentRange(measure), String(measure.n)];
  }
}

function notes({ run }: Evaluation): string {
  const { toolParser, judge } = run;
  return [
    "Intervals count problems, not their variants; thresholds: evals/report/thresholds.json.",
    ...(toolParser?.ok === false ? [plainLine(`Serving fault: ${toolParser.message}`, 400)] : []),
    ...(judge?.isSelf === true
      ? [
          "The model judged its own answers: such ratings are lowered by 0.3 to 0.5, shares of a rubric by 3 to 5 points.",
        ]
      : []),
    ...doubtsAbout(judge),
  ].join("\n");
}

/** Of the rated row the reason says so; a rubric has no row. */
function doubtsAbout(judge: Evaluation["run"]["judge"]): string[] {
  const calibration = judge?.calibration;
  if (calibration === undefined || calibration.right >= rules.minJudgeCalibration) return [];
  const { right, of } = calibration;
  return [`The judge rated only ${right} of ${of} planted answers rightly: its votes say little.`];
}

function categoryTable(categories: readonly CategorySummary[]): string {
  return textTable(
    ["Category", "pass", "fail", "skipped", "unscored", "infra", "rate", "95 % interval", "notes"],
    categories.map(({ category, counts, rate, flipped, repeated, rubric, ...why }) => [
      category,
      ...[counts.pass, counts.fail, counts.skipped, counts.unscored, counts.infra].map(String),
      rate === undefined ? "–" : percent(rate.rate),
      rate === undefined ? "–" : percentRange(rate),
      [
        ...Object.entries(why.failClasses).map(([name, count]) => `${count} ${name}`),
        ...Object.entries(why.skipped).map(
          ([reason, count]) => `${count} ${plainLine(reason, 60)}`,
        ),
        ...(flipped > 0 ? [`${flipped} flipped between epochs`] : []),
        ...(repeated === undefined
          ? []
          : [`pass^${repeated.attempts} ${percent(repeated.passHatK.at(-1) ?? 0)}`]),
        ...(rubric === undefined ? [] : [`rubric ${rubricText(rubric)}`]),
      ].join(", "),
    ]),
    ["left", "right", "right", "right", "right", "right", "right", "right"],
  );
}

function failures(cases: readonly CaseResult[]): string {
  const failed = cases.filter(({ verdict }) => verdict === "fail" || verdict === "infra");
  if (failed.length === 0) return "";
  const lines = failed.slice(0, shownFailures).map(({ id, verdict, failClass, reason }) => {
    return `  ${id}  ${failClass ?? verdict}  ${plainLine(reason ?? "")}`;
  });
  const rest = failed.length - lines.length;
  return [
    `Not passed (${failed.length}):`,
    ...lines,
    ...(rest > 0 ? [`  … and ${rest} more in the JSON document`] : []),
  ].join("\n");
}

function comparisonTable(comparison: Comparison): string {
  const { baseline, rows, regressed, unpaired, caveats = [] } = comparison;
  const title = `Against ${plainLine(baseline.id)} (${plainLine(baseline.model)}${baseline.isSimulated ? ", simulated" : ""})`;
  const table = textTable(
    ["scope", "both", "only baseline", "only this", "neither", "difference", "p", "verdict"],
    rows.map((row) => [
      row.scope,
      ...[row.both, row.onlyBaseline, row.onlyThis, row.neither].map(String),
      `${row.difference >= 0 ? "+" : "−"}${Math.abs(row.difference * 100).toFixed(1)} points`,
      row.pValue.toFixed(3),
      row.verdict === "no detectable change"
        ? `${row.verdict} (could see ${Math.round(row.detectable * 100)} points)`
        : row.verdict,
    ]),
    ["left", "right", "right", "right", "right", "right", "right"],
  );
  return [
    title,
    ...caveats.map((caveat) => plainLine(caveat)),
    table,
    ...(regressed.length > 0 ? [`Passed in the baseline only: ${listed(regressed)}`] : []),
    ...(unpaired > 0 ? [`${plural(unpaired, "case")} of only one of the runs left out.`] : []),
  ].join("\n");
}

function listed(ids: readonly string[]): string {
  const rest = ids.length - shownRegressions;
  return `${ids.slice(0, shownRegressions).join(", ")}${rest > 0 ? ` and ${rest} more` : ""}`;
}

function latencyLine({ latency, run, totals }: Evaluation): string {
  const parts = (
    [
      ["TTFT", latency.ttftMs],
      ["TPOT", latency.tpotMs],
      ["E2E latency", latency.e2elMs],
    ] as const
  ).flatMap(([name, figures]) =>
    figures === undefined ? [] : [`${name} ${figuresText(figures)}`],
  );
  const simulated = run.endpoint.isSimulated ? ", simulated" : "";
  return [
    `At concurrency ${run.concurrency}${simulated}: ${parts.join("; ")}`,
    `${totals.promptTokens.toLocaleString("en")} prompt tokens, ${totals.completionTokens.toLocaleString("en")} completion tokens, ${plural(totals.retried, "transport error")} tried again`,
  ].join("\n");
}

function figuresText({ n, p50, p95, p99 }: Distribution): string {
  const more = [
    ...(p95 === undefined ? [] : [`p95 ${milliseconds(p95)}`]),
    ...(p99 === undefined ? [] : [`p99 ${milliseconds(p99)}`]),
  ];
  return [`p50 ${milliseconds(p50)}`, ...more, `n ${n}`].join(", ");
}

function gateLine({ gate }: Evaluation): string {
  return gate.ok ? "Gate: passed." : `Gate: failed. ${gate.reasons.join(" ")}`;
}
