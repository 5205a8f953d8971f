import assert from "node:assert/strict";
import { decode, encode } from "../tokenizer/tokenizer.ts";
import type { ScriptedAnswer } from "./answer.ts";
import { type Plan, type PlanOptions, planAnswer } from "./plan.ts";

const defaults: PlanOptions = {
  route: "chat",
  toolStyle: "unparsed",
  newToolCallId: () => "call_0",
  maxTokens: 1000,
  minTokens: 0,
  ignoreEos: false,
  stop: [],
  stopTokenIds: [],
  includeStop: false,
  skipSpecialTokens: true,
};

const plan = (answer: ScriptedAnswer, options: Partial<PlanOptions> = {}) =>
  planAnswer(answer, { ...defaults, ...options });
const contentOf = ({ deltas }: Plan) =>
  deltas
    .flat()
    .map(({ content }) => content ?? "")
    .join("");
const endOf = ({ finishReason, stopReason }: Plan) => ({ finishReason, stopReason });

describe("planAnswer", () => {
  it("counts the end-of-sequence token and does not show it", () => {
    const result = plan({ text: "a b" });
    assert.equal(result.tokens.length, encode("a b").length + 1);
    assert.equal(result.tokens.at(-1), 151_645);
    assert.equal(contentOf(result), "a b");
    assert.deepEqual(endOf(result), { finishReason: "stop", stopReason: null });
  });

  it("ends a raw completion with the base model's end of text", () => {
    assert.equal(plan({ text: "" }, { route: "completion" }).tokens[0], 151_643);
  });

  it("cuts at max_tokens", () => {
    const result = plan({ text: "one two three" }, { maxTokens: 2 });
    assert.equal(result.tokens.length, 2);
    assert.deepEqual(endOf(result), { finishReason: "length", stopReason: null });
  });

  it("ends with stop when the end-of-sequence token is the last one allowed", () => {
    assert.equal(plan({ text: "a" }, { maxTokens: 2 }).finishReason, "stop");
    assert.equal(plan({ text: "a" }, { maxTokens: 1 }).finishReason, "length");
  });

  for (const [minTokens, maxTokens] of [
    [40, 40],
    [0, 40],
  ] as const) {
    it(`fills up to max_tokens under ignore_eos with min_tokens ${minTokens}`, () => {
      const result = plan({ text: "a" }, { ignoreEos: true, minTokens, maxTokens });
      assert.equal(result.tokens.length, 40);
      assert.equal(result.finishReason, "length");
      assert.ok(contentOf(result).startsWith("a This is filler"));
    });
  }

  it("fills up to min_tokens and then ends", () => {
    const result = plan({ text: "a" }, { minTokens: 10 });
    assert.equal(result.tokens.length, 11);
    assert.equal(result.finishReason, "stop");
  });
});

describe("a stop string", () => {
  it("ends the answer before itself and is named as the reason", () => {
    const result = plan({ text: "one\n\ntwo" }, { stop: ["nothing", "\n\n"] });
    assert.equal(contentOf(result), "one");
    assert.deepEqual(endOf(result), { finishReason: "stop", stopReason: "\n\n" });
  });

  it("stays in the answer when the request says so", () => {
    const result = plan({ text: "one END two" }, { stop: ["END"], includeStop: true });
    assert.equal(contentOf(result), "one END");
  });

  it("holds back what could become one and shows it when it does not", () => {
    const result = plan({ text: "a <b c" }, { stop: ["</s>"] });
    assert.equal(result.deltas[0]?.[0]?.content, "");
    assert.equal(contentOf(result), "a <b c");
  });

  it("is found across tokens", () => {
    assert.equal(contentOf(plan({ text: "functionality" }, { stop: ["ctionali"] })), "fun");
  });

  it("does not count before min_tokens", () => {
    const result = plan({ text: "x. y. z." }, { stop: ["."], minTokens: 4 });
    assert.equal(contentOf(result), "x. y");
  });
});

describe("a stop token", () => {
  it("ends the answer, is counted and named, and is not shown", () => {
    const id = encode("\n")[0]!;
    const result = plan({ text: "a\nb" }, { stopTokenIds: [id] });
    assert.equal(contentOf(result), "a");
    assert.equal(result.tokens.length, 2);
    assert.deepEqual(endOf(result), { finishReason: "stop", stopReason: id });
  });

  it("that is the end-of-sequence token anyway gives no reason", () => {
    assert.equal(plan({ text: "a" }, { stopTokenIds: [151_645] }).stopReason, null);
  });
});

describe("characters of several tokens", () => {
  it("appear with their last token", () => {
    const { deltas } = plan({ text: "😀" });
    assert.deepEqual(
      deltas.map((each) => each[0]?.content),
      ["", "", "", "😀", undefined],
    );
  });
});

describe("reasoning", () => {
  it("comes before the text and is not part of it", () => {
    const result = plan({ reasoning: "let me see", text: "yes" });
    const reasoning = result.deltas.flat().map((delta) => delta.reasoning ?? "");
    assert.equal(reasoning.join(""), "let me see");
    assert.equal(contentOf(result), "yes");
    assert.match(decode(result.tokens), /^let me see<\/think>yes/);
  });
});

describe("a tool call", () => {
  const toolCalls = [{ name: "read_file", arguments: { path: "src/a.ts", lines: [1, 2] } }];
  const piecesOf = (result: Plan) => result.deltas.flat().flatMap((delta) => delta.toolCalls ?? []);

  it("parsed comes as a header, an opening brace, one piece a parameter and a closing brace", () => {
    const result = plan({ text: "I'll read it.\n", toolCalls }, { toolStyle: "parsed" });
    assert.deepEqual(piecesOf(result), [
      { index: 0, head: { id: "call_0", name: "read_file" }, arguments: "" },
      { index: 0, arguments: "{" },
      { index: 0, arguments: '"path": "src/a.ts"' },
      { index: 0, arguments: ', "lines": [1,2]' },
      { index: 0, arguments: "}" },
    ]);
    assert.equal(contentOf(result), "I'll read it.\n");
    assert.equal(result.finishReason, "tool_calls");
    assert.match(decode(result.tokens), /<tool_call>\n<function=read_file>\n<parameter=path>\nsrc/);
  });

  it("parsed is silent while an argument is written", () => {
    const long = [{ name: "write", arguments: { content: "word ".repeat(100) } }];
    const { deltas } = plan({ text: "", toolCalls: long }, { toolStyle: "parsed" });
    const silent = deltas.map((each) => each.length === 0);
    assert.ok(silent.filter(Boolean).length > 100);
  });

  it("left alone by the parser stays in the text", () => {
    const result = plan({ text: "", toolCalls }, { toolStyle: "unparsed" });
    assert.match(contentOf(result), /^<tool_call>\n<function=read_file>[\s\S]*<\/tool_call>$/);
    assert.equal(result.finishReason, "stop");
  });

  for (const [style, finishReason] of [
    ["named", "stop"],
    ["required", "tool_calls"],
  ] as const) {
    it(`${style} streams its arguments and ends with ${finishReason}`, () => {
      const result = plan({ text: "", toolCalls }, { toolStyle: style });
      const [head, ...rest] = piecesOf(result);
      assert.equal(head?.head?.name, "read_file");
      assert.ok(rest.length > 3);
      const json = rest.map((piece) => piece.arguments).join("");
      assert.deepEqual(JSON.parse(json), toolCalls[0]!.arguments);
      assert.equal(result.finishReason, finishReason);
      assert.equal(contentOf(result), "");
    });
  }

  it("cut by max_tokens ends with length", () => {
    const result = plan({ text: "", toolCalls }, { toolStyle: "parsed", maxTokens: 3 });
    assert.equal(result.finishReason, "length");
  });
});
