// The result as JUnit XML, for pipelines that show test results: one suite a category, one test a sample.
import type { CaseResult, Evaluation } from "../../core/protocol/evaluation.ts";
import { escaped } from "./markup.ts";

export function junitReport(result: Evaluation): string {
  const { run, cases, categories } = result;
  const name = `tandem eval ${run.endpoint.model}${run.endpoint.isSimulated ? " (simulated)" : ""}`;
  const suites = categories.map(({ category, counts }) => {
    const own = cases.filter((sample) => sample.category === category);
    const numbers = [
      `tests="${own.length}"`,
      `failures="${counts.fail}"`,
      `errors="${counts.infra}"`,
      `skipped="${counts.skipped + counts.unscored}"`,
      `time="${seconds(own)}"`,
    ].join(" ");
    return `  <testsuite name="${escaped(category)}" ${numbers}>\n${own.map(testCase).join("")}  </testsuite>\n`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="${escaped(name)}">\n${suites.join("")}</testsuites>\n`;
}

function testCase(sample: CaseResult): string {
  const { id, epoch, category, verdict, failClass, reason = "", output } = sample;
  const open = `    <testcase classname="tandem.${escaped(category)}" name="${escaped(`${id} epoch ${epoch}`)}" time="${seconds([sample])}"`;
  const message = `message="${escaped(reason)}"`;
  const system = output === undefined ? "" : `<system-out>${escaped(output)}</system-out>`;
  switch (verdict) {
    case "pass":
      return `${open}/>\n`;
    case "fail":
      return `${open}><failure type="${escaped(failClass ?? "fail")}" ${message}/>${system}</testcase>\n`;
    case "infra":
      return `${open}><error type="infra" ${message}/></testcase>\n`;
    case "skipped":
    case "unscored":
      return `${open}><skipped ${message}/></testcase>\n`;
  }
}

function seconds(samples: readonly CaseResult[]): string {
  const ms = samples
    .flatMap(({ timings }) => timings)
    .reduce((total, { e2elMs }) => total + e2elMs, 0);
  return (ms / 1000).toFixed(3);
}
