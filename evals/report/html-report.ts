// The result as one HTML file without scripts, links or images: scorecard, categories, and every case to unfold.

import { deploymentAdvice } from "../../core/figures/deployment-advice.ts";
import { milliseconds, suiteText } from "../../core/figures/figure-text.ts";
import type { CaseResult, Evaluation } from "../../core/protocol/evaluation.ts";
import type { Check } from "../../core/protocol/grade.ts";
import { comparisonText } from "./comparison-text.ts";
import { categoryTable, scorecardTable } from "./evaluation-tables.ts";
import { list, page, paragraph, table, titledTable } from "./html-page.ts";
import { htmlComparison, htmlLoadSection } from "./load-reports.ts";
import { hardwareText } from "./load-text.ts";
import { escaped } from "./markup.ts";
import { figuresOf, notesOn } from "./notes.ts";

export function htmlReport(result: Evaluation): string {
  const { run, cases, gate, comparison, load } = result;
  const simulated = run.endpoint.isSimulated ? " (simulated)" : "";
  const title = `${run.endpoint.model}${simulated}: evaluation ${run.id}`;
  return page(title, [
    paragraph(facts(result)),
    paragraph(deploymentAdvice(result.scorecard, run.endpoint.isSimulated)),
    `<p><strong>Gate ${gate.ok ? "passed" : "failed"}.</strong> ${escaped(gate.reasons.join(" "))}</p>`,
    titledTable(scorecardTable(result)),
    titledTable(categoryTable(result)),
    ...(load === undefined ? [] : htmlLoadSection(load)),
    ...(comparison === undefined
      ? []
      : htmlComparison(comparisonText(comparison, run.endpoint.isSimulated))),
    "<h2>Notes</h2>",
    list(notes(result)),
    "<h2>Cases</h2>",
    ...cases.map(caseDetails),
  ]);
}

function facts({ run, totals, status }: Evaluation): string {
  const { endpoint, sandbox } = run;
  return [
    `Endpoint ${endpoint.url}`,
    ...(endpoint.serverVersion === undefined ? [] : [`server ${endpoint.serverVersion}`]),
    `started ${run.startedAt}`,
    `profile ${run.profile}`,
    `seed ${run.seed}`,
    `suite ${suiteText(run.suite)}`,
    `${totals.planned} questions${status === "interrupted" ? ", interrupted" : ""}`,
    `concurrency ${run.concurrency}`,
    `sandbox ${sandbox.tier} (${sandbox.description})`,
    ...(run.hardware === undefined ? [] : [`hardware ${hardwareText(run.hardware)}`]),
  ].join(" · ");
}

/** What could not be used here, how the figures are meant, what the answers took. */
function notes(result: Evaluation): string[] {
  const { sandbox, missingToolchains } = result.run;
  const missing = Object.entries({ ...sandbox.unavailable, ...missingToolchains });
  return [
    ...notesOn(result),
    ...missing.map(([what, why]) => `no ${what}: ${why}`),
    ...figuresOf(result),
  ];
}

function caseDetails(sample: CaseResult): string {
  const { id, epoch, verdict, failClass, reason, timings, checks, extracted, output } = sample;
  const ttft = timings[0]?.ttftMs;
  const time = ttft === undefined ? "" : `, TTFT ${milliseconds(ttft)}`;
  const state = failClass === undefined ? verdict : `${verdict}: ${failClass}`;
  const parts = [
    reason === undefined ? "" : `<p>${escaped(reason)}</p>`,
    checks.length === 0
      ? ""
      : table(["Check", "Result", "Expected", "Actual"], checks.map(checkCells)),
    extracted === undefined ? "" : `<h3>Answer</h3><pre>${escaped(extracted)}</pre>`,
    output === undefined ? "" : `<h3>Output</h3><pre>${escaped(output)}</pre>`,
  ];
  return `<details class="${verdict}"><summary>${escaped(`${id}, epoch ${epoch}: ${state}${time}`)}</summary>${parts.join("")}</details>`;
}

function checkCells({ name, ok, expected, actual, detail, advisory }: Check): string[] {
  const state = ok === null ? "undecided" : ok ? "ok" : "wrong";
  return [
    name,
    advisory === true ? `${state} (advisory)` : state,
    expected === undefined ? "" : JSON.stringify(expected),
    actual === undefined ? (detail ?? "") : JSON.stringify(actual),
  ];
}
