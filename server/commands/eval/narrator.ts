// Tells what happens while an evaluation runs: JSON lines for programs, one moving line or a few still ones for people.
import type { EvaluationEvent } from "../../../core/protocol/evaluation-events.ts";

export type Narrator = {
  emit: (event: EvaluationEvent) => void;
  /** Clears the moving line; what is printed next stands on a line of its own. */
  end: () => void;
};

export function narrator({ events }: { events?: boolean }): Narrator {
  if (events === true) {
    return { emit: (event) => process.stdout.write(`${JSON.stringify(event)}\n`), end: () => {} };
  }
  return process.stderr.isTTY ? movingLine() : stillLines();
}

type Progress = { planned: number; asked: number; graded: number; failed: number };

function fold(progress: Progress, event: EvaluationEvent): void {
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
      return;
    case "finished":
    case "failed":
  }
}

function text({ planned, asked, graded, failed }: Progress): string {
  return `asked ${asked} of ${planned}, graded ${graded}, failed ${failed}`;
}

function movingLine(): Narrator {
  const progress: Progress = { planned: 0, asked: 0, graded: 0, failed: 0 };
  const clear = "\r\u001b[K";
  return {
    emit(event) {
      process.stderr.write(clear);
      fold(progress, event);
      process.stderr.write(text(progress));
    },
    end: () => process.stderr.write(clear),
  };
}

/** A line for every tenth of the way. */
function stillLines(): Narrator {
  const progress: Progress = { planned: 0, asked: 0, graded: 0, failed: 0 };
  let tenth = 0;
  return {
    emit(event) {
      fold(progress, event);
      const now = Math.floor((10 * progress.graded) / Math.max(1, progress.planned));
      if (event.kind !== "started" && now <= tenth) return;
      tenth = now;
      process.stderr.write(`${text(progress)}\n`);
    },
    end: () => {},
  };
}
