// The one message about a run that ended while nobody looked: what became of it, in a sentence. A run that was stopped on
// purpose is no news.
import { plural } from "../../core/figures/figure-text.ts";
import type { Severity } from "../host/notify.ts";
import type { OpenedRun } from "../webview/evals/messages.ts";

export function endingNews(run: OpenedRun): { severity: Severity; text: string } | undefined {
  const { header, problem, state } = run;
  const model = header?.endpoint.model;
  const of = model === undefined ? "" : ` of ${model}`;
  const simulated = header?.endpoint.isSimulated ? " (simulated)" : "";
  if (state === "failed") {
    return {
      severity: "warning",
      text: `The evaluation${of} ended early. ${problem?.message ?? ""}`,
    };
  }
  if (state !== "complete") return undefined;
  return {
    severity: "info",
    text: `The evaluation${of}${simulated} is complete${outcomeOf(run)}.`,
  };
}

function outcomeOf(run: OpenedRun): string {
  if (run.kind === "load") return `: ${plural(run.rows.length, "row")}`;
  if (run.kind === "repository") return `: ${plural(run.holes.length, "hole")}`;
  const rows = run.result?.scorecard ?? [];
  return `: ${rows.filter(({ verdict }) => verdict === "PASS").length} of ${rows.length} PASS`;
}
