import assert from "node:assert/strict";
import { ModelError } from "../model/errors.ts";
import type { Reference } from "./reference.ts";
import { estimateTokens, fence, type PastTurn, renderTurn, type Turn } from "./turn.ts";

const budget = { contextWindow: 32_768, maxAnswerTokens: 4096 };
const place = { path: "src/a.ts", languageId: "typescript" };
const selection: Reference = {
  kind: "selection",
  ...place,
  startLine: 2,
  endLine: 3,
  text: "let a;\n",
};
const surroundings: Reference = {
  kind: "surroundings",
  ...place,
  startLine: 1,
  endLine: 4,
  before: "// before\n",
  after: "// after\n",
};
const problems: Reference = {
  kind: "problems",
  path: "src/a.ts",
  problems: [{ severity: "error", message: "a is\nunused", source: "ts", line: 2 }],
};
const explain: Turn = {
  task: "explain",
  question: "",
  references: [selection, surroundings, problems],
};

function userText(turn: Turn, past: PastTurn[] = [], window = budget) {
  return renderTurn(turn, past, window).messages.at(-1)?.content ?? "";
}

describe("renderTurn", () => {
  it("puts the system prompt first and the question last", () => {
    const { messages } = renderTurn({ task: "chat", question: "Why?", references: [] }, [], budget);
    assert.deepEqual(
      messages.map(({ role }) => role),
      ["system", "user"],
    );
    assert.equal(messages[1]?.content, "Why?");
  });

  it("renders the selection under a heading with path and lines", () => {
    assert.match(
      userText(explain),
      /## Selected code: src\/a\.ts, lines 2–3\n\n```typescript\nlet a;\n```/,
    );
  });

  it("marks where the selection stands in the surrounding code", () => {
    assert.match(userText(explain), /\/\/ before\n\[the selected code stands here\]\n\/\/ after/);
  });

  it("renders a problem on one line", () => {
    assert.match(userText(explain), /- line 2, error \(ts\): a is unused/);
  });

  it("adds the user's own words to a command", () => {
    assert.match(
      userText({ ...explain, question: "  Mind the loop. " }),
      /\n\nMind the loop\.\n\n## /,
    );
  });

  it("keeps earlier turns in order", () => {
    const past = ["one", "two"].map((question) => ({
      turn: { task: "chat", question, references: [] } as Turn,
      answer: `answer ${question}`,
    }));
    const { messages, trimmed } = renderTurn(
      { task: "chat", question: "three", references: [] },
      past,
      budget,
    );
    assert.deepEqual(
      messages.slice(1).map(({ content }) => content),
      ["one", "answer one", "two", "answer two", "three"],
    );
    assert.deepEqual(trimmed, []);
  });

  it("drops the oldest turns first and says so", () => {
    const past = [..."abc"].map((letter) => ({
      turn: { task: "chat", question: letter.repeat(3000), references: [] } as Turn,
      answer: "ok",
    }));
    const { messages, trimmed } = renderTurn(
      { task: "chat", question: "now", references: [] },
      past,
      {
        contextWindow: 4000,
        maxAnswerTokens: 1000,
      },
    );
    assert.deepEqual(
      messages.slice(1).map(({ content }) => content[0]),
      ["b", "o", "c", "o", "n"],
    );
    assert.deepEqual(trimmed, ["1 earlier turn"]);
  });

  it("leaves out the surrounding code before the problems", () => {
    const wide = { ...surroundings, before: "x".repeat(20_000) };
    const rendered = renderTurn({ ...explain, references: [selection, wide, problems] }, [], {
      contextWindow: 4000,
      maxAnswerTokens: 1000,
    });
    assert.deepEqual(rendered.trimmed, ["the surrounding code"]);
    assert.match(rendered.messages.at(-1)?.content ?? "", /line 2, error/);
  });

  it("refuses a selection that does not fit, instead of cutting it", () => {
    const long = { ...selection, text: "x".repeat(50_000) };
    assert.throws(
      () =>
        renderTurn({ ...explain, references: [long] }, [], {
          contextWindow: 8000,
          maxAnswerTokens: 1000,
        }),
      (error) => error instanceof ModelError && error.code === "context_length",
    );
  });

  it("stays inside the window by its own estimate", () => {
    for (let size = 0; size < 60_000; size += 4999) {
      const past = [{ turn: { ...explain, question: "y".repeat(size) }, answer: "z".repeat(size) }];
      const { messages, maxTokens } = renderTurn(explain, past, {
        contextWindow: 9000,
        maxAnswerTokens: 2000,
      });
      assert.ok(estimateTokens(messages) + maxTokens <= 9000);
    }
  });
});

describe("fence", () => {
  it("uses three backticks", () => assert.equal(fence("a", "ts"), "```ts\na\n```"));
  it("adds no second newline", () => assert.equal(fence("a\n", "ts"), "```ts\na\n```"));
  it("is longer than any run of backticks inside", () =>
    assert.equal(fence("````\n", "md"), "`````md\n````\n`````"));
});

describe("estimateTokens", () => {
  it("counts a character outside ASCII as a token", () => {
    const [ascii, wide] = ["aaa", "äöü"].map((content) =>
      estimateTokens([{ role: "user", content }]),
    );
    assert.equal((wide ?? 0) - (ascii ?? 0), 2);
  });
});
