import assert from "node:assert/strict";
import { startSimulator } from "../server.ts";
import { type CompletionManner, inManner } from "./completion-manner.ts";

function check(manner: CompletionManner, continuation: string, expected: RegExp) {
  assert.match(inManner(manner, continuation).text, expected);
}

describe("inManner", () => {
  it("looks up and adds nothing", () => check("lookup", "a + b;\n", /^a \+ b;\n$/));
  it("says nothing where it knows nothing", () => check("lookup", "", /^$/));
  it("talks like a chat model", () => check("prose", "a", /^Sure! [\s\S]+\.\n\n[\s\S]+!$/));
  it("wraps the code", () => check("fences", "a + b;", /^```typescript\na \+ b;\n```\n/));
  it("has code to wrap everywhere", () => check("fences", "", /^```typescript\nreturn value;\n/));
  it("says nothing", () => check("empty", "a + b;", /^$/));
  it("repeats one line", () => check("repetition", "a;\nb;", /^(a;\n){2000}$/));
  it("spells marks", () => check("specials", "a;\nb;", /^a;<\|fim_middle\|><\|endoftext\|>\n/));
});

describe("--completions", () => {
  const ask = async (completions: CompletionManner, maxTokens: number) => {
    const simulator = await startSimulator({ completions });
    try {
      const response = await fetch(`${simulator.url}/completions`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ prompt: "total = a + b;\ntotal = ", max_tokens: maxTokens }),
      });
      const { choices } = (await response.json()) as {
        choices: { text: string; finish_reason: string }[];
      };
      return choices[0];
    } finally {
      await simulator.close();
    }
  };

  it("brings the marks as ordinary text, which no server takes out", async () => {
    const choice = await ask("specials", 100);
    assert.match(choice?.text ?? "", /^a \+ b;<\|fim_middle\|><\|endoftext\|>\n<\|file_sep\|>/);
    assert.equal(choice?.finish_reason, "stop");
  });

  it("ends a repetition only by the limit", async () => {
    const choice = await ask("repetition", 300);
    assert.match(choice?.text ?? "", /^(a \+ b;\n){30,}/);
    assert.equal(choice?.finish_reason, "length");
  });
});
