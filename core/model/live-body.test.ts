import assert from "node:assert/strict";
import { watchInactivity } from "./inactivity.ts";
import { liveBody } from "./live-body.ts";

function bodyOf(pieces: string[], onEnd: () => void) {
  return new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        const piece = pieces.shift();
        if (piece !== undefined) return controller.enqueue(new TextEncoder().encode(piece));
        onEnd();
        controller.close();
      },
    },
    { highWaterMark: 0 },
  );
}

describe("liveBody", () => {
  it("reads nothing before it is asked", async () => {
    const pieces = ["a", "b"];
    const { body } = open(pieces, () => {});
    assert.equal(pieces.length, 2);
    const reader = body.getReader();
    assert.deepEqual(await reader.read(), { done: false, value: new TextEncoder().encode("a") });
    assert.deepEqual(pieces, ["b"]);
  });

  it("reads on to the end when its reader stops, so that the connection can be used again", async () => {
    const ended = Promise.withResolvers<void>();
    const { body, aborted } = open(["a", "b", "c"], ended.resolve);
    const reader = body.getReader();
    await reader.read();
    await reader.cancel();
    await ended.promise;
    assert.deepEqual(aborted, []);
  });

  it("hangs up when the end does not come", async () => {
    const { body, aborted, timers } = open(["a"], () => {}, true);
    const reader = body.getReader();
    await reader.read();
    await reader.cancel();
    timers.at(-1)?.();
    assert.deepEqual(aborted, ["aborted"]);
  });
});

function open(pieces: string[], onEnd: () => void, isEndless = false) {
  const aborted: string[] = [];
  const timers: (() => void)[] = [];
  const setTimer = (callback: () => void) => {
    timers.push(callback);
    return () => {};
  };
  const watch = watchInactivity({ firstByteMs: 1, stalledMs: 1 }, setTimer, () => {});
  const source = isEndless ? endless(pieces) : bodyOf(pieces, onEnd);
  const abort = () => aborted.push("aborted");
  return { body: liveBody(source, { watch, setTimer, abort }), aborted, timers };
}

function endless(pieces: string[]) {
  return new ReadableStream<Uint8Array>({
    start(controller) {
      for (const piece of pieces) controller.enqueue(new TextEncoder().encode(piece));
    },
  });
}
