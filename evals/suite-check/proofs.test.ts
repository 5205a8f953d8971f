import assert from "node:assert/strict";
import type { Question } from "../../core/protocol/case/questions.ts";
import { drawInstance } from "../cases/draw.ts";
import type { Instance } from "../cases/instance.ts";
import { type Case, loadSuite } from "../cases/suite.ts";
import { readSuiteFiles } from "../cases/suite-files.ts";
import { isExecuted } from "../graders/questions-answers.ts";
import { findToolchains } from "../languages/find-toolchains.ts";
import { chooseSandbox } from "../sandbox/choose.ts";
import type { Sandbox } from "../sandbox/sandbox.ts";
import { checkProofs, proofs } from "./proofs.ts";

const { signal } = new AbortController();
const folder = new URL("../suites", import.meta.url).pathname;
const files = [...(await readSuiteFiles(folder))].filter(([name]) =>
  /^(?:explanation|system-design)\//.test(name),
);
const suite = loadSuite(new Map(files));
const cases = [...suite.values()].filter(({ file }) => file.grader.kind === "questions");
const toolchains = await findToolchains(signal);

const draw = (theCase: Case, variant: number) => drawInstance(theCase, { seed: 1, variant });

function questionsOf({ grader }: Instance): readonly Question[] {
  assert.equal(grader.kind, "questions");
  return grader.kind === "questions" ? grader.questions : [];
}

describe("cases with questions", () => {
  for (const theCase of cases) {
    it(`${theCase.file.id} can be answered and varies`, async () => {
      const [first, second] = [await draw(theCase, 0), await draw(theCase, 1)];
      const ids = questionsOf(first).map(({ id }) => id);
      assert.equal(new Set(ids).size, ids.length, "a question is asked twice");
      for (const question of questionsOf(first)) {
        // Letters are asked for as ranges, such as `a` to `f`.
        const named =
          question.id.length === 1 || first.prompt.includes(question.id.replace(/\d$/, ""));
        assert.ok(named, `the prompt does not name ${question.id}`);
        if (question.type === "choice") assert.ok(question.options.includes(question.expected));
        if (question.type !== "difference") continue;
        assert.ok(first.files.has(question.other), question.other);
      }
      assert.notEqual(first.prompt, second.prompt);
      assert.notDeepEqual(first.references[0]?.text, second.references[0]?.text);
    });
  }
});

describe("proofs", function () {
  // Compilers on a busy machine.
  this.timeout(120_000);
  let sandbox: Sandbox;
  before(async () => {
    ({ sandbox } = await chooseSandbox({}, signal));
  });
  after(() => sandbox[Symbol.asyncDispose]());

  for (const theCase of cases.filter(({ file }) => file.language !== undefined)) {
    it(`${theCase.file.id} expects what its program does`, async function () {
      if (sandbox.openFolder === undefined) this.skip();
      if (!toolchains.found.has(theCase.file.language!)) this.skip();
      // Where nothing is compiled, a second variant costs little.
      const isCompiled = ["rust", "java", "cpp"].includes(theCase.file.language!);
      for (const variant of isCompiled ? [0] : [0, 1]) {
        const instance = await draw(theCase, variant);
        assert.deepEqual(await checkProofs(instance, { sandbox, toolchains }, signal), []);
        const proved = proofs(instance).length;
        assert.ok(proved > 0 || questionsOf(instance).some(isExecuted), "nothing is executed");
      }
    });
  }

  it("says which expected value is wrong, and what nothing proves", async function () {
    if (sandbox.openFolder === undefined || !toolchains.found.has("python")) this.skip();
    const instance = await draw(suite.get("explain.py.laziness")!, 0);
    assert.ok(instance.grader.kind === "questions");
    const questions = instance.grader.questions.map(
      (question): Question =>
        question.id === "left" ? ({ ...question, expected: [1] } as Question) : question,
    );
    const wrong = {
      ...instance,
      grader: { ...instance.grader, questions: [...questions, { ...questions[0]!, id: "more" }] },
    };
    const found = await checkProofs(wrong, { sandbox, toolchains }, signal);
    assert.equal(found.length, 2);
    assert.match(found[0]!, /more: nothing proves it$/);
    assert.match(found[1]!, /left: expects \[1\], but it is \[3,/);
  });
});
