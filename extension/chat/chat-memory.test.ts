import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { createChatMemory } from "./chat-memory.ts";

describe("createChatMemory", () => {
  let kept: Map<string, unknown>;
  let timers: Set<() => void>;
  beforeEach(() => {
    kept = new Map();
    timers = new Set();
  });
  const open = () =>
    createChatMemory(
      { get: (key) => kept.get(key), update: async (key, value) => void kept.set(key, value) },
      (run) => {
        timers.add(run);
        return () => timers.delete(run);
      },
    );

  it("keeps the draft of each chat once the typing pauses", () => {
    const memory = open();
    memory.keepDraft("a", "half");
    memory.keepDraft("a", "half a thought");
    memory.keepDraft("b", "other");
    assert.deepEqual([kept.size, timers.size], [0, 1]);
    for (const run of timers) run();
    assert.deepEqual([open().draft("a"), open().draft("b")], ["half a thought", "other"]);
    memory.forget("a");
    memory.flush();
    assert.deepEqual([open().draft("a"), open().draft("b")], ["", "other"]);
  });

  it("remembers which chat was shown", () => {
    const id = randomUUID();
    open().show(id);
    assert.equal(open().shownId(), id);
  });

  it("starts afresh where something else was kept", () => {
    for (const other of [undefined, 1, "text", [1, ["a"], ["a", 2]], { a: "b" }]) {
      kept.set("chat.drafts", other);
      kept.set("chat.shown", 7);
      assert.deepEqual([open().draft("a"), open().shownId()], ["", undefined]);
    }
  });

  it("keeps of a pasted draft what can be kept", () => {
    const memory = open();
    memory.keepDraft("a", "x".repeat(1_000_000));
    memory.flush();
    assert.equal(open().draft("a").length, 100_000);
  });
});
