import assert from "node:assert/strict";
import type { StreamEvent } from "../../model/answer.ts";
import type { CompletionRequest } from "../../model/request.ts";
import { familyOf } from "./families.ts";
import { classifyAnswer, type SmokeVerdict, smokeTest } from "./smoke-test.ts";

function check(answer: string, expected: SmokeVerdict) {
  assert.equal(classifyAnswer(answer), expected);
}

describe("classifyAnswer", () => {
  const answers: [string, SmokeVerdict][] = [
    ["", "empty"],
    [" \n\t", "empty"],
    [" items[1]", "fills"],
    [" items[1]\n\n\ndef third(", "fills"],
    [" items[-1]", "fills"],
    [" items.pop(1)", "fills"],
    [" sorted(items)[1]", "fills"],
    [" items[1]<|endoftext|>", "fills"],
    [" items[1]\n```", "fills"],
    ["items[1]", "other"],
    ["\n    items[1]", "other"],
    [" None", "other"],
    ["# the second of the items\n", "other"],
    ["def second(items):\n    return items[1]", "other"],
    ["```python\ndef second(items):", "fences"],
    ["Here is the code:\n```", "fences"],
    ["items[-1]<|fim_middle|><|endoftext|>", "specials"],
    ["<PRE> def first(items)", "specials"],
    ["<[fim-middle]>", "specials"],
    ["<s>[INST]", "specials"],
    ["Sure! Here is the completed function", "prose"],
    ["The code you've shared is incomplete,", "prose"],
    ["To complete the function, you can", "prose"],
    [" The items are in a list", "prose"],
    ["以下是补全后的代码", "prose"],
    ["<think>\nOkay, the user", "prose"],
  ];
  for (const [answer, verdict] of answers) {
    it(`says “${verdict}” of ${JSON.stringify(answer)}`, () => check(answer, verdict));
  }
});

describe("smokeTest", () => {
  /** A model that writes these pieces, and what it was asked. */
  function writing(...pieces: string[]) {
    const asked: CompletionRequest[] = [];
    const streamCompletion = async function* (request: CompletionRequest) {
      asked.push(request);
      for (const text of pieces) yield { kind: "text", text } satisfies StreamEvent;
    };
    return { asked, subject: { client: { streamCompletion }, model: "fast" } };
  }
  const never = new AbortController().signal;

  it("puts the pieces of the answer together", async () => {
    const { subject } = writing(" it", "ems", "[1]");
    const candidate = { family: familyOf("qwen"), tokenIds: [] };
    assert.deepEqual(await smokeTest(subject, candidate, never), {
      verdict: "fills",
      answer: " items[1]",
    });
  });

  it("asks for a few tokens in the family's own prompt", async () => {
    const { subject, asked } = writing();
    await smokeTest(subject, { family: familyOf("seed"), tokenIds: [5, 6, 7, 5] }, never);
    const [request] = asked;
    assert.equal(request?.task, "inline");
    assert.equal(request?.model, "fast");
    assert.equal(request?.temperature, 0);
    assert.ok((request?.maxTokens ?? 99) <= 16);
    assert.deepEqual(request?.extra, { stop_token_ids: [5, 6, 7] });
    assert.match(
      String(request?.prompt),
      /^<\[fim-suffix\]>\n\nprint[\s\S]*return<\[fim-middle\]>$/,
    );
  });

  const codestral = { family: familyOf("codestral"), tokenIds: [] };
  const answering = (answers: Record<string, string>) => {
    const streamCompletion = async function* ({ prompt }: CompletionRequest) {
      const end = Object.keys(answers).find((key) => String(prompt).endsWith(key));
      yield { kind: "text", text: answers[end ?? ""] ?? "" } satisfies StreamEvent;
    };
    return { client: { streamCompletion }, model: "fast" };
  };
  it("asks again for what only the suffix tells where the prompt ends with the prefix", async () => {
    const subject = answering({ return: " items[1]", "scale(": "quaxel, zorbin" });
    assert.equal((await smokeTest(subject, codestral, never)).verdict, "fills");
  });
  it("does not take one that merely goes on for one that fills", async () => {
    const subject = answering({ return: " items[1]", "scale(": "items, factor):" });
    assert.deepEqual(await smokeTest(subject, codestral, never), {
      verdict: "other",
      answer: "items, factor):",
    });
  });

  it("sends nothing that only vLLM knows to a server that does not tokenize", async () => {
    const { subject, asked } = writing();
    await smokeTest(subject, { family: familyOf("qwen"), tokenIds: [] }, never);
    assert.equal(asked[0]?.extra, undefined);
  });
});
