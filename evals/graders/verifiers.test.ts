import assert from "node:assert/strict";
import type { Verifiers } from "../../core/protocol/case/verifiers.ts";
import type { Exchange } from "../../core/protocol/transcript.ts";
import type { Instance } from "../cases/instance.ts";
import type { Bench } from "./grader.ts";
import { verifiersGrader } from "./verifiers.ts";

const spec: Verifiers = {
  kind: "verifiers",
  verifiers: [{ id: "bullets", arguments: { count: 2 } }, { id: "lowercase" }],
};
// The grader uses neither sandbox nor toolchains, and of the instance only these.
const instance = { grader: spec, answer: { kind: "text" }, file: {} } as unknown as Instance;
const bench = {} as Bench;

async function gradeOf(reply: Partial<Exchange>) {
  const exchange: Exchange = {
    to: "model",
    sent: [],
    text: "",
    toolCalls: [],
    finishReason: "stop",
    model: "m",
    isSimulated: true,
    timing: { e2elMs: 1 },
    retried: [],
    ...reply,
  };
  const transcript = { instance: "if.any#1.0", epoch: 0, exchanges: [exchange] };
  const signal = new AbortController().signal;
  return verifiersGrader.grade({ spec, instance, transcript, bench }, signal);
}

async function check(reply: Partial<Exchange>, expected: string) {
  const { verdict, failClass } = await gradeOf(reply);
  assert.equal(failClass === undefined ? verdict : `${verdict}: ${failClass}`, expected);
}

describe("verifiersGrader", () => {
  it("takes what satisfies every demand", () => check({ text: "- a\n- b" }, "pass"));
  it("takes it loosely, and shows that it is not so as it stands", async () => {
    const { verdict, checks } = await gradeOf({ text: "Here you are:\n\n- a\n- b" });
    assert.equal(verdict, "pass");
    assert.deepEqual(
      checks.map(({ name, ok, advisory = false }) => [name, ok, advisory]),
      [
        ["bullets", true, false],
        ["lowercase", true, false],
        ["strict", false, true],
      ],
    );
  });
  it("does not take what misses one", () => check({ text: "- a\n- B" }, "fail: wrong-answer"));
  it("ignores what was thought before", () =>
    check({ text: "<think>\nABC\n</think>\n\n- a\n- b" }, "pass"));
  it("names what is no answer", async () => {
    await check({ text: " \n" }, "fail: extraction");
    await check({ text: "- a\n- b", finishReason: "length" }, "fail: truncated");
  });
});
