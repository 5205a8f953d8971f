import assert from "node:assert/strict";
import type { Entry } from "../audit/entry.ts";
import { createBodyBudget } from "../scheduling/body-budget.ts";
import { queryBody } from "./query-body.ts";

const kiB = 1024;
const readBack = Buffer.from("from the log");
const never = new AbortController().signal;

/** What a journal gives for a request: here only when it is durable, what it holds and what it reads back count. */
function entryThatIs(durable: Promise<void>, holdsBody = false): Entry {
  const entry = {
    id: "01",
    durable,
    holdsBody,
    dropBody() {
      entry.holdsBody = false;
    },
    capture() {},
    finish: () => Promise.resolve(),
    readBody: () => Promise.resolve(readBack),
  };
  return entry;
}

describe("queryBody", () => {
  for (const [what, length, durable, isRead] of [
    ["lets go of what others need the room of", 50, Promise.resolve(), true],
    ["keeps what is short", 16, Promise.resolve(), false],
    ["keeps what is not recorded yet", 50, new Promise<void>(() => {}), false],
  ] as [string, number, Promise<void>, boolean][]) {
    it(what, async () => {
      const budget = createBodyBudget(() => 60 * kiB);
      const bytes = Buffer.alloc(length * kiB);
      const hold = await budget.take(bytes.length, "inline", never);
      const body = queryBody(bytes, hold, entryThatIs(durable));
      body.lend();
      await new Promise(setImmediate);
      const other = budget.take(55 * kiB, "inline", never);
      await new Promise(setImmediate);
      void other.then((held) => held.give());
      await new Promise(setImmediate);
      assert.equal(await body.take(never), isRead ? readBack : bytes);
      body.give();
      await other;
      assert.equal(budget.bytes, 0);
    });
  }

  it("empties what it lets go of, so that its memory is free at once", async () => {
    const budget = createBodyBudget(() => 60 * kiB);
    const bytes = Buffer.alloc(50 * kiB);
    const hold = await budget.take(bytes.length, "inline", never);
    const body = queryBody(bytes, hold, entryThatIs(Promise.resolve()));
    body.lend();
    await new Promise(setImmediate);
    const other = await budget.take(55 * kiB, "inline", never);
    assert.equal(bytes.length, 0);
    other.give();
    body.give();
  });

  it("counts what will never be in the log, and lets go of all of it in the end", async () => {
    const budget = createBodyBudget(() => 60 * kiB);
    const bytes = Buffer.alloc(50 * kiB);
    const hold = await budget.take(bytes.length, "inline", never);
    const entry = entryThatIs(Promise.resolve(), true);
    const body = queryBody(bytes, hold, entry);
    body.lend();
    await new Promise(setImmediate);
    const other = budget.take(55 * kiB, "inline", never);
    await new Promise(setImmediate);
    assert.deepEqual([bytes.length, budget.bytes, budget.waiting], [50 * kiB, 50 * kiB, 1]);
    assert.equal(await body.take(never), bytes);
    body.give();
    assert.equal(entry.holdsBody, false);
    (await other).give();
  });

  it("leaves alone what an upstream that failed may still be sent", async () => {
    const budget = createBodyBudget(() => 60 * kiB);
    const bytes = Buffer.alloc(50 * kiB);
    const hold = await budget.take(bytes.length, "inline", never);
    const body = queryBody(bytes, hold, entryThatIs(Promise.resolve()));
    await body.take(never);
    body.lend();
    await new Promise(setImmediate);
    const other = await budget.take(55 * kiB, "inline", never);
    assert.equal(bytes.length, 50 * kiB);
    other.give();
    assert.equal(await body.take(never), readBack);
    body.give();
  });
});
