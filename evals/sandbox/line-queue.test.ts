import assert from "node:assert/strict";
import { createLineQueue } from "./line-queue.ts";

async function check(chunks: readonly (string | Uint8Array)[], expected: readonly string[]) {
  const queue = createLineQueue();
  for (const chunk of chunks) queue.add(Buffer.from(chunk));
  queue.end();
  const lines: string[] = [];
  for await (const line of queue) lines.push(line);
  assert.deepEqual(lines, expected);
}

describe("lines of a process", () => {
  it("come whole, however they are cut", async () => {
    await check([], []);
    await check(["one\ntwo\n"], ["one", "two"]);
    await check(["o", "ne\n", "\ntwo"], ["one", "", "two"]);
    await check([Buffer.from("€").subarray(0, 2), Buffer.from("€\n").subarray(2)], ["€"]);
  });

  it("can be awaited before they are there", async () => {
    const queue = createLineQueue();
    const reader = queue[Symbol.asyncIterator]();
    const first = reader.next();
    queue.add(Buffer.from("late\n"));
    assert.deepEqual(await first, { done: false, value: "late" });
    const end = reader.next();
    queue.end();
    assert.equal((await end).done, true);
  });
});
