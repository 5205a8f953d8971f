// How an evaluation goes on, in one line; its load test, which comes last, tells its own.
import type { EvaluationEvent } from "../../../core/protocol/evaluation-events.ts";
import type { LoadEvent } from "../../../core/protocol/load-test.ts";
import { loadStory } from "../load-story.ts";
import type { Story } from "../narrator.ts";

type Progress = { planned: number; asked: number; graded: number; failed: number };

/** A still line for the beginning, for every tenth of the way and for every row of the load test. */
export function evaluationStory(): Story<EvaluationEvent | LoadEvent> {
  const progress: Progress = { planned: 0, asked: 0, graded: 0, failed: 0 };
  const tellLoad = loadStory();
  let line = { text: "", step: "" };
  return (event) => {
    if (isLoad(event)) {
      line = tellLoad(event);
    } else if (event.kind !== "finished" && event.kind !== "failed") {
      fold(progress, event);
      line = { text: textOf(progress), step: `tenth ${tenthOf(progress)}` };
    }
    return line;
  };
}

function isLoad(event: EvaluationEvent | LoadEvent): event is LoadEvent {
  return event.kind.startsWith("load-");
}

type Step = Exclude<EvaluationEvent, { kind: "finished" | "failed" }>;

function fold(progress: Progress, event: Step): void {
  switch (event.kind) {
    case "started":
      progress.planned = event.planned;
      progress.asked = event.done;
      return;
    case "asked":
      progress.asked += 1;
      return;
    case "graded":
      progress.graded += 1;
      if (event.result.verdict === "fail") progress.failed += 1;
  }
}

function textOf({ planned, asked, graded, failed }: Progress): string {
  return `asked ${asked} of ${planned}, graded ${graded}, failed ${failed}`;
}

function tenthOf({ planned, graded }: Progress): number {
  return Math.floor((10 * graded) / Math.max(1, planned));
}
