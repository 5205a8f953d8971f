import assert from "node:assert/strict";
import type { Snippet } from "../context/snippet.ts";
import { familyOf } from "../fim/families.ts";
import { type PromptSources, writePrompt } from "./prompt.ts";
import { createTokenEstimate } from "./token-estimate.ts";
import { createPromptWindow } from "./window.ts";

const filler = (word: string, count: number) => `const ${word} = ${word}(${word});\n`.repeat(count);
const snippet = (path: string, text: string): Snippet => ({ kind: "open", path, line0: 0, text });

function sources(more: { prefix?: string; suffix?: string } & Partial<PromptSources> = {}) {
  const { prefix = "let a = ", suffix = "\n", ...rest } = more;
  return {
    cursor: {
      documentId: "d",
      path: "src/a.ts",
      languageId: "typescript",
      prefix,
      suffix,
      offset: prefix.length,
    },
    snippets: [],
    repository: "shop",
    family: familyOf("qwen"),
    contextWindow: 32_768,
    estimate: createTokenEstimate(),
    window: createPromptWindow(),
    ...rest,
  };
}

describe("writePrompt", () => {
  it("puts other files first and the text behind the cursor last", () => {
    const { text } = writePrompt(sources({ snippets: [snippet("b.ts", "let b;")] }), "line");
    assert.match(
      text,
      /b\.ts[\s\S]*let b;[\s\S]*src\/a\.ts[\s\S]*let a = [\s\S]*<\|fim_middle\|>$/,
    );
  });

  for (const contextWindow of [512, 2048, 4096, 131_072]) {
    it(`stays within a window of ${contextWindow} tokens`, () => {
      const estimate = createTokenEstimate();
      const { text, maxTokens } = writePrompt(
        sources({
          contextWindow,
          estimate,
          prefix: filler("before", 5000),
          suffix: filler("behind", 5000),
          snippets: Array.from({ length: 40 }, (_, index) =>
            snippet(`f${index}.ts`, filler("other", 20)),
          ),
        }),
        "block",
      );
      assert.ok(estimate.tokens(text) + maxTokens <= contextWindow);
      assert.ok(estimate.tokens(text) <= 4200);
    });
  }

  it("gives the text behind the cursor no more than an eighth of what is before it", () => {
    const estimate = createTokenEstimate();
    const { text } = writePrompt(
      sources({ estimate, prefix: filler("before", 400), suffix: filler("behind", 400) }),
      "line",
    );
    const behind = text.slice(text.indexOf("<|fim_suffix|>"));
    assert.ok(estimate.tokens(behind) / estimate.tokens(text) < 0.2);
    assert.ok(behind.includes("behind"));
  });

  it("begins alike from key to key, whatever the window's size", () => {
    const shared = sources({ snippets: [snippet("b.ts", filler("other", 10))] });
    const base = filler("before", 300);
    let before: string | undefined;
    let shortest = Number.POSITIVE_INFINITY;
    for (const typed of ["", "c", "co", "con", "cons", "const"]) {
      const prefix = base + typed;
      const cursor = { ...shared.cursor, prefix, offset: prefix.length, suffix: "\nlet z;\n" };
      const { text } = writePrompt({ ...shared, cursor }, "line");
      if (before !== undefined) shortest = Math.min(shortest, commonStart(before, text));
      before = text;
    }
    const whole = before?.length ?? 0;
    assert.ok(whole - shortest < 80, `${shortest} of ${whole} characters`);
  });

  it("keeps the first snippets when there is no room for all", () => {
    const snippets = Array.from({ length: 40 }, (_, index) =>
      snippet(`f${index}.ts`, filler("other", 20)),
    );
    const { text } = writePrompt(sources({ snippets }), "line");
    assert.ok(text.includes("f0.ts") && !text.includes("f39.ts"));
  });

  it("breaks up special tokens wherever they come from", () => {
    const mark = "<|fim_suffix|>";
    const { text } = writePrompt(
      sources({
        prefix: `a ${mark}`,
        suffix: `b ${mark}`,
        repository: mark,
        snippets: [snippet(mark, mark)],
      }),
      "line",
    );
    assert.equal(text.split(mark).length, 2);
  });
});

function commonStart(one: string, other: string): number {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length += 1;
  return length;
}
