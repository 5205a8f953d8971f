import assert from "node:assert/strict";
import { ModelError } from "../model/errors.ts";
import { estimateTokens } from "./estimate.ts";
import type { Reference } from "./reference.ts";
import { type PastTurn, renderTurn, type Turn } from "./turn.ts";

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
  prompt: "explain",
  question: "",
  references: [selection, surroundings, problems],
};

function userText(turn: Turn, past: PastTurn[] = [], window = budget) {
  return renderTurn(turn, past, window).messages.at(-1)?.content ?? "";
}

describe("renderTurn", () => {
  it("puts the system prompt first and the question last", () => {
    const { messages } = renderTurn(
      { prompt: "chat", question: "Why?", references: [] },
      [],
      budget,
    );
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

  it("sends images beside the text that names them", () => {
    const image: Reference = {
      kind: "image",
      name: "a.png",
      mediaType: "image/png",
      base64: "AA==",
    };
    const turn: Turn = { prompt: "chat", question: "What?", references: [image] };
    assert.deepEqual(renderTurn(turn, [], budget).messages.at(-1), {
      role: "user",
      content: "What?\n\n## Image: a.png",
      images: [{ mediaType: "image/png", base64: "AA==" }],
    });
  });

  it("puts the workspace's instructions after its own words and keeps them for the whole conversation", () => {
    const system = (turn: Turn) => renderTurn(turn, [], budget, "Use tabs.").messages[0]?.content;
    const text = system(explain) ?? "";
    assert.equal(system({ prompt: "fix", question: "Go", references: [] }), text);
    assert.ok(text.indexOf("SEARCH") < text.indexOf("Use tabs."));
  });

  it("keeps earlier turns in order", () => {
    const past = ["one", "two"].map((question) => ({
      turn: { prompt: "chat", question, references: [] } as Turn,
      answer: `answer ${question}`,
    }));
    const { messages, trimmed } = renderTurn(
      { prompt: "chat", question: "three", references: [] },
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
      turn: { prompt: "chat", question: letter.repeat(3000), references: [] } as Turn,
      answer: "ok",
    }));
    const { messages, trimmed } = renderTurn(
      { prompt: "chat", question: "now", references: [] },
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

  it("lets go what was attached to earlier turns before the turns", () => {
    const text = "x".repeat(1500);
    const past = [..."abc"].map((letter): PastTurn => {
      const references: Reference[] = [
        { kind: "file", origin: "mention", path: `${letter}.ts`, languageId: "typescript", text },
      ];
      const answer = `ok ${letter}${"y".repeat(897)}`;
      return { turn: { prompt: "chat", question: letter, references }, answer };
    });
    const now: Turn = { prompt: "chat", question: "now", references: [] };
    const alone = renderTurn(now, [], budget).promptTokens;
    const sent = (room: number) => {
      const rendered = renderTurn(now, past, {
        contextWindow: alone + room + 100,
        maxAnswerTokens: 100,
      });
      const texts = rendered.messages.slice(1).map(({ content }) => content);
      return { trimmed: rendered.trimmed, texts };
    };
    const some = sent(1600);
    assert.deepEqual(some.trimmed, ["what was attached to 2 earlier turns"]);
    assert.equal(some.texts[0], "a\n\n[What was attached to this message is left out.]");
    assert.match(some.texts[4] ?? "", /^c\n\n## File: c\.ts/);
    assert.deepEqual(sent(700).trimmed, ["1 earlier turn", "what was attached to 2 earlier turns"]);
    assert.deepEqual(sent(100).trimmed, ["3 earlier turns"]);
  });

  it("shows an earlier turn as it was sent, cut where it was cut", () => {
    const text = "const value = call();\n".repeat(2000);
    const file: Reference = { kind: "file", origin: "mention", ...place, text };
    const first: Turn = { prompt: "chat", question: "What?", references: [file] };
    const small = { contextWindow: 6000, maxAnswerTokens: 1000 };
    const sent = renderTurn(first, [], small);
    assert.deepEqual(sent.trimmed, ["the end of src/a.ts"]);
    const next = renderTurn(
      { ...first, question: "And?", references: [] },
      [{ turn: first, answer: "So." }],
      small,
    );
    assert.deepEqual(next.trimmed, ["what was attached to 1 earlier turn"]);
    assert.equal(next.messages[2]?.content, "So.");
    const short = { ...file, text: text.slice(0, 6600) };
    const shortTurn = { ...first, references: [short] };
    const before = renderTurn(shortTurn, [], small).messages;
    const after = renderTurn(
      { ...first, references: [] },
      [{ turn: shortTurn, answer: "So." }],
      small,
    );
    assert.deepEqual(after.messages.slice(0, 2), before);
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
