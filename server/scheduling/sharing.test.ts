// Hours of traffic in a moment: what flows and classes get when more is asked for than there is.
import assert from "node:assert/strict";
import type { TrafficClass } from "../../core/routing/task.ts";
import { agedShare } from "./occupancy.ts";
import { quantum } from "./ring.ts";
import { type Ask, type Asked, createTestStand, type TestStand } from "./test-stand.ts";

const gpu = (
  maxInFlight: number,
  reserve: { inline?: number; chat?: number; review?: number } = {},
) => ({
  gpu: { maxInFlight, reserve: { inline: 0, chat: 0, review: 0, ...reserve } },
});

/** Asks again as soon as an answer is there, so many at a time. */
function keepAsking(
  stand: TestStand,
  name: string,
  atOnce: number,
  ask: Ask & { ms: number },
): Asked[] {
  const all: Asked[] = [];
  const next = () => {
    const asked = stand.ask(name, ask);
    const { end } = asked;
    asked.end = () => {
      end();
      next();
    };
    all.push(asked);
  };
  for (let each = 0; each < atOnce; each += 1) next();
  return all;
}

const countOf = (stand: TestStand, name: string) =>
  stand.admitted.filter((each) => each === name).length;

const longestWait = (asked: readonly Asked[]) =>
  Math.max(
    ...asked.map(({ askedAt, admittedAt = Number.POSITIVE_INFINITY }) => admittedAt - askedAt),
  );

describe("flows of a class", () => {
  function checkShares(what: string, costs: Record<string, number>, slots = 3) {
    it(what, async () => {
      const stand = createTestStand(gpu(slots));
      // Whoever fills the slots first took nothing from anybody.
      for (let each = 0; each < slots; each += 1) stand.ask("first", { flow: "first", ms: 1 });
      for (const [flow, cost] of Object.entries(costs)) {
        for (let each = 0; each < 400; each += 1) stand.ask(flow, { flow, cost, ms: cost / 100 });
      }
      await stand.clock.runTo(2);
      const names = Object.keys(costs);
      const largest = Math.max(...Object.values(costs));
      for (let at = 100; at <= 2400; at += 100) {
        await stand.clock.runTo(at);
        const tokens = names.map((name) => countOf(stand, name) * costs[name]!);
        const apart = Math.max(...tokens) - Math.min(...tokens);
        assert.ok(apart <= largest + quantum, `${tokens} at ${at}`);
      }
      assert.ok(countOf(stand, names[0]!) > 5);
    });
  }
  checkShares("get the same tokens, whatever the size of their requests", {
    small: 1000,
    large: 10_000,
  });
  checkShares("from the smallest to the largest", { tiny: 1500, chat: 4000, diff: 30_000 });

  it("one that comes back from idle gets no credit", async () => {
    const stand = createTestStand(gpu(1));
    keepAsking(stand, "busy", 4, { flow: "busy", ms: 10 });
    stand.ask("early", { flow: "back", ms: 10 });
    await stand.clock.runTo(5000);
    const before = stand.admitted.length;
    for (let each = 0; each < 100; each += 1) stand.ask("back", { flow: "back", ms: 10 });
    await stand.clock.runTo(5200);
    const since = stand.admitted.slice(before);
    assert.equal(since.length, 20);
    assert.ok(Math.abs(since.filter((name) => name === "back").length - 10) <= 1, `${since}`);
  });

  it("none starves beside many with a thousand requests each", async () => {
    const stand = createTestStand(gpu(2));
    for (let flow = 0; flow < 10; flow += 1) {
      for (let each = 0; each < 1000; each += 1) stand.ask("flood", { flow: `f${flow}`, ms: 10 });
    }
    await stand.clock.runTo(100);
    const one = stand.ask("one", { flow: "one", ms: 10 });
    await stand.clock.runTo(300);
    assert.ok(longestWait([one]) <= 70, `${longestWait([one])}`);
  });

  it("share one upstream fairly when one of them could go elsewhere", async () => {
    const stand = createTestStand({ ...gpu(2), own: { maxInFlight: 1 } });
    keepAsking(stand, "both", 9, { flow: "both", tiers: [["gpu", "own"]], ms: 10 });
    keepAsking(stand, "here", 9, { flow: "here", tiers: [["gpu"]], ms: 10 });
    await stand.clock.runTo(10_000);
    const [both, here] = [countOf(stand, "both"), countOf(stand, "here")];
    // Half of two slots, and the third for the one who can use it.
    assert.ok(Math.abs(both - 2 * here) <= 10, `${both} ${here}`);
  });

  it("get no more by asking for several models of one upstream", async () => {
    const stand = createTestStand({ ...gpu(1), spare: {} });
    keepAsking(stand, "two", 4, { flow: "two", tiers: [["gpu"], ["spare"]], ms: 10 });
    keepAsking(stand, "two", 4, { flow: "two", tiers: [["gpu"]], ms: 10 });
    keepAsking(stand, "one", 4, { flow: "one", tiers: [["gpu"]], ms: 10 });
    await stand.clock.runTo(5_000);
    const [two, one] = [countOf(stand, "two"), countOf(stand, "one")];
    assert.ok(Math.abs(two - one) <= 2, `${two} ${one}`);
  });
});

describe("inline", () => {
  it("waits for nothing while its reserve is free, whatever the others do", async () => {
    const stand = createTestStand(gpu(16, { inline: 4, chat: 4 }));
    keepAsking(stand, "batch", 300, { class: "batch", flow: "ci", ms: 700 });
    keepAsking(stand, "review", 50, { class: "review", flow: "bot", ms: 300 });
    keepAsking(stand, "chat", 50, { flow: "ada", ms: 400 });
    const inline = keepAsking(stand, "inline", 4, { class: "inline", flow: "ada", ms: 30 });
    await stand.clock.runTo(120_000);
    assert.ok(inline.length > 1000);
    const done = inline.filter(({ admittedAt }) => admittedAt !== undefined);
    assert.equal(longestWait(done), 0);
  });
});

describe("batch", () => {
  it("takes every idle slot, at once and again", async () => {
    const stand = createTestStand(gpu(16, { inline: 2, chat: 2 }));
    keepAsking(stand, "batch", 100, { class: "batch", ms: 50 });
    keepAsking(stand, "chat", 2, { flow: "ada", ms: 400 });
    await stand.clock.runTo(1000);
    // What inline alone may use stays free.
    assert.equal(stand.admission.state().inFlight.get("gpu"), 14);
    assert.equal(countOf(stand, "batch"), 12 * 21);
  });

  it("loses nothing to an idle class that has no reserve", async () => {
    const stand = createTestStand(gpu(8));
    keepAsking(stand, "batch", 50, { class: "batch", ms: 50 });
    await stand.clock.runTo(990);
    assert.equal(countOf(stand, "batch"), 8 * 20);
  });
});

describe("waiting too long", () => {
  /** One class asks for all there is, another for a little; how often the other one was served. */
  async function beside(
    saturating: TrafficClass,
    slots: number,
    reserve: { inline?: number; chat?: number },
  ) {
    const stand = createTestStand(gpu(slots, reserve), { ageingMs: () => 10_000 });
    const busy = keepAsking(stand, "busy", 3 * slots, { class: saturating, flow: "busy", ms: 100 });
    keepAsking(stand, "batch", 50, { class: "batch", flow: "ci", ms: 800 });
    keepAsking(stand, "review", 50, { class: "review", flow: "bot", ms: 800 });
    await stand.clock.runTo(9_000);
    const early = countOf(stand, "batch");
    await stand.clock.runTo(60_000);
    return {
      early,
      batch: countOf(stand, "batch"),
      review: countOf(stand, "review"),
      busy: countOf(stand, "busy"),
      worst: longestWait(busy.filter(({ admittedAt }) => admittedAt !== undefined)),
    };
  }

  for (const [saturating, slots, reserve] of [
    ["chat", 16, { inline: 4, chat: 4 }],
    ["chat", 16, { inline: 8, chat: 8 }],
    ["chat", 1, {}],
    ["chat", 2, { inline: 8, chat: 8 }],
    ["inline", 16, { inline: 4, chat: 8 }],
    ["inline", 48, { inline: 8, chat: 8 }],
  ] as const) {
    it(`is noticed under ${saturating} that takes all ${slots} slots, reserves ${JSON.stringify(reserve)}`, async () => {
      const { early, batch, review, busy, worst } = await beside(saturating, slots, reserve);
      assert.ok(early <= slots, `${early} went before they were old`);
      assert.ok(batch - early >= 3, `batch stood still: ${batch}`);
      assert.ok(review >= 3, `review stood still: ${review}`);
      // Eight times as long as those they displaced, and still at most an eighth of the slots, or of turns where there are few.
      assert.ok(batch + review <= busy / (agedShare - 1) + slots + 2, `${batch} ${review} ${busy}`);
      assert.ok(worst <= 3200, `${worst}`);
    });
  }

  it("holds one slot in so many, however long it takes", async () => {
    const stand = createTestStand(gpu(32), { ageingMs: () => 1000 });
    keepAsking(stand, "chat", 60, { flow: "ada", ms: 100 });
    const batch = keepAsking(stand, "batch", 50, { class: "batch", flow: "ci", ms: 30_000 });
    await stand.clock.runTo(60_000);
    const running = batch.filter(({ admittedAt, endedAt }) => admittedAt && endedAt === undefined);
    assert.equal(running.length, 32 / agedShare);
  });

  it("never takes what is reserved for inline", async () => {
    const stand = createTestStand(gpu(6, { inline: 2 }), { ageingMs: () => 1000 });
    keepAsking(stand, "batch", 50, { class: "batch", flow: "ci", ms: 900 });
    keepAsking(stand, "chat", 50, { flow: "ada", ms: 100 });
    const inline: Asked[] = [];
    for (let at = 0; at < 60_000; at += 310) {
      await stand.clock.runTo(at);
      for (const flow of ["bob", "eve"]) {
        inline.push(stand.ask("inline", { class: "inline", flow, ms: 70 }));
      }
    }
    await stand.clock.runTo(60_000);
    assert.equal(longestWait(inline), 0);
    assert.ok(countOf(stand, "batch") > 10);
  });
});

describe("weights", () => {
  it("share the traffic in their proportion", async () => {
    const stand = createTestStand({
      strong: { maxInFlight: 64, weight: 3 },
      weak: { maxInFlight: 64, weight: 1 },
    });
    const asked = keepAsking(stand, "chat", 40, { ms: 100 });
    await stand.clock.runTo(10_000);
    const strong = asked.filter(({ slot }) => slot?.target.upstream === "strong").length;
    assert.ok(Math.abs(strong / asked.length - 0.75) < 0.02, `${strong} of ${asked.length}`);
  });
});
