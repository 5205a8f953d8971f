import assert from "node:assert/strict";
import published from "../../reference/h100-qwen3-coder.json" with { type: "json" };
import { type VirtualClock, virtualClock } from "../clock.ts";
import { profiles, type SpeedProfile } from "../profile.ts";
import { Engine, type SequenceHandle } from "./engine.ts";
import type { EngineLimits } from "./state.ts";

const plain: SpeedProfile = {
  stepMs: 10,
  prefillTokenMs: 0.1,
  decodeStreamMs: 1,
  fixedFirstTokenMs: 0,
};
const wide: EngineLimits = { maxNumSeqs: 256, maxNumBatchedTokens: 8192, gpuBlocks: 65_536 };

type Stand = {
  clock: VirtualClock;
  engine: Engine;
  /** Submits a prompt of its own and notes when each of its tokens came. */
  run(promptTokens: number, outputTokens: number, options?: RunOptions): Run;
};
type RunOptions = {
  prompt?: readonly number[];
  cacheSalt?: string;
  stallAfter?: number;
  priority?: number;
};
type Run = { atMs: number[]; handle: SequenceHandle; isFinished(): boolean };

function stand(speed: SpeedProfile, limits: Partial<EngineLimits> = {}, latenessMs = 0): Stand {
  const clock = virtualClock(latenessMs);
  const engine = new Engine({ clock, speed, limits: { ...wide, ...limits } });
  let prompts = 0;
  return {
    clock,
    engine,
    run(promptTokens, outputTokens, { prompt, cacheSalt = "", ...rest } = {}) {
      prompts += 1;
      const atMs: number[] = [];
      let isFinished = false;
      const request = {
        promptTokens:
          prompt ?? Array.from({ length: promptTokens }, (_, index) => prompts * 1000 + index),
        outputTokens: Array.from({ length: outputTokens }, (_, index) => index),
        cacheSalt,
        arrivedAtMs: clock.nowMs(),
        ...rest,
      };
      const handle = engine.submit(request, {
        onToken: () => atMs.push(clock.nowMs()),
        onTurnEnd(finished) {
          isFinished = finished;
        },
      });
      return { atMs, handle, isFinished: () => isFinished };
    },
  };
}

describe("a step", () => {
  it("costs a fixed part, its prefill tokens and its decoding streams", () => {
    const { clock, run } = stand(plain);
    const { atMs } = run(100, 3);
    clock.advance(1000);
    assert.deepEqual(atMs, [20, 31, 42]);
  });

  it("is slower for those who decode while another one prefills", () => {
    const { clock, run } = stand(plain);
    const first = run(10, 4);
    clock.advance(12);
    run(500, 1);
    clock.advance(1000);
    // 11 for the first token, 11 for a step already under way, then one with 500 prefill tokens beside it.
    assert.deepEqual(first.atMs, [11, 22, 22 + 10 + 1 + 50, 83 + 11]);
  });

  it("cuts a long prompt into chunks of the token budget", () => {
    const { clock, run } = stand(plain, { maxNumBatchedTokens: 100 });
    const { atMs } = run(250, 1);
    clock.advance(1000);
    assert.deepEqual(atMs, [20 + 20 + 15]);
  });

  it("lets decoding streams go first and gives the rest of the budget to prefill", () => {
    const { clock, run } = stand(plain, { maxNumBatchedTokens: 11 });
    const first = run(10, 4);
    clock.advance(12);
    const second = run(20, 1);
    clock.advance(1000);
    assert.deepEqual(first.atMs, [11, 22, 34, 46]);
    assert.deepEqual(second.atMs, [46]);
  });
});

describe("the fixed first-token latency", () => {
  const speed = { ...plain, fixedFirstTokenMs: 500 };

  it("delays the first token and no later one", () => {
    const { clock, run } = stand(speed);
    const { atMs } = run(100, 2);
    clock.advance(1000);
    assert.deepEqual(atMs, [520, 531]);
  });

  it("does not occupy the engine", () => {
    const { clock, run } = stand(speed);
    const first = run(10, 3);
    clock.advance(501);
    run(10, 1);
    clock.advance(1000);
    assert.deepEqual(first.atMs, [511, 522, 533]);
  });

  it("counts as running as far as there are slots", () => {
    const { clock, engine, run } = stand(speed, { maxNumSeqs: 2 });
    for (let each = 0; each < 3; each += 1) run(10, 2);
    clock.advance(100);
    const { running, waiting } = engine.load();
    assert.deepEqual({ running, waiting }, { running: 2, waiting: 1 });
  });
});

describe("the queue", () => {
  it("lets in no more than there are slots, in order of arrival", () => {
    const { clock, engine, run } = stand(plain, { maxNumSeqs: 1 });
    const runs = [run(10, 2), run(10, 2), run(10, 2)];
    assert.equal(engine.load().waiting, 3);
    clock.advance(1000);
    assert.deepEqual(
      runs.map(({ atMs }) => atMs[1]),
      [22, 44, 66],
    );
  });

  it("says when a sequence got its slot", () => {
    const { clock, run } = stand(plain, { maxNumSeqs: 1 });
    run(10, 2);
    const second = run(10, 1);
    clock.advance(1000);
    assert.equal(second.handle.scheduledAtMs, 22);
  });
});

describe("abort", () => {
  it("frees the slot at once and the cache with it", () => {
    const { clock, engine, run } = stand(plain, { maxNumSeqs: 1 });
    const first = run(100, 100);
    const second = run(10, 1);
    clock.advance(25);
    first.handle.abort();
    const { running, waiting, kvUsage } = engine.load();
    assert.deepEqual({ running, waiting, kvUsage }, { running: 0, waiting: 1, kvUsage: 0 });
    clock.advance(1000);
    assert.equal(first.atMs.length, 1);
    // The step under way ends at 31.
    assert.deepEqual(second.atMs, [31 + 11]);
  });

  it("takes a waiting sequence out of the queue", () => {
    const { clock, engine, run } = stand({ ...plain, fixedFirstTokenMs: 500 });
    run(10, 1).handle.abort();
    assert.deepEqual(engine.load(), { running: 0, waiting: 0, kvUsage: 0 });
    clock.advance(1000);
    assert.equal(engine.counters.steps, 0);
  });

  it("of a stalled sequence lets those in who waited for its slot", () => {
    const { clock, engine, run } = stand(plain, { maxNumSeqs: 1 });
    const first = run(10, 9, { stallAfter: 1 });
    const second = run(10, 1);
    clock.advance(512);
    assert.deepEqual([engine.load().running, engine.load().waiting], [1, 1]);
    assert.equal(first.atMs.length, 1);
    first.handle.abort();
    clock.advance(500);
    assert.deepEqual(second.atMs, [512 + 11]);
  });

  it("on a finished sequence does nothing", () => {
    const { clock, engine, run } = stand(plain);
    const only = run(10, 1);
    clock.advance(100);
    only.handle.abort();
    assert.deepEqual(engine.load(), { running: 0, waiting: 0, kvUsage: 0 });
  });
});

describe("the prefix cache", () => {
  const prompt = Array.from({ length: 100 }, (_, index) => index);

  it("spares the full blocks that were computed before", () => {
    const { clock, engine, run } = stand(plain);
    run(0, 1, { prompt });
    clock.advance(100);
    const second = run(0, 1, { prompt });
    clock.advance(1000);
    assert.equal(second.handle.cachedTokens, 96);
    assert.deepEqual(second.atMs, [100 + 10 + 0.1 * 4]);
    assert.deepEqual([engine.counters.prefixQueries, engine.counters.prefixHits], [200, 96]);
  });

  it("always leaves the last token to be computed", () => {
    const { clock, run } = stand(plain);
    run(0, 1, { prompt: prompt.slice(0, 32) });
    clock.advance(100);
    const second = run(0, 1, { prompt: prompt.slice(0, 32) });
    clock.advance(100);
    assert.equal(second.handle.cachedTokens, 16);
  });

  it("keeps what was generated, so a conversation goes on from it", () => {
    const { clock, run } = stand(plain);
    run(0, 64, { prompt });
    clock.advance(5000);
    const generated = Array.from({ length: 64 }, (_, index) => index);
    const next = run(0, 1, { prompt: [...prompt, ...generated, 7, 8, 9] });
    clock.advance(1000);
    // The last generated token was never fed back.
    assert.equal(next.handle.cachedTokens, 160);
  });

  it("is not shared between salts", () => {
    const { clock, run } = stand(plain);
    run(0, 1, { prompt, cacheSalt: "one" });
    clock.advance(100);
    const other = run(0, 1, { prompt, cacheSalt: "two" });
    const same = run(0, 1, { prompt, cacheSalt: "one" });
    clock.advance(1000);
    assert.deepEqual([other.handle.cachedTokens, same.handle.cachedTokens], [0, 96]);
  });
});

describe("a full cache", () => {
  it("makes new sequences wait", () => {
    const { clock, engine, run } = stand(plain, { gpuBlocks: 8 });
    const first = run(100, 10);
    const second = run(100, 1);
    clock.advance(30);
    assert.deepEqual([engine.load().running, engine.load().waiting], [1, 1]);
    clock.advance(1000);
    assert.ok(first.isFinished() && second.isFinished());
    assert.equal(engine.counters.preemptions, 0);
  });

  it("preempts the youngest sequence, which computes everything again", () => {
    const { clock, engine, run } = stand(plain, { gpuBlocks: 8 });
    const first = run(48, 40);
    const second = run(48, 40);
    clock.advance(5000);
    assert.ok(engine.counters.preemptions > 0);
    assert.deepEqual([first.atMs.length, second.atMs.length], [40, 40]);
    assert.ok(first.atMs.at(-1)! < second.atMs.at(-1)!);
    assert.equal(engine.load().kvUsage, 0);
  });

  it("shows its use as a share of the blocks", () => {
    const { clock, engine, run } = stand(plain, { gpuBlocks: 16 });
    run(64, 20);
    clock.advance(17);
    assert.equal(engine.load().kvUsage, 5 / 16);
  });
});

describe("late timers", () => {
  it("make tokens late together but no step longer", () => {
    const { clock, run } = stand(plain, {}, 25);
    const { atMs } = run(0, 40, { prompt: [1] });
    clock.advance(1000);
    const onTime = 10.1 + 39 * 11;
    assert.ok(atMs.at(-1)! - onTime < 51, `${atMs.at(-1)}`);
    assert.ok(new Set(atMs).size < atMs.length);
  });
});

describe("a profile without any time", () => {
  it("produces everything without waiting, yet lets the event loop in between", () => {
    const { clock, engine, run } = stand(profiles.instant);
    const { atMs, handle } = run(1000, 10_000);
    let turns = 0;
    const stop = () => {
      turns += 1;
      if (turns === 3) handle.abort();
      else clock.at(clock.nowMs(), stop);
    };
    clock.at(0, stop);
    clock.advance(0);
    assert.ok(atMs.length > 0 && atMs.length < 10_000, `${atMs.length}`);
    assert.equal(engine.load().running, 0);
  });
});

describe("the published deployments", () => {
  for (const { id, ttftMsAtConcurrency1, outputTokensPerSecond } of published.deployments) {
    const speed = profiles[id as "h100x4" | "h100x8"];

    for (const { concurrency, tokensPerSecond } of outputTokensPerSecond) {
      it(`${id} decodes ${tokensPerSecond} tokens/s with ${concurrency} streams, within 3 %`, () => {
        // Late by a millisecond each time, as Node's timers are.
        const { clock, run } = stand(speed, {}, 1);
        const runs = Array.from({ length: concurrency }, () => run(128, 3000));
        clock.advance(10_000);
        const done = () => runs.reduce((sum, { atMs }) => sum + atMs.length, 0);
        const before = done();
        clock.advance(10_000);
        const rate = (done() - before) / 10;
        assert.ok(Math.abs(rate / tokensPerSecond - 1) < 0.03, `${rate} tokens/s`);
      });
    }

    it(`${id} sends the first token of a lone request after ${ttftMsAtConcurrency1} ms, within 1 %`, () => {
      for (const promptTokens of [128, 512]) {
        const { clock, run } = stand(speed);
        const { atMs } = run(promptTokens, 1);
        clock.advance(5000);
        assert.ok(Math.abs(atMs[0]! / ttftMsAtConcurrency1 - 1) < 0.01, `${atMs[0]} ms`);
      }
    });
  }

  it("fim-7b sends the first token after 40 ms and one every 6 ms", () => {
    const { clock, run } = stand(profiles["fim-7b"]);
    const { atMs } = run(10, 3);
    clock.advance(1000);
    assert.deepEqual(
      atMs.map((ms) => Math.round(ms)),
      [40, 46, 52],
    );
  });
});

describe("priority", () => {
  const oneSlot = { maxNumSeqs: 1 };
  const first = ({ atMs }: Run) => atMs[0] ?? Number.NaN;

  it("lets a waiting sequence with the lower number go first, and equals in order of arrival", () => {
    const { clock, run } = stand(plain, oneSlot);
    run(10, 5);
    const batch = run(10, 5, { priority: 6 });
    const laterBatch = run(10, 5, { priority: 6 });
    const chat = run(10, 5, { priority: 2 });
    clock.advance(1000);
    assert.ok(first(chat) < first(batch), "chat before batch");
    assert.ok(first(batch) < first(laterBatch), "batch in order of arrival");
  });

  it("takes no slot from a running sequence", () => {
    const { clock, run } = stand(plain, oneSlot);
    const batch = run(10, 5, { priority: 6 });
    clock.advance(15);
    const chat = run(10, 5);
    clock.advance(1000);
    assert.ok(first(chat) > (batch.atMs.at(-1) ?? 0));
  });

  it("preempts the least urgent sequence when the cache is full", () => {
    const { clock, engine, run } = stand(plain, { gpuBlocks: 4 });
    const batch = run(20, 40, { priority: 6 });
    const chat = run(20, 30);
    clock.advance(10_000);
    assert.equal(engine.counters.preemptions, 1);
    assert.ok((chat.atMs.at(-1) ?? 0) < (batch.atMs.at(-1) ?? 0));
    assert.ok(batch.isFinished());
  });
});
