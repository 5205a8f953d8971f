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
    await check(["\n", "\n\n", "a\n\n"], ["", "", "", "a", ""]);
    await check([Buffer.from([0x61, 0xff, 0x0a, 0xc3])], ["a\ufffd", "\ufffd"]);
  });

  it("cost the same whether there are many of them, one or none", async () => {
    const chunk = 64 * 1024;
    const endless = "x".repeat(chunk);
    await check(Array(640).fill(endless), [endless.repeat(640)]);
    await check(Array(16).fill("\n".repeat(chunk)), Array(16 * chunk).fill(""));
  });

  it("leave time for everything else while there are many", async () => {
    const queue = createLineQueue();
    for (let at = 0; at < 100; at += 1) queue.add(Buffer.from("\n\n"));
    queue.end();
    let left = 200;
    const turned = new Promise<number>((resolve) => setImmediate(() => resolve(left)));
    for await (const _ of queue) left -= 1;
    assert.ok((await turned) > 0);
  });

  it("are forgotten when nobody is to read them any more", async () => {
    const queue = createLineQueue();
    queue.add(Buffer.from("one\ntwo\nthr"));
    const lines: string[] = [];
    for await (const line of queue) {
      lines.push(line);
      queue.drop();
      queue.add(Buffer.from("ee\n"));
      queue.end();
    }
    assert.deepEqual(lines, ["one"]);
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
