// The harness as a whole, against a simulated model that always says the same.
import assert from "node:assert/strict";
import { startSimulator } from "../simulator/server.ts";
import { openSubject } from "./inline-subject.ts";
import { editSimilarity } from "./likeness.ts";
import { parses } from "./parses.ts";
import { fillHoles } from "./quality.ts";

const never = new AbortController().signal;
const source = "const a = add(one, two);\nconst b = 1;\n";

async function fill(says: string) {
  const script = { chat: () => ({ text: "" }), completion: () => says };
  const simulator = await startSimulator({ script });
  try {
    const subject = await openSubject({ url: simulator.url }, never);
    const file = { path: "x.ts", languageId: "typescript", text: source };
    const start = source.indexOf("one");
    const hole = { kind: "call", start, end: source.indexOf(")") } as const;
    const [result] = await fillHoles({ subject, file, holes: [hole] }, never);
    assert.ok(result);
    return result;
  } finally {
    await simulator.close();
  }
}

async function check(says: string, expected: { isExact: boolean; parses: boolean | undefined }) {
  const { isExact, parses } = await fill(says);
  assert.deepEqual({ isExact, parses }, expected);
}

describe("fillHoles", () => {
  it("calls the text that was taken out exact", () =>
    check("one, two", { isExact: true, parses: true }));
  it("tells another text that parses", () => check("one, 2", { isExact: false, parses: true }));
  it("does not judge what was not offered", () => check("", { isExact: false, parses: undefined }));
  it("measures the first token and the likeness", async () => {
    const { ttftMs, similarity } = await fill("one, 2");
    assert.ok(ttftMs !== undefined && ttftMs > 0);
    assert.equal(similarity, 1 - 3 / 8);
  });
});

describe("openSubject", () => {
  const open = async (options: { model?: string; fim?: string }) => {
    const simulator = await startSimulator({ models: ["fast", "large"] });
    try {
      const { model, family, stopTokenIds, isSimulated } = await openSubject(
        { url: simulator.url, ...options },
        never,
      );
      return { model, family: family.id, hasIds: stopTokenIds.length > 0, isSimulated };
    } finally {
      await simulator.close();
    }
  };
  it("recognises the family by the tokenizer and takes the first model", async () =>
    assert.deepEqual(await open({}), {
      model: "fast",
      family: "qwen",
      hasIds: true,
      isSimulated: true,
    }));
  it("takes what it is told, without ids where the marks are no tokens", async () =>
    assert.deepEqual(await open({ model: "large", fim: "starcoder" }), {
      model: "large",
      family: "starcoder",
      hasIds: false,
      isSimulated: true,
    }));
  it("refuses in one sentence what it does not know", async () => {
    await assert.rejects(open({ model: "huge" }), RangeError);
    await assert.rejects(open({ fim: "none" }), RangeError);
  });
});

describe("editSimilarity", () => {
  for (const [left, right, expected] of [
    ["", "", 1],
    ["abc", "abc", 1],
    ["abc", "", 0],
    ["kitten", "sitting", 1 - 3 / 7],
    ["abcd", "bcd", 0.75],
  ] as const) {
    it(`of "${left}" and "${right}"`, () => assert.equal(editSimilarity(left, right), expected));
  }
});

describe("parses", () => {
  for (const [languageId, text, expected] of [
    ["typescript", "enum A { B }\nconst c: A = A.B;\n", true],
    ["typescript", "const c: = 1;\n", false],
    ["javascript", "let a = 1;\n", true],
    ["plaintext", "anything", undefined],
  ] as const) {
    it(`${languageId}: ${expected}`, async () =>
      assert.equal(await parses(text, languageId, never), expected));
  }
});
