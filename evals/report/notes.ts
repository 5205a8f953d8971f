// What every report says below its tables, as sentences: how the figures are meant, and what the answers took.

import { milliseconds, plural } from "../../core/figures/figure-text.ts";
import type { Evaluation } from "../../core/protocol/evaluation.ts";
import type { Distribution } from "../../core/protocol/run-facts.ts";
import rules from "./thresholds.json" with { type: "json" };

/** Sentences, one a line of the report; they hold text of servers. */
export function notesOn({ run }: Evaluation): string[] {
  const { toolParser, judge } = run;
  return [
    "Intervals count problems, not their variants; thresholds: evals/report/thresholds.json.",
    ...(toolParser?.ok === false ? [`Serving fault: ${toolParser.message}`] : []),
    ...(judge?.isSelf === true
      ? [
          "The model judged its own answers: such ratings are lowered by 0.3 to 0.5, shares of a rubric by 3 to 5 points.",
        ]
      : []),
    ...doubtsAbout(judge),
  ];
}

/** Of the rated row the reason says so; a rubric has no row. */
function doubtsAbout(judge: Evaluation["run"]["judge"]): string[] {
  const calibration = judge?.calibration;
  if (calibration === undefined || calibration.right >= rules.minJudgeCalibration) return [];
  const { right, of } = calibration;
  return [`The judge rated only ${right} of ${of} planted answers rightly: its votes say little.`];
}

/** What the answers took and cost; in sentences. */
export function figuresOf({ latency, run, totals }: Evaluation): string[] {
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
    ...(parts.length === 0
      ? []
      : [`At concurrency ${run.concurrency}${simulated}: ${parts.join("; ")}`]),
    ...(totals.wallSeconds === undefined
      ? []
      : [`Asked and graded in ${milliseconds(totals.wallSeconds * 1000)}`]),
    `${totals.promptTokens.toLocaleString("en")} prompt tokens, ${totals.completionTokens.toLocaleString("en")} completion tokens, ${plural(totals.retried, "transport error")} tried again`,
  ];
}

function figuresText({ n, p50, p95, p99 }: Distribution): string {
  const more = [
    ...(p95 === undefined ? [] : [`p95 ${milliseconds(p95)}`]),
    ...(p99 === undefined ? [] : [`p99 ${milliseconds(p99)}`]),
  ];
  return [`p50 ${milliseconds(p50)}`, ...more, `n ${n}`].join(", ");
}
