import assert from "node:assert/strict";
import { previewAnswer } from "./answer-preview.ts";

/** Pushes answers at once and waits until the last one was read; returns those that were. */
async function readOf(answers: readonly string[]): Promise<string[]> {
  const read: string[] = [];
  const { promise: hasReadLast, resolve } = Promise.withResolvers<void>();
  const file = {
    // Never used: no answer changes anything, so that no preview is opened.
    uri: undefined as never,
    before: "before",
    startLine: 0,
    afterOf: (answer: string) => {
      read.push(answer);
      if (answer === answers.at(-1)) resolve();
      return undefined;
    },
    onStop: () => {},
  };
  // Neither are the changes.
  const preview = previewAnswer(file, { changes: undefined as never, atEdge: () => {} });
  for (const answer of answers) preview.push(answer);
  await hasReadLast;
  await preview.abandon();
  return read;
}

describe("previewAnswer", () => {
  it("reads the first and the last of what arrives at once, and leaves out what was overtaken", async () => {
    const answers = Array.from({ length: 1000 }, (_, index) => `${index}`);
    assert.deepEqual(await readOf(answers), ["0", "999"]);
  });
  it("reads one piece at once", async () => assert.deepEqual(await readOf(["0"]), ["0"]));
});
