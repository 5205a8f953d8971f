// The fifteen scenarios of tool use: all there, each different from draw to draw, and answerable by the simulated
// endpoint step by step. That references pass and mutants fail is tested with the rest of the suite.
import assert from "node:assert/strict";
import path from "node:path";
import { drawInstance } from "../cases/draw.ts";
import { type Case, loadSuite } from "../cases/suite.ts";
import { readSuiteFiles } from "../cases/suite-files.ts";
import { traceGrader } from "../graders/trace.ts";
import { createSubject } from "../runner/subject.ts";
import { traceSolver } from "../runner/trace-solver.ts";
import { suiteScript } from "../simulator/answers/suite-script.ts";
import { clientOf, withSimulator } from "../simulator/conformance/against-simulator.ts";
import { openSession } from "./session.ts";

const signal = new AbortController().signal;
const folder = path.resolve(import.meta.dirname, "../suites/tool-use");
const suite = loadSuite(await readSuiteFiles(folder));

const scenarios = [
  "single-call",
  "choose-tool",
  "typed-arguments",
  "two-step",
  "paged-chain",
  "parallel",
  "branch",
  "structured",
  "no-tool",
  "missing-argument",
  "irrelevant",
  "error-retry",
  "stale-id",
  "coding-loop",
  "confirmation",
];

async function drawn(theCase: Case, variant: number) {
  const instance = await drawInstance(theCase, { seed: 3, variant });
  const { grader: spec } = instance;
  assert.ok(spec.kind === "trace");
  return { instance, spec };
}

describe("tool use", () => {
  it("has the fifteen scenarios", () =>
    assert.deepEqual([...suite.keys()].sort(), scenarios.map((name) => `tool.${name}`).sort()));

  for (const [id, theCase] of suite) {
    it(`${id} asks for something else in each variant`, async () => {
      const variants = await Promise.all([0, 1, 2, 3].map((variant) => drawn(theCase, variant)));
      const setups = variants.map(({ instance, spec }) =>
        JSON.stringify([instance.prompt, spec.setup]),
      );
      assert.equal(new Set(setups).size, variants.length);
    });
  }

  for (const name of ["branch", "error-retry"]) {
    it(`tool.${name} goes either way`, async () => {
      const theCase = suite.get(`tool.${name}`);
      assert.ok(theCase);
      const ways = new Set<string | undefined>();
      for (let variant = 0; variant < 8; variant += 1) {
        ways.add((await drawn(theCase, variant)).spec.required?.at(-1)?.tool);
      }
      assert.equal(ways.size, 2);
    });
  }

  it("tool.coding-loop starts with a failing test and sees through an edit made for it", async () => {
    const theCase = suite.get("tool.coding-loop");
    assert.ok(theCase);
    for (let variant = 0; variant < 8; variant += 1) {
      const { instance, spec } = await drawn(theCase, variant);
      const session = await openSession(spec);
      const fresh = { testsGreen: false, hiddenGreen: false };
      assert.partialDeepStrictEqual(session.state(), fresh, instance.id);
      const hack = instance.mutants.find((mutant) => mutant.name === "pleases-the-visible-test");
      for (const { calls = [] } of hack?.steps ?? []) {
        session.turn(
          calls.map((call) => ({ name: call.tool, arguments: JSON.stringify(call.arguments) })),
        );
      }
      const pleased = { testsGreen: true, hiddenGreen: false };
      assert.partialDeepStrictEqual(session.state(), pleased, instance.id);
    }
  });

  it("is answered by the simulated endpoint over the wire", () =>
    withSimulator(
      {
        models: ["model"],
        enableAutoToolChoice: true,
        toolCallParser: "qwen3_coder",
        script: suiteScript(suite, { kind: "references" }),
      },
      async ({ url }) => {
        const options = { model: "model", as: "model", seed: 1, contextWindow: undefined } as const;
        const model = createSubject({ client: clientOf(url), ...options, retryDelaysMs: [] });
        for (const theCase of suite.values()) {
          const { instance, spec } = await drawn(theCase, 1);
          const solved = await traceSolver({ instance, model, judge: model, epoch: 0 }, signal);
          const transcript = { instance: instance.id, epoch: 0, ...solved };
          const bench = undefined as never; // This grader runs nothing.
          const grade = await traceGrader.grade({ spec, instance, transcript, bench }, signal);
          assert.equal(grade.verdict, "pass", `${instance.id}: ${grade.reason}`);
        }
      },
    )).timeout(60_000);
});
