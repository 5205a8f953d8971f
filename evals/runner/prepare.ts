// Everything a run needs before its first question: an endpoint that answers, a sandbox and compilers, a plan, a place on
// disk. Whoever calls owns what comes back.
import { availableParallelism } from "node:os";
import { originOf } from "../../core/model/base-url.ts";
import { type Category, categories } from "../../core/protocol/case-file.ts";
import type { ProfileName, RunHeader } from "../../core/protocol/evaluation.ts";
import type { Hardware } from "../../core/protocol/run-facts.ts";
import type { Case, Suite } from "../cases/suite.ts";
import { suiteHash } from "../cases/suite-hash.ts";
import { graders } from "../graders/graders.ts";
import { calibrate } from "../judge/calibrate.ts";
import { loadStep } from "./load-step.ts";
import { benchFacts, type OpenBench } from "./open-bench.ts";
import {
  endpointFacts,
  type OpenEndpoint,
  openEndpoint,
  subjectOf,
  type Target,
} from "./open-endpoint.ts";
import { epochsOf, plan } from "./plan.ts";
import type { Means } from "./run.ts";
import { RunStoreError } from "./run-files.ts";
import { createRun, newRunId, openRun, type RunStore } from "./run-store.ts";
import { sampling } from "./subject.ts";
import { toolPreflight } from "./tool-preflight.ts";

export type EvaluationRequest = {
  endpoint: Target;
  /** The model under test judges itself unless another one is named. */
  judge?: Target;
  suites: readonly Category[];
  profile: ProfileName;
  seed: number;
  epochs?: number;
  concurrency: number;
  /** As the person declares it who runs it. */
  hardware?: Hardware;
  /** Whether the load test of the scorecard's last rows belongs to it. */
  withLoad?: boolean;
  runsFolder: string;
};

/** What `run` works with, short of who listens. */
export type Prepared = AsyncDisposable & Omit<Means, "emit" | "baseline">;

/** What is there before any endpoint is looked at; the caller owns it. */
export type Ground = { suite: Suite; bench: OpenBench };

/** @throws ModelError, RunStoreError, or the signal's reason */
export async function prepareRun(
  request: EvaluationRequest,
  ground: Ground,
  signal: AbortSignal,
): Promise<Prepared> {
  const tested = await openEndpoint(request.endpoint, signal);
  const judge = request.judge === undefined ? tested : await openEndpoint(request.judge, signal);
  const samples = plan(ground.suite, request);
  const isJudged = samples.some(({ caseId }) => needsJudge(ground.suite.get(caseId)));
  const store = await createRun(request.runsFolder, {
    header: await headerOf(request, { ...ground, tested, judge, isJudged }, signal),
    samples,
    endpoint: { url: tested.url, model: tested.served.id },
    ...(judge === tested ? {} : { judge: { url: judge.url, model: judge.served.id } }),
    ...(request.withLoad === true ? { load: {} } : {}),
  });
  return {
    ...gradingMeans(store, ground),
    subjects: subjectsOf(store, { tested, judge }),
    ...loadMeans(store, request.endpoint.apiKey),
  };
}

export type StoredRequest = { runsFolder: string; id: string };
export type Keys = { apiKey?: string; judgeApiKey?: string };

/** Goes on with a stored run: same questions, same endpoint. @throws as prepareRun, also when the suite has changed */
export async function prepareResume(
  { runsFolder, id, keys }: StoredRequest & { keys: Keys },
  ground: Ground,
  signal: AbortSignal,
): Promise<Prepared> {
  const store = await openRun(runsFolder, id, "continue");
  try {
    const { endpoint, judge: otherJudge, header } = store.run;
    refuseAnotherSuite(header, ground.suite);
    const tested = await openEndpoint({ ...endpoint, ...keyed(keys.apiKey) }, signal);
    const judge =
      otherJudge === undefined
        ? tested
        : await openEndpoint(
            { ...otherJudge, ...keyed(judgeKey(keys, endpoint.url, otherJudge.url)) },
            signal,
          );
    Object.assign(header, benchFacts(ground.bench));
    header.endpoint = continued(header.endpoint, endpointFacts(tested));
    await store.saveRun(store.run);
    return {
      ...gradingMeans(store, ground),
      subjects: subjectsOf(store, { tested, judge }),
      ...loadMeans(store, keys.apiKey),
    };
  } catch (error) {
    await store[Symbol.asyncDispose]();
    throw error;
  }
}

/** Opens a stored run to be graded again; needs no endpoint. @throws RunStoreError */
export async function prepareRegrade(
  { runsFolder, id }: StoredRequest,
  ground: Ground,
): Promise<Omit<Prepared, "subjects" | "load">> {
  const store = await openRun(runsFolder, id, "continue");
  // What the answers are graded with now, not then.
  const { header } = store.run;
  Object.assign(header, benchFacts(ground.bench));
  const hash = suiteHash(ground.suite);
  if (hash !== header.suite.hash) {
    header.suite = { hash, cases: ground.suite.size, askedHash: header.suite.hash };
  }
  return gradingMeans(store, ground);
}

/** A key belongs to its origin: a judge elsewhere gets its own or none. Both URLs are normalized. */
export function judgeKey(
  { apiKey, judgeApiKey }: Keys,
  endpoint: string,
  judge: string,
): string | undefined {
  return judgeApiKey ?? (originOf(judge) === originOf(endpoint) ? apiKey : undefined);
}

/** Answers to different questions make no score together. @throws RunStoreError */
function refuseAnotherSuite({ id, suite: { hash } }: RunHeader, suite: Suite): void {
  const now = suiteHash(suite);
  if (now === hash) return;
  throw new RunStoreError(
    "suite_changed",
    `The suite has changed since ${id} began (${hash}, now ${now}): name the old one by --cases, or start a new run.`,
  );
}

/** Of an endpoint that was restarted meanwhile: what was simulated once makes the whole run simulated. */
function continued(
  before: RunHeader["endpoint"],
  now: RunHeader["endpoint"],
): RunHeader["endpoint"] {
  const versions = new Set(
    [before, now].flatMap(({ serverVersion }) => serverVersion?.split(", then ") ?? []),
  );
  return {
    ...now,
    ...(versions.size === 0 ? {} : { serverVersion: [...versions].join(", then ") }),
    isSimulated: before.isSimulated || now.isSimulated,
  };
}

async function headerOf(
  request: EvaluationRequest,
  parts: Ground & { tested: OpenEndpoint; judge: OpenEndpoint; isJudged: boolean },
  signal: AbortSignal,
): Promise<RunHeader> {
  const { suite, tested, judge, bench, isJudged } = parts;
  const { profile, seed, concurrency } = request;
  const suites = categories.filter(
    (category) => request.suites.length === 0 || request.suites.includes(category),
  );
  const now = new Date();
  return {
    id: newRunId(now),
    startedAt: now.toISOString(),
    endpoint: endpointFacts(tested),
    ...(request.hardware === undefined ? {} : { hardware: request.hardware }),
    profile,
    suites,
    seed,
    epochs: epochsOf(request),
    concurrency,
    suite: { hash: suiteHash(suite), cases: suite.size },
    sampling: { ...sampling, seed },
    ...benchFacts(bench),
    ...(suites.includes("tool-use")
      ? { toolParser: await toolPreflight(subjectOf(tested, "model", seed), signal) }
      : {}),
    ...(isJudged
      ? {
          judge: {
            model: judge.served.id,
            isSelf: judge.served.id === tested.served.id,
            calibration: await calibrate(subjectOf(judge, "judge", seed), concurrency, signal),
          },
        }
      : {}),
  };
}

/** Conversations are rated, and what answers say beside their results may be voted on. */
function needsJudge(theCase: Case | undefined): boolean {
  const grader = theCase?.file.grader;
  if (grader?.kind === "questions") return grader.rubric !== undefined;
  return grader?.kind === "chat";
}

function loadMeans(store: RunStore, apiKey: string | undefined): Pick<Prepared, "load"> {
  return store.run.load === undefined ? {} : { load: loadStep(store, apiKey) };
}

function gradingMeans(
  store: RunStore,
  { suite, bench }: Ground,
): Omit<Prepared, "subjects" | "load"> {
  return {
    suite,
    store,
    bench,
    graders,
    gradingConcurrency: availableParallelism(),
    [Symbol.asyncDispose]: () => store[Symbol.asyncDispose](),
  };
}

function subjectsOf(
  { run }: RunStore,
  { tested, judge }: { tested: OpenEndpoint; judge: OpenEndpoint },
): Prepared["subjects"] {
  const { seed } = run.header;
  return (epoch) => ({
    model: subjectOf(tested, "model", seed + epoch),
    judge: subjectOf(judge, "judge", seed),
  });
}

function keyed(apiKey: string | undefined): { apiKey?: string } {
  return apiKey === undefined ? {} : { apiKey };
}
