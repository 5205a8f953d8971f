// How a load test goes on, in one line. Counts nothing that the events do not say.
import { milliseconds, plural, tokensPerSecond } from "../../core/figures/figure-text.ts";
import { isForLatency } from "../../core/figures/latency-row.ts";
import type { LoadEvent, LoadRow } from "../../core/protocol/load-test.ts";
import { rowLabel } from "../../evals/load/load-plan.ts";
import { failedIn } from "../../evals/report/load-tables.ts";
import type { Story } from "./narrator.ts";

/** A still line for the beginning and for every row that is measured. */
export function loadStory(): Story<LoadEvent> {
  let planned = 0;
  let finished = 0;
  let line = { text: "load test", step: "" };
  return (event) => {
    switch (event.kind) {
      case "load-started":
        planned = event.plannedRows;
        line = {
          text: `load test: ${plural(planned, "row")}, about ${plural(event.plannedRequests, "request")}`,
          step: "started",
        };
        break;
      case "load-progress": {
        const { row, label, done, of } = event;
        const text = `load test: row ${row + 1} of ${planned}, ${label}: ${done} of ${of} requests`;
        line = { ...line, text };
        break;
      }
      case "load-row":
        finished += 1;
        line = {
          text: `row ${finished} of ${planned}, ${rowText(event.row)}`,
          step: `row ${finished}`,
        };
        break;
      case "load-finished":
    }
    return line;
  };
}

function rowText(row: LoadRow): string {
  const { n, ttftMs, steadyTokensPerSecond: steady, outputTokensPerSecond: wall } = row;
  const failed = failedIn(row);
  const rate = isForLatency(row) ? undefined : (steady ?? wall);
  return [
    `${rowLabel(row)}: n ${n}`,
    ...(failed > 0 ? [`${failed} failed`] : []),
    ...(ttftMs === undefined ? [] : [`TTFT p50 ${milliseconds(ttftMs.p50)}`]),
    ...(rate === undefined
      ? []
      : [`${tokensPerSecond(rate)} ${steady === undefined ? "wall" : "steady"}`]),
    ...row.cautions.map(({ code }) => code.replaceAll("-", " ")),
  ].join(", ");
}
