// The result as Markdown for a pull request or a wiki page: gate, scorecard, categories, load test, comparison, what did not
// pass. It holds no answers: those are in the JSON and HTML reports.
import { deploymentAdvice } from "../../core/figures/deployment-advice.ts";
import { plural, suiteText } from "../../core/figures/figure-text.ts";
import type { Evaluation } from "../../core/protocol/evaluation.ts";
import { comparisonText } from "./comparison-text.ts";
import { categoryTable, scorecardTable } from "./evaluation-tables.ts";
import { markdownComparison, markdownLoadSection } from "./load-reports.ts";
import { endpointText, hardwareText } from "./load-text.ts";
import {
  bullets,
  code,
  heading,
  markdownTable,
  markdownText,
  paragraphs,
} from "./markdown-text.ts";
import { figuresOf, notesOn } from "./notes.ts";

const shownFailures = 20;

export function markdownReport(result: Evaluation): string {
  const { run, gate, load, comparison } = result;
  const { model, isSimulated } = run.endpoint;
  const mark = isSimulated ? " (SIMULATED)" : "";
  const parts = [
    heading(2, `Evaluation of ${model}${mark}`),
    markdownText(deploymentAdvice(result.scorecard, isSimulated), 2000),
    markdownText(`Gate ${gate.ok ? "passed" : "failed"}. ${gate.reasons.join(" ")}`, 2000),
    bullets(factsOf(result)),
    markdownTable(scorecardTable(result), 3),
    markdownTable(categoryTable(result), 3),
    ...(load === undefined ? [] : [markdownLoadSection(load, 3)]),
    ...(comparison === undefined
      ? []
      : markdownComparison(comparisonText(comparison, isSimulated), 3)),
    notPassed(result),
    heading(3, "Notes"),
    bullets([...notesOn(result), ...figuresOf(result)]),
  ];
  return `${paragraphs(parts)}\n`;
}

function factsOf({ run, totals, status }: Evaluation): string[] {
  const { sandbox, missingToolchains } = run;
  const missing = Object.entries({ ...sandbox.unavailable, ...missingToolchains });
  return [
    endpointText(run.endpoint),
    `run ${run.id}, started ${run.startedAt}, profile ${run.profile}, seed ${run.seed}, suite ${suiteText(run.suite)}, ${plural(totals.planned, "question")}${status === "interrupted" ? ", interrupted" : ""}`,
    ...(run.hardware === undefined ? [] : [`hardware: ${hardwareText(run.hardware)}`]),
    `sandbox: ${sandbox.tier}, ${sandbox.description}`,
    ...missing.map(([what, why]) => `no ${what}: ${why}`),
  ];
}

function notPassed({ cases }: Evaluation): string {
  const failed = cases.filter(({ verdict }) => verdict === "fail" || verdict === "infra");
  if (failed.length === 0) return "";
  const rest = failed.length - shownFailures;
  return [
    heading(3, `Not passed: ${failed.length}`),
    "",
    ...failed.slice(0, shownFailures).map(({ id, epoch, verdict, failClass, reason = "" }) => {
      return `- ${code(id)}, epoch ${epoch}: ${failClass ?? verdict}. ${markdownText(reason, 160)}`;
    }),
    ...(rest > 0 ? [`- and ${rest} more in the JSON document`] : []),
  ].join("\n");
}
