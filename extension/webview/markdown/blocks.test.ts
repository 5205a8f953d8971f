import assert from "node:assert/strict";
import { Lexer } from "marked";
import { explanation, longAnswer } from "../test/sample-turns.ts";
import { closesFence, finishedLength, isTooHeavy, mayCloseFence, openingFence } from "./blocks.ts";

/** `║` marks where the first finished block ends; without it nothing is finished. */
function check(marked: string) {
  const expected = marked.indexOf("║");
  const text = marked.replace("║", "");
  assert.equal(finishedLength(text), Math.max(0, expected), JSON.stringify(marked));
}

describe("finishedLength", () => {
  it("ends a paragraph at the blank line before other text", () => {
    check("one\ntwo\n\n║three");
    check("one\n\n");
    check("one\ntwo");
  });

  it("ends a heading with its line, and a block before a heading", () => {
    check("## Title\n║");
    check("one\n║## Title\nmore");
    check("## Titl");
  });

  it("ends a block before a fence once the fence's line is complete", () => {
    check("one\n║```ts\n");
    check("one\n```ts");
  });

  it("keeps a list together across blank lines, indented text and code", () => {
    check("- a\n\n- b\n");
    check("- a\n\n  more\n");
    check("- a\n\n  ```ts\n  x\n  ```\n");
    check("Text:\n1. a\n\n2. b\n");
  });

  it("ends a list at a line that is neither item nor indented", () => {
    check("- a\n- b\n\n║text");
    check("- a\n║```ts\nx");
  });

  it("waits while the next line may become an item", () => {
    check("- a\n\n-");
    check("1. a\n\n2");
    check("- a\n\n ");
  });

  it("keeps indented code together", () => {
    check("    a\n\n    b\n");
  });
});

/** Top-level tokens, each as type and source without the blank lines around it. */
function tokensOf(text: string): string[] {
  return new Lexer({ gfm: true })
    .lex(text)
    .filter(({ type }) => type !== "space")
    .map(({ type, raw }) => `${type}:${raw.trim()}`);
}

function tokensInPieces(text: string): string[] {
  const tokens: string[] = [];
  let rest = text;
  for (;;) {
    rest = rest.replace(/^(?:[ \t]*\n)+/, "");
    const fence = openingFence(rest.slice(0, rest.indexOf("\n")));
    if (fence) {
      // The renderer reads a fence line by line; here marked may do it.
      const lines = rest.split("\n");
      const end = lines.findIndex((line, index) => index > 0 && closesFence(line, fence));
      const code = lines.slice(0, end < 0 ? lines.length : end + 1).join("\n");
      tokens.push(...tokensOf(code));
      rest = rest.slice(code.length + 1);
      continue;
    }
    const length = finishedLength(rest);
    tokens.push(...tokensOf(length > 0 ? rest.slice(0, length) : rest));
    if (length === 0) return tokens;
    rest = rest.slice(length);
  }
}

describe("cutting into blocks", () => {
  it("finds what marked finds in the whole text", () => {
    for (const text of [explanation, longAnswer(32_000, 14)]) {
      assert.deepEqual(tokensInPieces(text), tokensOf(text));
    }
  });

  it("finds what marked finds however blocks follow each other", () => {
    const blocks = [
      "plain text\nin two lines",
      "# Heading",
      "#### Deeper",
      "- a\n- b",
      "- a\n\n  second\n\n- b",
      "1. one\n2. two\n   - inner",
      "> quoted\n> text",
      "```ts\nconst a = 1;\n\nconst b = 2;\n```",
      "~~~\n```\n~~~",
      "| a | b |\n|---|---|\n| 1 | 2 |",
      "---",
      "**bold** start",
    ];
    let seed = 7;
    const random = () => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return seed / 2_147_483_648;
    };
    for (let round = 0; round < 300; round++) {
      const text = Array.from(
        { length: 6 },
        () => blocks[Math.floor(random() * blocks.length)],
      ).join("\n\n");
      assert.deepEqual(tokensInPieces(text), tokensOf(text), JSON.stringify(text));
    }
  });
});

describe("openingFence and closesFence", () => {
  it("reads marker, length and info", () => {
    assert.deepEqual(openingFence("  ````ts title=x "), {
      indent: 2,
      marker: "`",
      length: 4,
      info: "ts title=x",
    });
    assert.equal(openingFence("    ```"), undefined);
    assert.equal(openingFence("``` a`b"), undefined);
    assert.equal(openingFence("``"), undefined);
  });

  it("closes with the same marker, at least as long, and nothing after it", () => {
    const fence = openingFence("````md");
    assert.ok(fence);
    assert.equal(closesFence("````", fence), true);
    assert.equal(closesFence("  `````  ", fence), true);
    assert.equal(closesFence("```", fence), false);
    assert.equal(closesFence("~~~~", fence), false);
    assert.equal(closesFence("```` x", fence), false);
  });

  it("holds back what may still close", () => {
    assert.equal(mayCloseFence("  ``"), true);
    assert.equal(mayCloseFence(""), true);
    assert.equal(mayCloseFence("``x"), false);
    assert.equal(mayCloseFence("const"), false);
  });
});

describe("isTooHeavy", () => {
  it("lets a long answer's blocks through", () => {
    assert.equal(isTooHeavy(`- **bold** and *more* in item\n`.repeat(150)), false);
    assert.equal(isTooHeavy("plain words ".repeat(500)), false);
  });

  it("refuses long lines, deep markers and crowded emphasis", () => {
    assert.equal(isTooHeavy("x".repeat(10_000)), true);
    assert.equal(isTooHeavy("> ".repeat(1_000)), true);
    assert.equal(isTooHeavy(`${">".repeat(1_000)} x`), true);
    assert.equal(isTooHeavy("1. ".repeat(100)), true);
    assert.equal(isTooHeavy("*a **a ".repeat(150)), true);
  });
});
