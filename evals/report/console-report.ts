// The result as people read it in a terminal: scorecard first, then the categories, what failed, and how fast it was.

import { deploymentAdvice } from "../../core/figures/deployment-advice.ts";
import { percent, percentRange, plural, suiteText } from "../../core/figures/figure-text.ts";
import type { CaseResult, CategorySummary, Evaluation } from "../../core/protocol/evaluation.ts";
import { comparisonText } from "./comparison-text.ts";
import { scorecardTable } from "./evaluation-tables.ts";
import { consoleComparison, consoleLoadReport, consoleTable } from "./load-reports.ts";
import { hardwareText } from "./load-text.ts";
import { figuresOf, notesOn } from "./notes.ts";
import { plainLine } from "./plain-line.ts";
import { rubricText } from "./rubric-text.ts";
import { textTable } from "./text-table.ts";

const shownFailures = 20;

export function consoleReport(result: Evaluation): string {
  const { comparison, load } = result;
  const { isSimulated } = result.run.endpoint;
  const mark = isSimulated ? " (SIMULATED)" : "";
  return [
    header(result),
    consoleTable(scorecardTable(result)),
    lines(notesOn(result)),
    `Categories${mark}\n${categoryTable(result.categories)}`,
    failures(result.cases),
    ...(load === undefined ? [] : [consoleLoadReport(load)]),
    ...(comparison === undefined
      ? []
      : [consoleComparison(comparisonText(comparison, isSimulated))]),
    lines(figuresOf(result)),
    `${deploymentAdvice(result.scorecard, isSimulated)}\n${gateLine(result)}`,
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
    ...(run.hardware === undefined ? [] : [plainLine(`hardware: ${hardwareText(run.hardware)}`)]),
    plainLine(`sandbox: ${sandbox.tier}, ${sandbox.description}`),
    ...Object.entries(sandbox.unavailable).map(([tier, why]) => plainLine(`no ${tier}: ${why}`)),
    ...Object.entries(run.missingToolchains).map(([language, why]) =>
      plainLine(`no ${language}: ${why}`),
    ),
  ].join("\n");
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

function lines(sentences: readonly string[]): string {
  return sentences.map((sentence) => plainLine(sentence, 400)).join("\n");
}

function gateLine({ gate }: Evaluation): string {
  return gate.ok ? "Gate: passed." : `Gate: failed. ${gate.reasons.join(" ")}`;
}
