// Speaks to screen readers through one hidden live region: what the host says, quarters of a run, and what came of it.

import { t } from "../../words.ts";
import { progressText } from "./progress.ts";
import { verdictText } from "./scorecard.ts";
import type { ViewState } from "./view-state.ts";

export type Announcer = {
  readonly element: HTMLElement;
  say(text: string): void;
  changed(before: ViewState, after: ViewState): void;
};

export function announcer(): Announcer {
  const element = document.createElement("div");
  element.className = "visually-hidden";
  element.setAttribute("aria-live", "polite");
  element.dataset.testid = "announcer";
  const say = (text: string) => {
    element.textContent = text;
  };
  return {
    element,
    say,
    changed(before, after) {
      const text = news(before, after);
      if (text !== undefined) say(text);
    },
  };
}

/** What is worth hearing about the open run; undefined when nothing is. */
export function news(before: ViewState, after: ViewState): string | undefined {
  const run = after.opened;
  if (run === undefined || before.opened?.id !== run.id) return undefined;
  if (before.opened.state !== run.state) {
    if (run.state === "running") return t("The run goes on");
    if (run.state === "failed") return run.problem?.message ?? t("The run failed");
    const verdicts =
      run.kind === "evaluation" && run.result ? `: ${verdictText(run.result.scorecard)}` : "";
    const ended = run.state === "complete" ? t("The run is complete") : t("The run is interrupted");
    return `${ended}${verdicts}`;
  }
  const { progress } = run;
  const earlier = before.opened.progress;
  if (progress === undefined || earlier === undefined) return undefined;
  return quarterOf(progress) > quarterOf(earlier) ? progressText(progress) : undefined;
}

function quarterOf({ done, of }: { done: number; of: number }): number {
  return of === 0 ? 0 : Math.floor((done / of) * 4);
}
