import assert from "node:assert/strict";
import { PassThrough } from "node:stream";
import type { ArchiveQuestion } from "../../core/protocol/evaluation-process.ts";
import type { Archive } from "./archive.ts";
import { answerQuestions } from "./archive-service.ts";

/** Answers what it is asked when it is told to, in whatever order. */
function heldArchive(): { archive: Archive; answer: (n: number) => void } {
  const waiting = new Map<number, () => void>();
  const archive: Archive = {
    reply: ({ n }: ArchiveQuestion) =>
      new Promise((resolve) => waiting.set(n, () => resolve({ n, reply: "list", runs: [] }))),
  };
  return { archive, answer: (n) => waiting.get(n)?.() };
}

function serve(archive: Archive) {
  const input = new PassThrough();
  const output = new PassThrough();
  let text = "";
  output.setEncoding("utf8").on("data", (part: string) => {
    text += part;
  });
  const over = answerQuestions(archive, input, output);
  const replies = () =>
    text
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => JSON.parse(line));
  return { input, over, replies };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

describe("answerQuestions", () => {
  it("answers each question once, in the order the answers are ready", async () => {
    const { archive, answer } = heldArchive();
    const { input, over, replies } = serve(archive);
    input.write('{"n":1,"ask":"list"}\n{"n":2,"ask":"list"}\n');
    while (replies().length < 1) {
      answer(2);
      await turn();
    }
    input.end();
    answer(1);
    await over;
    assert.deepEqual(
      replies().map(({ n }) => n),
      [2, 1],
    );
  });

  const bad: [line: string, n: number][] = [
    ["nonsense", -1],
    ["{}", -1],
    ["null", -1],
    ["[1]", -1],
    ['{"n":"5","ask":"list"}', -1],
    ['{"n":5}', 5],
    ['{"n":6,"ask":"open"}', 6],
    ['{"n":7,"ask":"list","more":1}', 7],
  ];
  for (const [line, n] of bad) {
    it(`refuses ${line} under the number ${n}`, async () => {
      const { input, over, replies } = serve(heldArchive().archive);
      input.end(`${line}\n\n`);
      await over;
      const [{ message, ...reply }, ...others] = replies();
      assert.deepEqual(reply, { n, reply: "failed", code: "bad_question" });
      assert.match(message, /^This is no question to the archive: .+ does not fit\.$/);
      assert.deepEqual(others, []);
    });
  }
});
