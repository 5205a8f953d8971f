// What is known of a run, from the events its job tells or from the document in the archive. Pure: no process, no clock, no
// panel. Holds the graded cases whole, because the panel gets rows only and asks for one case at a time.
import type { CaseResult, Evaluation } from "../../core/protocol/evaluation.ts";
import type { JobEvent, RunKind, StoredRun } from "../../core/protocol/evaluation-process.ts";
import type { CaseRow, OpenedRun, Problem, Progress } from "../webview/evals/messages.ts";
import { t } from "../words.ts";
import { problemOf, stoppedProblem } from "./problems.ts";

export type Fold = {
  push(event: JobEvent): void;
  /** The process is gone; whether there was a last event shows in the state. */
  end(problem: Problem): void;
  run(): OpenedRun;
  cases(): readonly CaseResult[];
  /** Goes up whenever cases are not only added: whoever shows them begins anew. */
  generation(): number;
};

export function createFold(job: { id: string; kind: RunKind; startedAtMs: number }): Fold {
  const state: State = {
    run: emptyRun(job),
    cases: [],
    generation: 0,
    startedAtMs: job.startedAtMs,
    asked: 0,
    failed: 0,
    planned: 0,
  };
  return {
    // The table's own type guarantees that the entry takes events of this kind.
    push: (event) => (steps[event.kind] as (state: State, event: JobEvent) => void)(state, event),
    end: (problem) => {
      if (state.run.state === "running") update(state, { state: "failed", problem });
    },
    run: () => state.run,
    cases: () => state.cases,
    generation: () => state.generation,
  };
}

type State = {
  run: OpenedRun;
  cases: CaseResult[];
  generation: number;
  startedAtMs: number;
  asked: number;
  failed: number;
  /** Questions, rows of a load test or holes, whatever is under way. */
  planned: number;
};

const steps: {
  [Kind in JobEvent["kind"]]: (state: State, event: Extract<JobEvent, { kind: Kind }>) => void;
} = {
  started(state, { run: header, planned, done }) {
    Object.assign(state, { planned, asked: done, cases: [], generation: state.generation + 1 });
    update(state, { id: header.id, header });
    showAsking(state);
  },
  asked(state) {
    state.asked += 1;
    showAsking(state);
  },
  graded(state, { result }) {
    state.cases.push(result);
    if (result.verdict === "fail") state.failed += 1;
    showAsking(state);
  },
  finished(state, { evaluation }) {
    const result = withoutCases(evaluation);
    if (evaluation.cases.length !== state.cases.length) state.generation += 1;
    state.cases = evaluation.cases;
    finish(state, { state: result.status, header: result.run, result });
  },
  "load-started"(state, { run: header, plannedRows, plannedRequests }) {
    state.planned = plannedRows;
    // Inside an evaluation the load test has no run of its own.
    if (state.run.kind === "load") update(state, { id: header.id, header });
    show(state, { label: t("Load test"), done: 0, of: plannedRequests, failed: 0 });
  },
  "load-progress"(state, { row, label, done, of }) {
    const place = state.planned > 1 ? `Row ${row + 1} of ${state.planned}, ` : "";
    show(state, { label: `${place}${label}`, done, of, failed: 0 });
  },
  "load-row"(state, { row }) {
    const { run } = state;
    if (run.kind === "load") update(state, { rows: [...run.rows, row] });
    else if (run.kind === "evaluation") update(state, { loadRows: [...run.loadRows, row] });
  },
  "load-finished"(state, { loadTest }) {
    if (state.run.kind !== "load") return;
    const { run: header, rows, status } = loadTest;
    finish(state, { state: status, header, rows, loadTest });
  },
  "repository-started"(state, { run: header, planned }) {
    state.planned = planned;
    update(state, { id: header.id, header });
    show(state, { label: t("Filling in"), done: 0, of: planned, failed: 0 });
  },
  hole(state, { hole }) {
    const { run, planned } = state;
    if (run.kind !== "repository") return;
    if (hole.failure !== undefined) state.failed += 1;
    const holes = [...run.holes, hole];
    update(state, { holes });
    const label = `${hole.path}:${hole.line}`;
    show(state, { label, done: holes.length, of: planned, failed: state.failed });
  },
  "repository-finished"(state, { repositoryRun: result }) {
    const { run: header, holes, status } = result;
    finish(state, { state: status, header, holes, result });
  },
  failed(state, { code, message, resume }) {
    // Only an evaluation can be gone on with.
    const canResume = resume !== undefined && state.run.kind === "evaluation";
    if (code === "interrupted") {
      update(state, { state: "interrupted", problem: stoppedProblem(canResume) });
      return;
    }
    update(state, { state: "failed", problem: problemOf({ code, message, canResume }) });
  },
};

function update(state: State, change: object): void {
  // Each step changes only what its own kind of run has.
  state.run = { ...state.run, ...change } as OpenedRun;
}

/** The result says more than how far it had come. */
function finish(state: State, change: object): void {
  const { progress: _, ...rest } = state.run;
  // As above.
  state.run = { ...rest, ...change } as OpenedRun;
}

function show(state: State, progress: Omit<Progress, "startedAtMs">): void {
  update(state, { progress: { ...progress, startedAtMs: state.startedAtMs } });
}

function showAsking(state: State): void {
  const { asked, planned, cases, failed } = state;
  const label = asked < planned ? t("asking") : t("Grading");
  show(state, { label, done: cases.length, of: planned, failed });
}

/** A run of the archive, as the panel shows it. */
export function openedFrom(stored: StoredRun): { run: OpenedRun; cases: readonly CaseResult[] } {
  switch (stored.kind) {
    case "evaluation": {
      const { cases, ...result } = stored.evaluation;
      const { run: header, status: state } = result;
      const run: OpenedRun = {
        kind: "evaluation",
        id: header.id,
        state,
        header,
        result,
        loadRows: [],
      };
      return { run, cases };
    }
    case "load": {
      const { loadTest } = stored;
      const { run: header, status: state, rows } = loadTest;
      return { run: { kind: "load", id: header.id, state, header, rows, loadTest }, cases: [] };
    }
    case "repository": {
      const { repositoryRun: result } = stored;
      const { run: header, status: state, holes } = result;
      return {
        run: { kind: "repository", id: header.id, state, header, holes, result },
        cases: [],
      };
    }
  }
}

export function withoutCases({ cases: _, ...scorecard }: Evaluation): Omit<Evaluation, "cases"> {
  return scorecard;
}

/** What the list of cases shows of one. */
export function rowOf(result: CaseResult): CaseRow {
  const { id, epoch, category, tier, language, topic, verdict, failClass, reason, haystack } =
    result;
  const [timing] = result.timings;
  return {
    id,
    case: result.case,
    epoch,
    category,
    tier,
    verdict,
    ...(language === undefined ? {} : { language }),
    ...(topic === undefined ? {} : { topic }),
    ...(failClass === undefined ? {} : { failClass }),
    ...(reason === undefined ? {} : { reason }),
    ...(haystack === undefined ? {} : { haystack }),
    ...(timing?.ttftMs === undefined ? {} : { ttftMs: timing.ttftMs }),
    ...(timing === undefined ? {} : { e2elMs: timing.e2elMs }),
  };
}

function emptyRun({ id, kind }: { id: string; kind: RunKind }): OpenedRun {
  const common = { id, state: "running" as const };
  if (kind === "load") return { ...common, kind, rows: [] };
  if (kind === "repository") return { ...common, kind, holes: [] };
  return { ...common, kind, loadRows: [] };
}
