// An evaluation as a job, new, gone on with or graded again: the very functions of `tandem eval` do it, on the built-in suite
// and in the best sandbox of this machine.
import { normalizeBaseUrl } from "../../core/model/base-url.ts";
import type { JobRequest } from "../../core/protocol/evaluation-process.ts";
import { readBuiltInSuite } from "../cases/built-in-suite.ts";
import { loadSuite } from "../cases/suite.ts";
import { openBench } from "../runner/open-bench.ts";
import { judgeKey, prepareRegrade, prepareResume, prepareRun } from "../runner/prepare.ts";
import { regrade, run } from "../runner/run.ts";
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
  await using prepared =
    request.kind === "resume"
      ? await prepareResume({ runsFolder, id: request.id, keys }, ground, signal)
      : await prepareRun(evaluationOf(request, work), ground, signal);
  began(prepared.store.id);
  await run({ ...prepared, emit: tell }, signal);
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
