// The one message about a run that ended while nobody looked: what became of it, in a sentence. A run that was stopped on
// purpose is no news.
import type { Severity } from "../host/notify.ts";
import type { OpenedRun } from "../webview/evals/messages.ts";
import { plural, t } from "../words.ts";

export function endingNews(run: OpenedRun): { severity: Severity; text: string } | undefined {
  const { header, problem, state } = run;
  const model = header?.endpoint.model;
  if (state === "failed") {
    const ended =
      model === undefined
        ? t("The evaluation ended early.")
        : t("The evaluation of {0} ended early.", model);
    return { severity: "warning", text: `${ended} ${problem?.message ?? ""}` };
  }
  if (state !== "complete") return undefined;
  const simulated = header?.endpoint.isSimulated ? ` (${t("simulated")})` : "";
  const what = model === undefined ? t("The evaluation") : t("The evaluation of {0}", model);
  return {
    severity: "info",
    text: t("{0} is complete: {1}.", `${what}${simulated}`, outcomeOf(run)),
  };
}

function outcomeOf(run: OpenedRun): string {
  if (run.kind === "load") return plural(run.rows.length, ["{0} row", "{0} rows"]);
  if (run.kind === "repository") return plural(run.holes.length, ["{0} hole", "{0} holes"]);
  const rows = run.result?.scorecard ?? [];
  const passed = rows.filter(({ verdict }) => verdict === "PASS").length;
  return t("{0} of {1} PASS", passed, rows.length);
}
