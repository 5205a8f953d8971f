import assert from "node:assert/strict";
import { chatMarkdown } from "./chat-markdown.ts";
import type { StoredTurn } from "./history/chat-reading.ts";

const asked: StoredTurn["asked"] = {
  ...{ kind: "asked", id: "a", atMs: 1, prompt: "explain", title: "Explain src/cart.ts:3–9" },
  ...{ question: "", isEditable: false },
  references: [
    {
      ...{ kind: "selection", path: "src/cart.ts", languageId: "typescript" },
      ...{ startLine: 3, endLine: 9, text: "secret text" },
    },
  ],
};
const answered: NonNullable<StoredTurn["answered"]> = {
  ...{ kind: "answered", id: "a", atMs: 2, state: "done", answer: "It adds.\n", reasoning: "Hm." },
  header: { model: "qwen3-coder", endpoint: "gpu1:8000", why: "route for chat" },
  facts: {
    ...{ model: "qwen3-coder", isSimulated: true, ttftMs: 41, tokensPerSecond: 58 },
    completionTokens: 3,
  },
};

describe("chatMarkdown", () => {
  it("has question, names of what went along, answer, model and figures", () =>
    assert.equal(
      chatMarkdown("Cart *rounding*", [{ asked, answered }]),
      `# Cart \\*rounding\\*

## Question

> Explain src/cart.ts:3–9

With:

- cart.ts:3–9 · typescript (src/cart.ts)

## Answer

It adds.

*qwen3-coder at gpu1:8000 · simulated · TTFT 41 ms · 58.0 tok/s · 3 tokens*
`,
    ));

  it("does not let an answer that was stopped in a code block swallow the next turn", () => {
    const half = { ...answered, state: "stopped" as const, answer: "````ts\n```\nconst a" };
    const text = chatMarkdown("x", [{ asked, answered: half }]);
    assert.match(text, /````ts\n```\nconst a\n````\n\n\*Stopped here\.\*/);
  });

  it("says that a question was interrupted", () =>
    assert.match(chatMarkdown("x", [{ asked }]), /\*Stopped here\.\*/));
});
