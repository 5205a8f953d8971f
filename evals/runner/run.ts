// The evaluation itself: puts every sample of the plan to the model, so many at a time, keeps each transcript, grades it
// while the next are asked, and tells what happens as events. Knows no command line and no screen.
import { ModelError } from "../../core/model/errors.ts";
import type { CaseResult, Evaluation } from "../../core/protocol/evaluation.ts";
import type { EvaluationEvent } from "../../core/protocol/evaluation-events.ts";
import type { LoadEvent } from "../../core/protocol/load-test.ts";
import type { Transcript } from "../../core/protocol/transcript.ts";
import { drawInstance } from "../cases/draw.ts";
import { formatInstanceId, type Instance } from "../cases/instance.ts";
import type { Suite } from "../cases/suite.ts";
import { type GraderTable, gradeTranscript } from "../graders/grade-transcript.ts";
import type { Bench } from "../graders/grader.ts";
import { unscored } from "../graders/grades.ts";
import { buildEvaluation } from "../report/build-evaluation.ts";
import { type Baseline, compare } from "../report/compare.ts";
import type { Load } from "../report/load-rows.ts";
import { caseResult } from "./case-result.ts";
import { createLimiter } from "./limiter.ts";
import type { LoadStep } from "./load-step.ts";
import { NoModel } from "./open-endpoint.ts";
import type { Sample } from "./plan.ts";
import { RunStoreError } from "./run-files.ts";
import type { RunStore } from "./run-store.ts";
import { isSameQuestion } from "./same-question.ts";
import type { Subject } from "./solver.ts";
import { solverOf } from "./solvers.ts";
import { AskFailure } from "./subject.ts";

export type Means = {
  suite: Suite;
  store: RunStore;
  bench: Bench;
  graders: GraderTable;
  /** One for each repetition: their seeds differ. */
  subjects: (epoch: number) => { model: Subject; judge: Subject };
  /** Answers graded at a time. */
  gradingConcurrency: number;
  /** Where a load test belongs to the run. */
  load?: LoadStep;
  baseline?: Baseline;
  emit: (event: EvaluationEvent | LoadEvent) => void;
  /** A monotonic clock in milliseconds. */
  now?: () => number;
};

/** The endpoint is gone or refuses everything: what was asked is kept, the rest can be asked later. */
export class EndpointLost extends Error {
  readonly code: string;

  constructor(failure: { code: string; message: string }) {
    super(failure.message);
    this.name = "EndpointLost";
    this.code = failure.code;
  }
}

/**
 * Asks what has no complete transcript yet and grades everything.
 * @throws EndpointLost, RunStoreError, or the signal's reason when aborted; every finished transcript is stored by then
 */
export async function run(means: Means, signal: AbortSignal): Promise<Evaluation> {
  const { store, emit } = means;
  const { header, samples } = store.run;
  const done = new Map(
    [...(await latestTranscripts(store))].filter(([, { failure }]) => failure === undefined),
  );
  emit({ kind: "started", run: header, planned: samples.length, done: done.size });
  // All of them before the first question, because drawing keeps the thread and would lengthen what is measured.
  const tasks = await drawAll(means, samples, signal);
  const results = await timed(means, { tasks, done }, () =>
    askAndGrade(means, { tasks, done }, signal),
  );
  // When nothing is asked or graded any more, which would bend what it measures.
  return conclude(means, results, await measureLoad(means, signal));
}

/**
 * Grades the stored transcripts again; asks nothing. Twice gives the same bytes.
 * @throws RunStoreError, or the signal's reason when aborted
 */
export async function regrade(
  means: Omit<Means, "subjects" | "load">,
  signal: AbortSignal,
): Promise<Evaluation> {
  const { store, emit } = means;
  const { header, samples } = store.run;
  const known = await latestTranscripts(store);
  emit({ kind: "started", run: header, planned: samples.length, done: known.size });
  const grading = createLimiter(means.gradingConcurrency);
  const tasks = await drawAll(means, samples, signal);
  const results = await allOrStop(signal, (stoppable) =>
    tasks.flatMap((task) => {
      const transcript = known.get(keyOf(task));
      return transcript === undefined
        ? []
        : grading.run(() => gradeOne(means, { instance: task.drawn, transcript }, stoppable));
    }),
  );
  return conclude(means, results, await storedLoad(store));
}

type Task = { instance: string; epoch: number; drawn: Instance };

/** Variants are drawn once, though their epochs ask for them again. @throws OracleError, RunStoreError */
async function drawAll(
  { suite, store }: Pick<Means, "suite" | "store">,
  samples: readonly Sample[],
  signal: AbortSignal,
): Promise<Task[]> {
  const { seed } = store.run.header;
  const drawn = new Map<string, Instance>();
  const tasks: Task[] = [];
  for (const { caseId, variant, epoch } of samples) {
    signal.throwIfAborted();
    const id = formatInstanceId({ caseId, seed, variant });
    const theCase = suite.get(caseId);
    if (theCase === undefined) {
      throw new RunStoreError(
        "suite_changed",
        `The suite has no case ${caseId} any more: name the one that the run began with by --cases.`,
      );
    }
    const instance = drawn.get(id) ?? (await drawInstance(theCase, { seed, variant }));
    drawn.set(id, instance);
    tasks.push({ instance: id, epoch, drawn: instance });
  }
  return tasks;
}

/** By instance and epoch; of several the last one counts. */
async function latestTranscripts(store: RunStore): Promise<Map<string, Transcript>> {
  const all = await store.transcripts();
  return new Map(all.map((transcript) => [keyOf(transcript), transcript]));
}

type Work = { tasks: readonly Task[]; done: ReadonlyMap<string, Transcript> };

/** Also when it fails, the time goes into the run. A go that asks nothing takes none. */
async function timed<Done>(
  { store, now = () => performance.now() }: Means,
  { tasks, done }: Work,
  work: () => Promise<Done>,
): Promise<Done> {
  if (tasks.every((task) => done.has(keyOf(task)))) return work();
  const startMs = now();
  try {
    return await work();
  } finally {
    const before = store.run.wallSeconds ?? 0;
    store.run.wallSeconds = before + Math.round(now() - startMs) / 1000;
    await store.saveRun(store.run);
  }
}

function askAndGrade(means: Means, { tasks, done }: Work, outer: AbortSignal) {
  const { store, emit, gradingConcurrency } = means;
  const asking = createLimiter(store.run.header.concurrency);
  const grading = createLimiter(gradingConcurrency);
  const watch = failureWatch(store.run.header.concurrency);
  const askOne = async (task: Task, signal: AbortSignal): Promise<Transcript> => {
    signal.throwIfAborted();
    const transcript = await ask(means, task, signal);
    await store.append(transcript);
    emit({ kind: "asked", id: task.instance, epoch: task.epoch });
    watch(transcript);
    return transcript;
  };
  return allOrStop(outer, (signal) =>
    tasks.map(async (task) => {
      const transcript = done.get(keyOf(task)) ?? (await asking.run(() => askOne(task, signal)));
      return grading.run(() => gradeOne(means, { instance: task.drawn, transcript }, signal));
    }),
  );
}

/** The first failure stops the others, and nothing is at work any more when it is thrown. */
async function allOrStop<T>(
  outer: AbortSignal,
  begin: (signal: AbortSignal) => Promise<T>[],
): Promise<T[]> {
  const stop = new AbortController();
  const all = begin(AbortSignal.any([outer, stop.signal]));
  try {
    return await Promise.all(all);
  } catch (error) {
    stop.abort(error);
    await Promise.allSettled(all);
    throw error;
  }
}

async function gradeOne(
  { bench, graders, store, emit }: Pick<Means, "bench" | "graders" | "store" | "emit">,
  { instance, transcript }: { instance: Instance; transcript: Transcript },
  signal: AbortSignal,
): Promise<CaseResult> {
  signal.throwIfAborted();
  const isAnother = store.run.header.suite.askedHash !== undefined;
  const grade =
    isAnother && !isSameQuestion(instance, transcript)
      ? unscored("The suite asks something else by now.")
      : await gradeTranscript({ instance, transcript, bench, graders }, signal);
  const result = caseResult(instance, transcript, grade);
  emit({ kind: "graded", result });
  return result;
}

/**
 * A load test that is complete is not run again. One that the endpoint refuses takes nothing from what was graded: the rows
 * that rest on it say so.
 */
async function measureLoad({ store, load, emit }: Means, signal: AbortSignal): Promise<Load> {
  const known = await storedLoad(store);
  if (load === undefined || known.loadTest?.status === "complete") return known;
  try {
    const loadTest = await load(emit, signal);
    await store.saveLoadTest(loadTest);
    store.run.load = {};
  } catch (error) {
    signal.throwIfAborted();
    const why = refusalOf(error);
    if (why === undefined) throw error;
    store.run.load = { failure: `The load test failed: ${why}` };
  }
  await store.saveRun(store.run);
  return storedLoad(store);
}

/** What the endpoint is to blame for, in one sentence. */
function refusalOf(error: unknown): string | undefined {
  if (error instanceof ModelError) return error.summary;
  return error instanceof NoModel ? error.message : undefined;
}

async function storedLoad(store: RunStore): Promise<Load> {
  return { loadTest: await store.loadTest(), failure: store.run.load?.failure };
}

async function conclude(
  { store, baseline, emit }: Omit<Means, "subjects" | "load">,
  results: readonly CaseResult[],
  load: Load,
): Promise<Evaluation> {
  const run = store.run.header;
  const { loadTest } = load;
  const result = buildEvaluation({
    run,
    results,
    planned: store.run.samples.length,
    load,
    wallSeconds: store.run.wallSeconds,
    ...(baseline === undefined
      ? {}
      : { comparison: compare({ run, results, load: loadTest }, baseline) }),
  });
  await store.saveResult(result);
  emit({ kind: "finished", evaluation: result });
  return result;
}

/** @throws the signal's reason when aborted; failures of the endpoint become part of the transcript */
async function ask(
  { subjects }: Means,
  { drawn: instance, epoch }: Task,
  signal: AbortSignal,
): Promise<Transcript> {
  const solve = solverOf(instance.grader.kind);
  try {
    const solved = await solve({ instance, ...subjects(epoch), epoch }, signal);
    return { instance: instance.id, epoch, ...solved };
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof AskFailure)) throw error;
    const { code, message, retried } = error;
    return {
      instance: instance.id,
      epoch,
      exchanges: [],
      failure: { code, message, retried: [...retried] },
    };
  }
}

/** Codes after which no other question will be answered either. */
const hopeless = ["unauthorized", "model_not_found", "not_openai", "invalid_url", "tls"];

/** The endpoint answers and refuses this one question: the next may still be answered. */
const particular = ["context_length", "bad_request"];

/** Throws EndpointLost when asking on would only fill the report with failures. */
function failureWatch(concurrency: number): (transcript: Transcript) => void {
  const enough = Math.max(3, concurrency);
  let inARow = 0;
  return ({ failure }) => {
    if (failure === undefined || particular.includes(failure.code)) {
      inARow = 0;
      return;
    }
    inARow += 1;
    if (hopeless.includes(failure.code) || inARow >= enough) throw new EndpointLost(failure);
  };
}

function keyOf({ instance, epoch }: { instance: string; epoch: number }): string {
  return `${instance} ${epoch}`;
}
