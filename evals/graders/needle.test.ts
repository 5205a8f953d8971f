import assert from "node:assert/strict";
import type { Needle } from "../../core/protocol/case/needle.ts";
import type { Json } from "../../core/protocol/json.ts";
import type { Exchange, Transcript } from "../../core/protocol/transcript.ts";
import type { Instance } from "../cases/instance.ts";
import { needleAnswers } from "../haystack/answers.ts";
import type { Bench } from "./grader.ts";
import { needleGrader } from "./needle.ts";

const id = "long.any#1.0";
const signal = new AbortController().signal;
const specOf = (family: Needle["family"]): Needle => ({
  kind: "needle",
  family,
  tokens: 4096,
  depth: 0.5,
});
const expectedOf = (family: Needle["family"]) =>
  (needleAnswers(id, specOf(family)).expected as { value: Json }).value;

/** What becomes of a reply, as `verdict` or `fail: class`. */
async function check(family: Needle["family"], reply: Partial<Exchange>, expected: string) {
  const exchange: Exchange = { ...emptyExchange, ...reply };
  const { verdict, failClass } = await grade(family, { exchanges: [exchange] });
  assert.equal(failClass === undefined ? verdict : `${verdict}: ${failClass}`, expected);
}

function grade(family: Needle["family"], rest: Pick<Transcript, "exchanges" | "facts">) {
  const spec = specOf(family);
  // The grader uses neither sandbox nor toolchains, and of the instance only these.
  const instance = { id, grader: spec, answer: { kind: "json" } } as unknown as Instance;
  const bench = {} as Bench;
  const transcript = { instance: id, epoch: 0, ...rest };
  return needleGrader.grade({ spec, instance, transcript, bench }, signal);
}

const json = (value: Json) => ({ text: JSON.stringify({ value }) });

describe("needleGrader", () => {
  it("takes the expected value, also in a block", async () => {
    const value = expectedOf("multi-key");
    await check("multi-key", json(value), "pass");
    await check(
      "multi-key",
      { text: `\`\`\`json\n{ "value": ${JSON.stringify(value)} }\n\`\`\`` },
      "pass",
    );
  });

  it("gives nothing for a value that is inside another, for lists or for further keys", async () => {
    const value = String(expectedOf("chain"));
    for (const wrong of [`${value}s`, value.toUpperCase(), ` ${value}`, [value], { value }, null]) {
      await check("chain", json(wrong), "fail: wrong-answer");
    }
    await check("chain", { text: JSON.stringify({ value, sure: true }) }, "fail: wrong-answer");
    await check("chain", { text: JSON.stringify(value) }, "fail: wrong-answer");
  });

  it("tells numbers from texts", async () => {
    const value = expectedOf("code-trace");
    await check("code-trace", json(value), "pass");
    await check("code-trace", json(String(value)), "fail: wrong-answer");
  });

  it("compares lists as sets, where the question wants a set", async () => {
    const value = expectedOf("all-values") as string[];
    await check("all-values", json(value.toReversed()), "pass");
    await check("all-values", json(value.slice(1)), "fail: wrong-answer");
    await check("all-values", json([...value, "else"]), "fail: wrong-answer");
    await check("all-values", json([...value, value[0]!]), "fail: wrong-answer");
    await check("all-values", json([...value, 1]), "fail: wrong-answer");
  });

  it("wants it said that nothing is there", async () => {
    await check("absent", json("not present"), "pass");
    await check("absent", json(""), "fail: wrong-answer");
    await check("absent", { text: "It is not present." }, "fail: extraction");
  });

  it("names what is no answer at all", async () => {
    await check("single", { text: "" }, "fail: extraction");
    await check("single", { text: "```json\n{value: 1}\n```" }, "fail: extraction");
    await check("single", { text: '{"value": ', finishReason: "length" }, "fail: truncated");
  });

  it("skips what was not asked", async () => {
    const facts = { skipped: "context window 16384 < 30000" };
    const { verdict, reason } = await grade("single", { exchanges: [], facts });
    assert.deepEqual([verdict, reason], ["skipped", facts.skipped]);
  });

  it("shows the prompt's length beside the verdict", async () => {
    const { expected } = needleAnswers(id, specOf("single"));
    const exchange = { ...emptyExchange, text: JSON.stringify(expected) };
    const facts = { promptTokens: 4000, targetTokens: 4096, overBy: 200 };
    const { verdict, checks } = await grade("single", { exchanges: [exchange], facts });
    assert.equal(verdict, "pass");
    const length = checks.find(({ name }) => name === "length");
    assert.deepEqual([length?.ok, length?.advisory, length?.actual], [false, true, 4000]);
  });
});

const emptyExchange: Exchange = {
  to: "model",
  sent: [],
  text: "",
  toolCalls: [],
  finishReason: "stop",
  model: "m",
  isSimulated: true,
  timing: { e2elMs: 1 },
  retried: [],
};
