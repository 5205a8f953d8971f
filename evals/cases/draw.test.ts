import assert from "node:assert/strict";
import { drawInstance } from "./draw.ts";
import { caseLine, instanceIdIn } from "./instance.ts";
import { OracleError } from "./oracle.ts";
import { loadSuite } from "./suite.ts";

const yaml = `id: algorithm.py.demo
version: 1
category: algorithm
tier: easy
language: python
params:
  limit: { int: [2, 9] }
  unit: { choice: [ms, s] }
oracle: oracle.js
prompt: "Up to {{limit}} {{unit}}, called {{title}}.\\n{{file:given.py}}"
answer: { kind: code }
grader:
  kind: io-tests
  entry: solve
  signature: { args: [int], returns: int }
references:
  - { name: plain, file: ref.py }
mutants:
  - { name: less, edits: [{ find: "<= {{limit}}", replace: "< {{limit}}" }], expect: wrong-answer }
  - { name: empty, text: "pass", expect: extraction }
  - { name: broken, text: "def solve(x) return x", expect: compile }
`;
const oracle = `export default ({ params }) => ({
  values: { title: "T" + params.limit },
  grader: { tests: [{ name: "at the limit", args: [params.limit], expected: params.limit }] },
});`;

function demo(changes: { yaml?: string; oracle?: string; ref?: string } = {}) {
  const folder = "algorithm/algorithm.py.demo";
  const suite = loadSuite(
    new Map([
      [`${folder}/case.yaml`, changes.yaml ?? yaml],
      [`${folder}/oracle.js`, changes.oracle ?? oracle],
      [`${folder}/given.py`, "LIMIT = {{limit}}  # {{cursor}} {{other}}\n"],
      [`${folder}/ref.py`, changes.ref ?? "def solve(x):\n    return x if x <= {{limit}} else 0\n"],
    ]),
  );
  // The suite has exactly this case.
  return suite.get("algorithm.py.demo")!;
}

const draw = { seed: 1, variant: 0 };

describe("drawInstance", () => {
  it("gives the same for the same seed and variant", async () =>
    assert.deepEqual(await drawInstance(demo(), draw), await drawInstance(demo(), draw)));

  it("gives others for other variants", async () => {
    const prompts = await Promise.all(
      [0, 1, 2, 3, 4, 5].map(
        async (variant) => (await drawInstance(demo(), { seed: 1, variant })).prompt,
      ),
    );
    assert.ok(new Set(prompts).size > 1);
  });

  it("fills in every text alike", async () => {
    const { prompt, grader, references, mutants, id } = await drawInstance(demo(), draw);
    const limit = /Up to (\d) (ms|s), called T(\d)\./.exec(prompt);
    assert.equal(limit?.[1], limit?.[3]);
    assert.match(
      prompt,
      new RegExp(`LIMIT = ${limit?.[1]}  # \\{\\{cursor\\}\\} \\{\\{other\\}\\}`),
    );
    assert.ok(grader.kind === "io-tests");
    assert.deepEqual(grader.tests[0]?.args, [Number(limit?.[1])]);
    assert.match(references[0]?.text ?? "", new RegExp(`x <= ${limit?.[1]} else`));
    assert.match(mutants[0]?.text ?? "", new RegExp(`x < ${limit?.[1]} else`));
    assert.match(references[0]?.steps[0]?.text ?? "", /^```python\n[\s\S]*\n```\n$/);
    assert.equal(id, "algorithm.py.demo#1.0");
    assert.deepEqual(instanceIdIn(`Do it.\n\n${caseLine(id)}`), {
      caseId: "algorithm.py.demo",
      seed: 1,
      variant: 0,
    });
  });

  const refuses = (name: string, changes: Parameters<typeof demo>[0], message: RegExp) =>
    it(name, () =>
      assert.rejects(
        drawInstance(demo(changes), draw),
        (error) => error instanceof OracleError && message.test(error.message),
      ),
    );
  refuses(
    "refuses an edit that finds nothing",
    { ref: "def solve(x):\n    return x\n" },
    /occurs 0 times/,
  );
  refuses(
    "refuses a grader that stays incomplete",
    { oracle: "export default () => ({})" },
    /title|tests/,
  );
  refuses(
    "refuses a placeholder without a value",
    { yaml: yaml.replace("{{title}}", "{{titel}}") },
    /titel/,
  );
});
