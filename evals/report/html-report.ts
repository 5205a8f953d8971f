// The result as one HTML file without scripts, links or images: scorecard, categories, and every case to unfold.

import { milliseconds, percent, percentRange, suiteText } from "../../core/figures/figure-text.ts";
import { measureText } from "../../core/figures/measure-text.ts";
import type {
  CaseResult,
  Comparison,
  Evaluation,
  ScorecardRow,
} from "../../core/protocol/evaluation.ts";
import type { Check } from "../../core/protocol/grade.ts";
import { comparisonText } from "./comparison-text.ts";
import style from "./html-report.css";
import { escaped } from "./markup.ts";
import { figuresOf, notesOn } from "./notes.ts";
import { rubricText } from "./rubric-text.ts";

export function htmlReport(result: Evaluation): string {
  const { run, scorecard, categories, cases, gate, comparison } = result;
  const simulated = run.endpoint.isSimulated ? " (simulated)" : "";
  const title = `${run.endpoint.model}${simulated}: evaluation ${run.id}`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width">
<title>${escaped(title)}</title>
<style>${style}</style>
</head>
<body>
<h1>${escaped(title)}</h1>
<p>${escaped(facts(result))}</p>
<p><strong>Gate ${gate.ok ? "passed" : "failed"}.</strong> ${escaped(gate.reasons.join(" "))}</p>
<h2>Scorecard</h2>
${table(["Capability", "Verdict", "Result", "95 % interval", "n", "Why", "Published H100"], scorecard.map(scorecardCells))}
<h2>Categories</h2>
${table(
  ["Category", "Pass", "Fail", "Skipped", "Unscored", "Infra", "Rate", "95 % interval", "Rubric"],
  categories.map(({ category, counts, rate, rubric }) => [
    category,
    ...[counts.pass, counts.fail, counts.skipped, counts.unscored, counts.infra].map(String),
    ...(rate === undefined ? ["–", "–"] : [percent(rate.rate), percentRange(rate)]),
    rubric === undefined ? "–" : rubricText(rubric),
  ]),
)}
${comparison === undefined ? "" : comparisonSection(comparison)}
<h2>Notes</h2>
${list(notes(result))}
<h2>Cases</h2>
${cases.map(caseDetails).join("\n")}
</body>
</html>
`;
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

function comparisonSection(comparison: Comparison): string {
  const { title, caveats, head, rows, remarks } = comparisonText(comparison);
  return `<h2>${escaped(title)}</h2>\n${list(caveats)}${table(head, rows)}${list(remarks)}`;
}

function list(sentences: readonly string[]): string {
  if (sentences.length === 0) return "";
  return `<ul>${sentences.map((sentence) => `<li>${escaped(sentence)}</li>`).join("")}</ul>\n`;
}

function scorecardCells({ title, verdict, measure, reason, badges, published }: ScorecardRow) {
  const why = [reason, ...badges.map((badge) => `[${badge}]`)].join(" ");
  const source = published === undefined ? "" : `${published.verdict}, ${published.evidence}`;
  const { result, interval, n } = measureText(measure);
  return [title, verdict, result, interval, n, why, source];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const headings = head.map((cell) => `<th scope="col">${escaped(cell)}</th>`).join("");
  const body = rows.map(([first = "", ...cells]) => {
    const others = cells.map((cell) => `<td>${escaped(cell)}</td>`).join("");
    return `<tr><th scope="row">${escaped(first)}</th>${others}</tr>`;
  });
  return `<table><thead><tr>${headings}</tr></thead><tbody>\n${body.join("\n")}\n</tbody></table>`;
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
