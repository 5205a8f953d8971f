// Everything a run needs before its first question: an endpoint that answers, a sandbox and compilers, a plan, a place on
// disk. Whoever calls owns what comes back.
import { availableParallelism } from "node:os";
import { type Category, categories } from "../../core/protocol/case-file.ts";
import type { ProfileName, RunHeader } from "../../core/protocol/evaluation.ts";
import type { Suite } from "../cases/suite.ts";
import { suiteHash } from "../cases/suite-hash.ts";
import { calibrate } from "../judge/calibrate.ts";
import type { Tier } from "../sandbox/sandbox.ts";
import { benchFacts, type OpenBench, openBench } from "./open-bench.ts";
import {
  endpointFacts,
  type OpenEndpoint,
  openEndpoint,
  subjectOf,
  type Target,
} from "./open-endpoint.ts";
import { epochsOf, plan } from "./plan.ts";
import type { Means } from "./run.ts";
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
  sandbox?: Tier;
  runsFolder: string;
};

/** What `run` works with, short of who listens. */
export type Prepared = AsyncDisposable & Omit<Means, "emit" | "baseline">;

/** @throws ModelError, SandboxError, RunStoreError, or the signal's reason */
export async function prepareRun(
  request: EvaluationRequest,
  suite: Suite,
  signal: AbortSignal,
): Promise<Prepared> {
  const tested = await openEndpoint(request.endpoint, signal);
  const judge = request.judge === undefined ? tested : await openEndpoint(request.judge, signal);
  return withBench(request.sandbox, signal, async (bench) => {
    const header = await headerOf(request, { suite, tested, judge, bench }, signal);
    const store = await createRun(request.runsFolder, {
      header,
      samples: plan(suite, request),
      endpoint: { url: tested.url, model: tested.served.id },
      ...(judge === tested ? {} : { judge: { url: judge.url, model: judge.served.id } }),
    });
    return prepared({ store, suite, bench, tested, judge });
  });
}

export type Keys = { apiKey?: string; judgeApiKey?: string };

/** Goes on with a stored run: same questions, same endpoint. @throws as prepareRun */
export async function prepareResume(
  stored: { runsFolder: string; id: string; keys: Keys; sandbox?: Tier },
  suite: Suite,
  signal: AbortSignal,
): Promise<Prepared> {
  const store = await openRun(stored.runsFolder, stored.id, "continue");
  try {
    const { endpoint, judge: otherJudge } = store.run;
    const tested = await openEndpoint({ ...endpoint, ...keyed(stored.keys.apiKey) }, signal);
    const judge =
      otherJudge === undefined
        ? tested
        : await openEndpoint({ ...otherJudge, ...keyed(stored.keys.judgeApiKey) }, signal);
    return await withBench(stored.sandbox, signal, async (bench) => {
      Object.assign(store.run.header, benchFacts(bench));
      await store.saveRun(store.run);
      return prepared({ store, suite, bench, tested, judge });
    });
  } catch (error) {
    await store[Symbol.asyncDispose]();
    throw error;
  }
}

/** Opens a stored run to be graded again; needs no endpoint. */
export async function prepareRegrade(
  stored: { runsFolder: string; id: string; sandbox?: Tier },
  suite: Suite,
  signal: AbortSignal,
): Promise<AsyncDisposable & Omit<Means, "emit" | "baseline" | "subjects">> {
  const store = await openRun(stored.runsFolder, stored.id, "continue");
  try {
    return await withBench(stored.sandbox, signal, async (bench) => ({
      suite,
      store,
      bench,
      gradingConcurrency: availableParallelism(),
      [Symbol.asyncDispose]: () => disposeBoth(bench, store),
    }));
  } catch (error) {
    await store[Symbol.asyncDispose]();
    throw error;
  }
}

async function headerOf(
  request: EvaluationRequest,
  parts: { suite: Suite; tested: OpenEndpoint; judge: OpenEndpoint; bench: OpenBench },
  signal: AbortSignal,
): Promise<RunHeader> {
  const { suite, tested, judge, bench } = parts;
  const { profile, seed, concurrency } = request;
  const suites = categories.filter(
    (category) => request.suites.length === 0 || request.suites.includes(category),
  );
  const now = new Date();
  return {
    id: newRunId(now),
    startedAt: now.toISOString(),
    endpoint: endpointFacts(tested),
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
    ...(suites.includes("chat")
      ? {
          judge: {
            model: judge.served.id,
            isSelf: judge.served.id === tested.served.id,
            calibration: await calibrate(subjectOf(judge, "judge", seed), signal),
          },
        }
      : {}),
  };
}

type Parts = {
  store: RunStore;
  suite: Suite;
  bench: OpenBench;
  tested: OpenEndpoint;
  judge: OpenEndpoint;
};

function prepared({ store, suite, bench, tested, judge }: Parts): Prepared {
  const { seed } = store.run.header;
  return {
    suite,
    store,
    bench,
    subjects: (epoch) => ({
      model: subjectOf(tested, "model", seed + epoch),
      judge: subjectOf(judge, "judge", seed),
    }),
    gradingConcurrency: availableParallelism(),
    [Symbol.asyncDispose]: () => disposeBoth(bench, store),
  };
}

async function disposeBoth(bench: AsyncDisposable, store: AsyncDisposable): Promise<void> {
  await bench[Symbol.asyncDispose]();
  await store[Symbol.asyncDispose]();
}

/** Opens a bench for what follows, which owns it unless it throws. */
async function withBench<T>(
  wanted: Tier | undefined,
  signal: AbortSignal,
  use: (bench: OpenBench) => Promise<T>,
): Promise<T> {
  const bench = await openBench(wanted, signal);
  try {
    return await use(bench);
  } catch (error) {
    await bench[Symbol.asyncDispose]();
    throw error;
  }
}

function keyed(apiKey: string | undefined): { apiKey?: string } {
  return apiKey === undefined ? {} : { apiKey };
}
