// An evaluation as a job, new, gone on with or graded again: the very functions of `tandem eval` do it, on the built-in suite
// and in the best sandbox of this machine.
import { normalizeBaseUrl, originOf } from "../../core/model/base-url.ts";
import type { JobRequest } from "../../core/protocol/evaluation-process.ts";
import { readBuiltInSuite } from "../cases/built-in-suite.ts";
import { loadSuite } from "../cases/suite.ts";
import { openBench } from "../runner/open-bench.ts";
import { judgeKey, prepareRegrade, prepareResume, prepareRun } from "../runner/prepare.ts";
import { regrade, run } from "../runner/run.ts";
import { RunStoreError } from "../runner/run-files.ts";
import { openRun } from "../runner/run-store.ts";
import { declared, type JobWork, keyed } from "./job-work.ts";

type Requests = Extract<JobRequest, { kind: "evaluation" | "resume" | "regrade" }>;

export async function evaluationJob(
  request: Requests,
  work: JobWork,
  signal: AbortSignal,
): Promise<void> {
  const { runsFolder, keys, tell, began } = work;
  const suite = loadSuite(await readBuiltInSuite());
  await using bench = await openBench(undefined, signal);
  const ground = { suite, bench };
  if (request.kind === "regrade") {
    await using prepared = await prepareRegrade({ runsFolder, id: request.id }, ground);
    began(prepared.store.id);
    await regrade({ ...prepared, emit: tell }, signal);
    return;
  }
  if (request.kind === "resume") await refuseOtherOrigin(request, runsFolder);
  await using prepared =
    request.kind === "resume"
      ? await prepareResume({ runsFolder, id: request.id, keys }, ground, signal)
      : await prepareRun(evaluationOf(request, work), ground, signal);
  began(prepared.store.id);
  await run({ ...prepared, emit: tell }, signal);
}

/** A key goes to the origin it was entered for, whatever a run's file says. @throws RunStoreError */
async function refuseOtherOrigin(
  { id, keyOrigin }: Extract<Requests, { kind: "resume" }>,
  runsFolder: string,
): Promise<void> {
  if (keyOrigin === undefined) return;
  await using store = await openRun(runsFolder, id, "read");
  const { url } = store.run.endpoint;
  if (originOf(normalizeBaseUrl(url)) === keyOrigin) return;
  throw new RunStoreError(
    "bad_run",
    "The run's own file names another endpoint than its result: start a new run.",
  );
}

function evaluationOf(
  request: Extract<Requests, { kind: "evaluation" }>,
  { runsFolder, keys }: JobWork,
) {
  const { endpoint, judge, suites, profile, seed, concurrency, hardware, withLoad } = request;
  return {
    endpoint: keyed(endpoint, keys.apiKey),
    ...(judge === undefined
      ? {}
      : { judge: keyed(judge, keyOfJudge(endpoint.url, judge.url, keys)) }),
    suites,
    profile,
    seed,
    concurrency,
    runsFolder,
    ...declared(hardware),
    withLoad,
  };
}

function keyOfJudge(endpoint: string, judge: string, keys: JobWork["keys"]): string | undefined {
  return judgeKey(keys, normalizeBaseUrl(endpoint), normalizeBaseUrl(judge));
}
