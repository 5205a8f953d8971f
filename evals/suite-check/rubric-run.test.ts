// A run of cases with a rubric against the simulated endpoint: what the judge found is a second number, and the judge is
// named and tried as where conversations are rated.
import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import type { Evaluation } from "../../core/protocol/evaluation.ts";
import { readBuiltInSuite } from "../cases/built-in-suite.ts";
import { loadSuite } from "../cases/suite.ts";
import { prepareRun } from "../runner/prepare.ts";
import { run } from "../runner/run.ts";
import { type AnswerSource, isMutated, suiteScript } from "../simulator/answers/suite-script.ts";
import { startSimulator } from "../simulator/server.ts";
import { rememberingGraders, sharedBench } from "./stand.ts";

const never = new AbortController().signal;
const withRubric = "design.choice.quorum";
const without = "design.capacity.backlog";
const builtIn = loadSuite(await readBuiltInSuite());

describe("a run with a rubric", () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), "tandem-rubric-"));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  const evaluate = async (caseId: string, source: AnswerSource): Promise<Evaluation> => {
    const suite = new Map([...builtIn].filter(([id]) => id === caseId));
    const simulator = await startSimulator({ script: suiteScript(suite, source) });
    try {
      const request = {
        endpoint: { url: simulator.url },
        suites: ["system-design" as const],
        profile: "standard" as const,
        seed: 1,
        epochs: 2,
        concurrency: 2,
        runsFolder: folder,
      };
      const ground = { suite, bench: await sharedBench() };
      await using prepared = await prepareRun(request, ground, never);
      return await run({ ...prepared, graders: rememberingGraders, emit: () => {} }, never);
    } finally {
      await simulator.close();
    }
  };

  it("counts facts and falsehoods of both variants once", async () => {
    const { run: header, categories, cases } = await evaluate(withRubric, { kind: "references" });
    assert.deepEqual(categories[0]?.rubric, {
      facts: { met: 6, of: 6 },
      falsehoods: { claimed: 0, of: 4 },
      disputed: 0,
      isSelfJudged: true,
    });
    assert.deepEqual(header.judge?.calibration, { right: 12, of: 12 });
    assert.ok(cases.every(({ verdict, ratings }) => verdict === "pass" && ratings === undefined));
  });

  it("has other figures where answers are wrong", async () => {
    const isWrong = (seed: number) => isMutated(withRubric, { kind: "mutants", seed });
    // A quarter of all seeds is one.
    const seed = [...Array(50).keys()].find(isWrong)!;
    const { categories, cases } = await evaluate(withRubric, { kind: "mutants", seed });
    const rubric = categories[0]?.rubric;
    assert.ok(rubric !== undefined && rubric.disputed === 0);
    assert.ok(rubric.facts.met < 6 || rubric.falsehoods.claimed > 0);
    assert.ok(cases.every(({ verdict }) => verdict === "fail"));
  });

  it("needs no judge without one", async () => {
    const { run: header, categories } = await evaluate(without, { kind: "references" });
    assert.equal(header.judge, undefined);
    assert.equal(categories[0]?.rubric, undefined);
  });
});
