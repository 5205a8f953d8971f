import assert from "node:assert/strict";
import type { HostMessage } from "../webview/messages.ts";
import { createComposer } from "./composer.ts";
import { createMeter } from "./meter.ts";

function started(contextWindow?: number) {
  const posted: HostMessage[] = [];
  const timers: (() => void)[] = [];
  const composer = createComposer();
  const meter = createMeter({
    composer: () => composer,
    past: async () => [
      { turn: { prompt: "chat", question: "a".repeat(3000), references: [] }, answer: "b" },
    ],
    instructions: async () => "",
    room: async () =>
      contextWindow === undefined
        ? undefined
        : { contextWindow, maxAnswerTokens: 512, seesImages: false },
    post: (message) => posted.push(message),
    setTimer: (run) => {
      timers.push(run);
      return () => timers.splice(timers.indexOf(run), 1);
    },
  });
  const pause = async () => {
    for (const run of timers.splice(0)) run();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { meter, composer, posted, pause, timers };
}

describe("createMeter", () => {
  it("measures what would be sent, after the typing has paused", async () => {
    const { meter, composer, posted, pause, timers } = started(8192);
    composer.setDraft("Why?");
    meter.changed();
    meter.changed();
    assert.deepEqual([posted, timers.length], [[], 1]);
    await pause();
    const now = meter.now();
    assert.deepEqual(posted, [{ type: "meter", meter: now }]);
    assert.deepEqual([now?.windowTokens, now?.answerTokens, now?.leftOut], [8192, 512, []]);
    assert.ok((now?.usedTokens ?? 0) > 1000);
  });

  it("tells nothing twice", async () => {
    const { meter, posted, pause } = started(8192);
    meter.changed();
    await pause();
    meter.changed();
    await pause();
    assert.equal(posted.length, 1);
  });

  it("counts no image for a model that sees none, and says so", async () => {
    const { meter, composer, pause } = started(8192);
    meter.changed();
    await pause();
    const before = meter.now();
    composer.attach([{ kind: "image", name: "a.png", mediaType: "image/png", base64: "AAAA" }]);
    meter.changed();
    await pause();
    assert.equal(meter.now()?.usedTokens, before?.usedTokens);
    assert.deepEqual(meter.now()?.leftOut, ["1 image, because the model sees none"]);
  });

  it("says what would be left out", async () => {
    const { meter, pause } = started(1400);
    meter.changed();
    await pause();
    assert.deepEqual(meter.now()?.leftOut, ["1 earlier turn"]);
  });

  it("knows that a command forgets what was said before", async () => {
    const { meter, composer, pause } = started(1400);
    composer.setDraft("/explain");
    meter.changed();
    await pause();
    assert.deepEqual(meter.now()?.leftOut, []);
  });

  it("is not there where no window is known", async () => {
    const { meter, posted, pause } = started();
    meter.changed();
    await pause();
    assert.deepEqual([meter.now(), posted], [undefined, []]);
  });
});
