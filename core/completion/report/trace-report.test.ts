import assert from "node:assert/strict";
import { codeBlocks } from "../../edit/code-blocks.ts";
import type { Trace } from "../trace.ts";
import { createLatencyBook } from "./latency.ts";
import { traceReport } from "./trace-report.ts";

const simple: Trace = {
  id: 1,
  atMs: 0,
  path: "src/a.ts",
  languageId: "typescript",
  source: "request",
  outcome: "returned",
  stages: { debounceMs: 20, contextMs: 1.25, ttftMs: 90, totalMs: 145 },
  prompt: "<|fim_prefix|>const a = <|fim_suffix|>;<|fim_middle|>",
  promptTokens: 14,
  answer: "1 + 1",
  text: "1 + 1",
  decisions: [],
  model: "fim-7b",
};

function report(traces: Partial<Trace>[]): string {
  const book = createLatencyBook();
  const whole = traces.map((facts) => ({ ...simple, ...facts }));
  for (const trace of whole) book.add(trace);
  return traceReport(whole, book.summary(), { timeText: (atMs) => `12:00:0${atMs}` });
}

function check(facts: Partial<Trace>, expected: string) {
  const markdown = report([facts]);
  assert.ok(markdown.includes(expected), `${expected}\nis not in\n${markdown}`);
}

/** Headings and list items outside of fences: what a reader takes for the report itself. */
function skeleton(markdown: string): string[] {
  let fence = "";
  return markdown.split("\n").filter((line) => {
    const [mark = ""] = /^`{3,}/.exec(line) ?? [];
    if (fence === "" && mark !== "") fence = mark;
    else if (fence !== "" && line === fence) fence = "";
    else return fence === "" && /^(#|- |\|)/.test(line);
    return false;
  });
}

describe("traceReport", () => {
  it("says when there is nothing", () =>
    assert.match(report([]), /No completion has been asked for yet\.\n$/));
  it("begins with the figures", () => check({}, "| TTFT | 1 | 90 ms | – |"));
  it("says how often the cache answered", () => check({ source: "cache" }, "Cache hits: 1 of 1"));
  it("names time, path and outcome", () => check({}, "## 12:00:00 src/a.ts: returned"));
  it("has the stages in one line", () =>
    check({}, "- Stages: debounce 20 ms · context 1.3 ms · TTFT 90 ms · total 145 ms"));
  it("says which model it was", () => check({}, "- Source: request, model fim-7b; language"));
  it("says that the model is simulated", () => {
    check({ isSimulated: true }, "model fim-7b (simulated)");
    check({ isSimulated: true }, "| Stage (simulated) |");
  });
  it("says why nothing was asked", () =>
    check(
      { outcome: "refused", reason: "The cursor is inside a word." },
      "- Outcome: not asked: The cursor is inside a word.",
    ));
  it("says what the filters did", () =>
    check(
      {
        decisions: [
          { filter: "repeated-suffix", effect: "cut" },
          { filter: "blank", effect: "dropped" },
        ],
      },
      "- Filters: repeated-suffix cut · blank dropped",
    ));
  it("shows the prompt with its size", () =>
    check({}, `Prompt (about 14 tokens):\n\n\`\`\`text\n${simple.prompt}\n\`\`\``));
  it("shows what was handed over only where it is not the answer", () => {
    check({ text: "1" }, "Handed to the editor:\n\n```text\n1\n```");
    assert.ok(!report([{}]).includes("Handed to the editor"));
  });
  it("says that an answer was empty", () =>
    check({ answer: "", outcome: "empty" }, "Answer: nothing"));
  it("puts the newest first", () => {
    const times = report([{ atMs: 1 }, { atMs: 2 }]).match(/12:00:0\d/g);
    assert.deepEqual(times, ["12:00:02", "12:00:01"]);
  });

  it("leaves the middle of a long prompt out and says so", () => {
    const prompt = `start${"x".repeat(20_000)}end`;
    check({ prompt }, "Prompt (about 14 tokens, 20008 characters, middle left out):");
    const [shown] = codeBlocks(report([{ prompt }]));
    assert.match(shown?.code ?? "", /^startx+\[…\]x+end\n$/);
    assert.equal(shown?.code.length, 8004);
  });

  it("stays in shape whatever a file, a server or a setting says", () => {
    const hostile = "```\n````\n# heading\n- item\n| cell |\r# again\n<!-- \n~~~\n\u202E";
    const facts: Partial<Trace> = {
      path: hostile,
      languageId: hostile,
      reason: hostile,
      model: hostile,
      prompt: hostile,
      answer: hostile,
      text: `${hostile}.`,
      decisions: [{ filter: hostile, effect: "cut" }],
    };
    const marks = (markdown: string) => skeleton(markdown).map((line) => line.slice(0, 6));
    assert.deepEqual(marks(report([facts, {}])), marks(report([{}, {}])));
    const blocks = codeBlocks(report([facts]));
    assert.equal(blocks.length, 3);
    assert.ok(blocks.every(({ isClosed }) => isClosed));
  });
});
