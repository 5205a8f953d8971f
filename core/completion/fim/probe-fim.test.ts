import assert from "node:assert/strict";
import type { StreamEvent } from "../../model/answer.ts";
import { ModelError } from "../../model/errors.ts";
import type { Finding } from "../../model/finding.ts";
import type { CompletionRequest } from "../../model/request.ts";
import type { FimFamilyId } from "./family.ts";
import { probeFim } from "./probe-fim.ts";

const never = new AbortController().signal;

type Server = {
  /** Its special tokens; left out, it does not tokenize. */
  tokens?: readonly string[];
  answer(prompt: string): string;
};

async function probe(server: Server, wanted?: FimFamilyId, signal = never) {
  const prompts: string[] = [];
  const finding = await probeFim(
    {
      model: "fast",
      client: {
        tokenize: async (_model, text) => server.tokens && idsOf(text, server.tokens),
        streamCompletion: async function* ({ prompt }: CompletionRequest) {
          prompts.push(String(prompt));
          yield { kind: "text", text: server.answer(String(prompt)) } satisfies StreamEvent;
        },
      },
    },
    wanted,
    signal,
  );
  return { finding, prompts };
}

function idsOf(text: string, tokens: readonly string[]): number[] {
  const ids: number[] = [];
  for (let at = 0; at < text.length; ) {
    const index = tokens.findIndex((token) => text.startsWith(token, at));
    ids.push(index < 0 ? 1_000 + at : index);
    at += tokens[index]?.length ?? 1;
  }
  return ids;
}

function check(finding: Finding, expected: Pick<Finding, "outcome" | "summary" | "learned">) {
  const { outcome, summary, learned } = finding;
  assert.deepEqual({ outcome, summary, learned }, { learned: undefined, ...expected });
  assert.equal(
    finding.remedy === undefined,
    outcome === "ok",
    "a remedy for everything but success",
  );
}

const qwenTokens = [
  "<|fim_prefix|>",
  "<|fim_suffix|>",
  "<|fim_middle|>",
  "<|repo_name|>",
  "<|file_sep|>",
];
const filling = () => " items[1]";

describe("probeFim", () => {
  it("finds the family by the tokenizer and tests it", async () => {
    const { finding, prompts } = await probe({ tokens: qwenTokens, answer: filling });
    check(finding, {
      outcome: "ok",
      summary: "Fills in the middle as the family qwen: the smoke test passed.",
      learned: { fim: { family: "qwen", tokenIds: [0, 1, 2, 3, 4], verdict: "fills" } },
    });
    assert.equal(prompts.length, 1);
  });

  it("asks no prompt twice when families share it", async () => {
    const { finding, prompts } = await probe({ tokens: qwenTokens, answer: () => "" });
    assert.equal(prompts.length, 1);
    assert.equal(finding.learned?.fim?.family, "qwen");
  });

  it("lets the smoke test decide between GLM and CodeGeeX", async () => {
    const { finding, prompts } = await probe({
      tokens: ["<|code_prefix|>", "<|code_suffix|>", "<|code_middle|>"],
      answer: (prompt) => (prompt.startsWith("<|user|>") ? " items[1]" : "\n"),
    });
    assert.equal(finding.learned?.fim?.family, "codegeex");
    assert.equal(prompts.length, 2);
  });

  const failing: [string, string, string][] = [
    ["prose", "Sure! Here is the code you", "answers with prose instead of code"],
    ["fences", "```python\n", "answers with Markdown fences around its code"],
    ["specials", "<|fim_middle|> items", "answers with special tokens instead of code"],
    ["empty", "", "answers nothing"],
    ["other", "\n\n\ndef third(items):", "does not fill the gap"],
  ];
  for (const [verdict, answer, what] of failing) {
    it(`warns of a model that ${what}`, async () => {
      const { finding } = await probe({ tokens: qwenTokens, answer: () => answer });
      assert.equal(finding.outcome, "warning");
      assert.equal(
        finding.summary,
        `Asked as the family qwen, the model ${what}: the smoke test failed.`,
      );
      assert.match(finding.remedy ?? "", /tandem\.models/);
      assert.equal(finding.learned?.fim?.verdict, verdict);
    });
  }

  it("warns where the tokenizer knows no marks, and asks the model nothing", async () => {
    const { finding, prompts } = await probe({ tokens: [], answer: filling });
    check(finding, {
      outcome: "warning",
      summary: "The model knows no marks for filling in the middle.",
      learned: { fim: null },
    });
    assert.deepEqual(prompts, []);
  });

  it("only tests the family the settings name", async () => {
    const { finding, prompts } = await probe({ tokens: qwenTokens, answer: filling }, "seed");
    check(finding, {
      outcome: "ok",
      summary: "Fills in the middle as the family seed: the smoke test passed.",
      learned: { fim: { family: "seed", tokenIds: [], verdict: "fills" } },
    });
    assert.match(prompts.join(), /^<\[fim-suffix\]>/);
  });

  it("tests the family the settings name without a tokenizer", async () => {
    const { finding } = await probe({ answer: () => "Sure, here is the code" }, "granite");
    assert.deepEqual(finding.learned, {
      fim: { family: "granite", tokenIds: [], verdict: "prose" },
    });
  });

  it("tries the families in turn without a tokenizer, up to the first that fills", async () => {
    const { finding, prompts } = await probe({
      answer: (prompt) => (prompt.startsWith("<｜fim▁begin｜>") ? " items[1]" : "?"),
    });
    assert.deepEqual(finding.learned?.fim, { family: "deepseek", tokenIds: [], verdict: "fills" });
    assert.equal(prompts.length, 4);
  });

  it("gives up without a tokenizer when no family fills", async () => {
    const { finding } = await probe({ answer: () => "?" });
    check(finding, {
      outcome: "warning",
      summary:
        "The server does not tokenize, and the model fills in the middle as no family Tandem knows.",
      learned: { fim: null },
    });
  });

  it("limits completion only when the server refuses", async () => {
    const { finding } = await probe({
      tokens: qwenTokens,
      answer: () => {
        throw new ModelError("unauthorized");
      },
    });
    assert.equal(finding.outcome, "warning");
    assert.equal(finding.error?.code, "unauthorized");
    assert.equal(finding.learned, undefined);
  });

  it("lets an abort through", async () => {
    const answer = () => {
      throw "stopped";
    };
    await assert.rejects(probe({ tokens: qwenTokens, answer }), (reason) => reason === "stopped");
  });
});
