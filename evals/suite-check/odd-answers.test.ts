// Answers as models give them on a bad day, over the wire and through a whole run: each gets the class that says what was
// wrong with it, and the run goes on.
import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import type { CaseResult } from "../../core/protocol/evaluation.ts";
import { readBuiltInSuite } from "../cases/built-in-suite.ts";
import { drawInstance } from "../cases/draw.ts";
import { loadSuite } from "../cases/suite.ts";
import { type OpenEndpoint, openEndpoint } from "../runner/open-endpoint.ts";
import { prepareRun } from "../runner/prepare.ts";
import { run } from "../runner/run.ts";
import { createSubject } from "../runner/subject.ts";
import { sampleScript } from "../simulator/answers/sample-script.ts";
import { type StartOptions, startSimulator } from "../simulator/server.ts";
import { rememberingGraders, sharedBench } from "./stand.ts";

const never = new AbortController().signal;
const id = "algorithm.py.ttl-lru";
const suite = new Map([...loadSuite(await readBuiltInSuite())].filter(([caseId]) => caseId === id));
// The filter keeps exactly this one.
const { references } = await drawInstance(suite.get(id)!, { seed: 1, variant: 0 });
const code = references[0]?.text ?? "";
const fenced = (text: string) => `\`\`\`python\n${text}\n\`\`\``;
const block = fenced(code);

describe("odd answers", () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), "tandem-odd-"));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  const gradeOf = async (text: string, options: StartOptions = {}): Promise<CaseResult> => {
    const script = { ...sampleScript, exact: async () => ({ text }) };
    const simulator = await startSimulator({ script, ...options });
    try {
      const request = {
        endpoint: { url: simulator.url },
        suites: ["algorithm" as const],
        profile: "smoke" as const,
        seed: 1,
        concurrency: 1,
        runsFolder: folder,
      };
      const endpoint = await openEndpoint(request.endpoint, never);
      const ground = { suite, bench: await sharedBench() };
      await using prepared = await prepareRun(request, ground, never);
      const subjects = () => impatient(endpoint);
      const means = { ...prepared, subjects, graders: rememberingGraders, emit: () => {} };
      const [result] = (await run(means, never)).cases;
      assert.ok(result);
      return result;
    } finally {
      await simulator.close();
    }
  };

  const check = (name: string, text: string, expected: string, options: StartOptions = {}) =>
    it(`${name}: ${expected}`, async () => {
      const { verdict, failClass, reason } = await gradeOf(text, options);
      assert.equal(
        failClass === undefined ? verdict : `${verdict}: ${failClass}`,
        expected,
        reason,
      );
    });

  check("the reference", block, "pass");
  check("prose around it", `Sure!\n\n${block}\n\nIt evicts lazily.`, "pass");
  check("an example behind it", `${block}\n\n\`\`\`python\nprint("use it")\n\`\`\``, "pass");
  check(
    "thoughts before it",
    `<think>\n\`\`\`python\nnot this\n\`\`\`\n</think>\n${block}`,
    "pass",
  );
  check("no code", "One would use an ordered dictionary here.", "fail: extraction");
  check("nothing at all", "", "fail: extraction");
  check("a refusal", "I'm sorry, but I can't help with that.", "fail: refusal");
  check("another language", "```javascript\nclass TokenCache {}\n```", "fail: extraction");
  check("broken code", "```python\nclass TokenCache(:\n```", "fail: compile");
  check("bytes that are no UTF-8", `${block}\n\ufffd\ufffd`, "pass", { splitUtf8: true });
  check("an answer that has no end", `${block}\n${"and so on ".repeat(4000)}`, "fail: truncated");
  check(
    "megabytes before the code",
    `${"lorem ipsum ".repeat(100_000)}\n${block}`,
    "fail: truncated",
  );

  /** Does harm before it solves the case: if the harm were possible, it would pass. */
  const harmful = (name: string, harm: string, expected: RegExp) =>
    it(`${name} is contained and said`, async () => {
      const { verdict, failClass, reason } = await gradeOf(fenced(`${harm}\n${code}`));
      assert.match(`${verdict} ${failClass}`, expected, reason);
      assert.ok(reason);
    });
  harmful("a fork bomb", "import os\nwhile True: os.fork()", /^fail (timeout|memory|runtime)$/);
  harmful("an allocation of 4 GB", 'hoard = b"x" * (4 << 30)', /^fail memory$/);
  harmful(
    "a write outside the work folder",
    'open("/usr/lib/mine", "w").write("x")',
    /^fail runtime$/,
  );
  it("a look into the home folder is contained and said", async () => {
    const canary = await mkdtemp(path.join(os.homedir(), ".tandem-canary-"));
    const look = `import os\nos.listdir(${JSON.stringify(canary)})`;
    const { verdict, failClass, reason } = await gradeOf(fenced(`${look}\n${code}`));
    await rm(canary, { recursive: true });
    assert.equal(`${verdict} ${failClass}`, "fail runtime", reason);
  });

  it("a network call is contained and said", async () => {
    const listener = await startSimulator();
    const { port } = new URL(listener.url);
    const call = `import socket\nsocket.create_connection(("127.0.0.1", ${port}), 1)`;
    const { verdict, failClass, reason } = await gradeOf(fenced(`${call}\n${code}`));
    await listener.close();
    assert.equal(`${verdict} ${failClass}`, "fail runtime", reason);
  });

  it("an endpoint that breaks every answer off: infra, after every try was counted", async () => {
    const { verdict, retried, reason } = await gradeOf(block, { faults: [{ kind: "reset" }] });
    assert.equal(verdict, "infra", reason);
    assert.deepEqual(new Set(retried), new Set(["stream_cut"]));
    assert.equal(retried.length, 2);
  });
});

/** Tries again at once, twice. */
function impatient({ client, served }: OpenEndpoint) {
  const model = createSubject({
    client,
    model: served.id,
    as: "model",
    seed: 1,
    contextWindow: served.contextWindow,
    retryDelaysMs: [0, 0],
  });
  return { model, judge: model };
}
