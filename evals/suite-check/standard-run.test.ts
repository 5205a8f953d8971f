// A whole run of the standard profile against the simulated endpoint: all of it right when it answers with the references,
// and exactly the expected cases wrong when it answers in part with mutants.
import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import type { Evaluation } from "../../core/protocol/evaluation.ts";
import { readBuiltInSuite } from "../cases/built-in-suite.ts";
import { drawInstance } from "../cases/draw.ts";
import { formatInstanceId } from "../cases/instance.ts";
import { loadSuite } from "../cases/suite.ts";
import { plan } from "../runner/plan.ts";
import { prepareRegrade, prepareRun } from "../runner/prepare.ts";
import { regrade, run } from "../runner/run.ts";
import { type AnswerSource, isMutated, suiteScript } from "../simulator/answers/suite-script.ts";
import { startSimulator } from "../simulator/server.ts";
import { rememberingGraders, sharedBench } from "./stand.ts";

const suite = loadSuite(await readBuiltInSuite());
const never = new AbortController().signal;
const seed = 1;

describe("a standard run", () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), "tandem-runs-"));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  const evaluate = async (source: AnswerSource): Promise<Evaluation> => {
    const simulator = await startSimulator({
      script: suiteScript(suite, source),
      enableAutoToolChoice: true,
      toolCallParser: "qwen3_coder",
    });
    try {
      await using prepared = await prepareRun(
        {
          endpoint: { url: simulator.url },
          suites: [],
          profile: "standard",
          seed,
          concurrency: 8,
          runsFolder: folder,
        },
        { suite, bench: await sharedBench() },
        never,
      );
      return await run({ ...prepared, graders: rememberingGraders, emit: () => {} }, never);
    } finally {
      await simulator.close();
    }
  };

  it("scores 100 % in every graded category when references answer", async () => {
    const result = await evaluate({ kind: "references" });
    assert.equal(result.status, "complete");
    assert.deepEqual(notPassed(result), []);
    assert.deepEqual(
      result.categories.map(({ category, rate }) => [category, rate?.rate]),
      result.categories.map(({ category }) => [category, 1]),
    );
    assert.deepEqual(
      result.scorecard
        .map(({ title, verdict, reason }) => `${title}: ${verdict} ${reason}`)
        .filter((row) => !row.includes(": PASS ")),
      // Generator and endpoint in one process would measure each other.
      [
        "Latency for interactive use: INSUFFICIENT No load test ran.",
        "Batch throughput: INSUFFICIENT No load test ran.",
      ],
    );
    const rubrics = result.categories.flatMap(({ rubric }) => rubric ?? []);
    assert.equal(rubrics.length, 2);
    for (const { facts, falsehoods, disputed, isSelfJudged } of rubrics) {
      assert.equal(facts.met, facts.of);
      assert.deepEqual([falsehoods.claimed, disputed, isSelfJudged], [0, 0, true]);
    }
    assert.equal(result.run.endpoint.isSimulated, true);
    assert.deepEqual(result.gate, { ok: true, reasons: [] });
    // Again from what was stored: the very same bytes, without an endpoint.
    await using prepared = await prepareRegrade(
      { runsFolder: folder, id: result.run.id },
      { suite, bench: await sharedBench() },
    );
    const again = await regrade(
      { ...prepared, graders: rememberingGraders, emit: () => {} },
      never,
    );
    assert.equal(JSON.stringify(again), JSON.stringify(result));
  });

  it("fails exactly the expected cases when mutants answer", async () => {
    const source: AnswerSource = { kind: "mutants", seed: 7 };
    const result = await evaluate(source);
    const failed = new Set(notPassed(result).map(({ id }) => id));
    assert.deepEqual([...failed].sort(), (await expectedToFail(source)).sort());
    assert.equal(result.gate.ok, false);
  });
}).timeout(900_000);

function notPassed({ cases }: Evaluation) {
  return cases
    .filter(({ verdict }) => verdict !== "pass" && verdict !== "unscored")
    .map(({ id, epoch, verdict, failClass, reason }) => ({
      id,
      epoch,
      verdict,
      failClass,
      reason,
    }));
}

async function expectedToFail(source: AnswerSource): Promise<string[]> {
  const ids = new Set<string>();
  for (const { caseId, variant } of plan(suite, { profile: "standard", suites: [] })) {
    const theCase = suite.get(caseId);
    if (theCase === undefined || !isMutated(caseId, source)) continue;
    const { mutants } = await drawInstance(theCase, { seed, variant });
    if (mutants.length > 0) ids.add(formatInstanceId({ caseId, seed, variant }));
  }
  return [...ids];
}
