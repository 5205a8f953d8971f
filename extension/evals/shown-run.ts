// Keeps the page in step with the open run: what changes often is told at most four times a second, and cases only as they are
// added. Knows no process and no archive; whatever is open tells of itself through the same functions.
import type { SetTimer } from "../../core/model/inactivity.ts";
import type { CaseResult } from "../../core/protocol/evaluation.ts";
import type { HostMessage, OpenedRun } from "../webview/evals/messages.ts";
import { rowOf } from "./fold.ts";

/** Whatever can be shown: a fold of events, or a run of the archive. */
export type Source = {
  run(): OpenedRun;
  cases(): readonly CaseResult[];
  /** Goes up whenever cases are not only added. */
  generation(): number;
};

export type ShownRun = {
  /** Undefined: nothing is open. */
  show(source: Source | undefined): void;
  /** The source has news. */
  changed(): void;
  /** Tells what is new now. */
  flush(): void;
  /** Tells everything again, to a page that knows nothing. */
  replay(): void;
  now(): OpenedRun | undefined;
  caseOf(id: string, epoch: number): CaseResult | undefined;
};

const intervalMs = 250;
/** A repository's run is told with all its holes, and their code: so many of them an interval. */
const holesPerInterval = 500;
const rowsPerMessage = 500;

export function createShownRun(deps: {
  post: (message: HostMessage) => void;
  setTimer: SetTimer;
}): ShownRun {
  const { post, setTimer } = deps;
  let source: Source | undefined;
  /** What the page knows: whose cases, and how many of them. */
  let told = { id: "", generation: -1, cases: 0 };
  let pause: (() => void) | undefined;
  let hasNews = false;

  const postCases = (from: Source, runId: string) => {
    const generation = from.generation();
    const cases = from.cases();
    let reset = told.id !== runId || told.generation !== generation;
    let next = reset ? 0 : told.cases;
    // An empty list is worth a message only where another one was.
    while (next < cases.length || (reset && told.cases > 0)) {
      const rows = cases.slice(next, next + rowsPerMessage).map(rowOf);
      post({ type: "cases", runId, reset, rows });
      reset = false;
      next += rows.length;
      told = { ...told, cases: next };
    }
    told = { id: runId, generation, cases: cases.length };
  };
  const tell = () => {
    hasNews = false;
    const run = source?.run();
    if (source === undefined || run === undefined) {
      post({ type: "opened" });
      told = { id: "", generation: -1, cases: 0 };
      return;
    }
    post({ type: "opened", run });
    postCases(source, run.id);
  };
  const flush = () => {
    pause?.();
    pause = undefined;
    tell();
  };
  const changed = () => {
    hasNews = true;
    if (pause !== undefined) return;
    tell();
    pause = setTimer(() => {
      pause = undefined;
      if (hasNews) changed();
    }, intervalFor(source?.run()));
  };
  return {
    changed,
    flush,
    show: (next) => {
      source = next;
      flush();
    },
    replay: () => {
      told = { id: "", generation: -1, cases: 0 };
      flush();
    },
    now: () => source?.run(),
    caseOf: (id, epoch) =>
      source?.cases().find((result) => result.id === id && result.epoch === epoch),
  };
}

function intervalFor(run: OpenedRun | undefined): number {
  const holes = run?.kind === "repository" ? run.holes.length : 0;
  return intervalMs * Math.max(1, Math.ceil(holes / holesPerInterval));
}
