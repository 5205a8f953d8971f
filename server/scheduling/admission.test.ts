import assert from "node:assert/strict";
import type { TrafficClass } from "../../core/routing/task.ts";
import { GatewayError } from "../gateway-error.ts";
import { settled } from "./test-clock.ts";
import { type Ask, createTestStand, type TestStand, type TestUpstream } from "./test-stand.ts";

type Step =
  | readonly [name: string, ask?: Ask]
  | { end: string }
  | { abort: string }
  | { set: Record<string, Partial<TestUpstream>> }
  | "look"
  | { at: number };

/** Runs the steps one after the other and compares who was admitted, in order; `name@upstream` where there are several. */
function check(
  what: string,
  upstreams: Record<string, Partial<TestUpstream>>,
  steps: readonly Step[],
  expected: readonly string[],
) {
  it(what, async () => {
    const stand = createTestStand(upstreams);
    const asked = await play(stand, steps);
    const names = Object.keys(upstreams);
    assert.deepEqual(
      stand.admitted.map((name) =>
        names.length > 1 ? `${name}@${asked.get(name)?.slot?.target.upstream}` : name,
      ),
      expected,
    );
  });
}

async function play(stand: TestStand, steps: readonly Step[]) {
  const asked = new Map<string, ReturnType<TestStand["ask"]>>();
  for (const step of steps) {
    if (step === "look") stand.admission.look();
    else if ("at" in step && typeof step.at === "number") await stand.clock.runTo(step.at);
    else if ("end" in step) asked.get(step.end)!.end();
    else if ("abort" in step) asked.get(step.abort)!.abort();
    else if ("set" in step) {
      for (const [name, change] of Object.entries(step.set)) {
        Object.assign(stand.upstreams[name]!, change);
      }
    } else {
      // What is left is a request; `in` does not narrow tuples.
      const [name, ask] = step as readonly [string, Ask?];
      asked.set(name, stand.ask(name, ask));
    }
    await settled();
  }
  return asked;
}

const of = (trafficClass: TrafficClass): Ask => ({ class: trafficClass });
const one = { gpu: { maxInFlight: 1 } };

describe("a limit", () => {
  check(
    "is kept, and the next one goes when one ends",
    one,
    [["a"], ["b"], ["c"], { end: "a" }],
    ["a", "b"],
  );
  check("ends twice only once", one, [["a"], ["b"], ["c"], { end: "a" }, { end: "a" }], ["a", "b"]);
  check(
    "that was lowered lets those above it end",
    { gpu: { maxInFlight: 2 } },
    [["a"], ["b"], { set: { gpu: { maxInFlight: 1 } } }, ["c"], { end: "a" }, { at: 5 }],
    ["a", "b"],
  );
  check(
    "that was raised counts when it is looked at",
    one,
    [["a"], ["b"], ["c"], { set: { gpu: { maxInFlight: 3 } } }, "look"],
    ["a", "b", "c"],
  );
  check(
    "that was raised unseen does not let a newcomer pass",
    one,
    [["a"], ["b"], { set: { gpu: { maxInFlight: 2 } } }, ["c"]],
    ["a", "b"],
  );
});

describe("classes", () => {
  check(
    "go in their order",
    one,
    [
      ["first"],
      ["batch", of("batch")],
      ["review", of("review")],
      ["chat", of("chat")],
      ["inline", of("inline")],
      { end: "first" },
      { end: "inline" },
      { end: "chat" },
      { end: "review" },
    ],
    ["first", "inline", "chat", "review", "batch"],
  );
  const reserved = { gpu: { maxInFlight: 3, reserve: { inline: 1, chat: 1, review: 0 } } };
  const batch = of("batch");
  check(
    "less urgent ones leave what is reserved",
    reserved,
    [
      ["b1", batch],
      ["b2", batch],
    ],
    ["b1"],
  );
  check(
    "a reserve takes only those it is for",
    reserved,
    [["b1", batch], ["c1"], ["c2"], ["i1", of("inline")]],
    ["b1", "c1", "i1"],
  );
  check(
    "a reserve in use is not reserved again",
    reserved,
    [["c1"], ["b1", batch], ["b2", batch], ["i1", of("inline")]],
    ["c1", "b1", "i1"],
  );
  check(
    "what is not served is not reserved either",
    { gpu: { ...reserved.gpu, classes: ["chat", "batch"] } },
    [
      ["b1", batch],
      ["b2", batch],
      ["b3", batch],
    ],
    ["b1", "b2"],
  );
  check(
    "a reserve of everything still leaves one slot",
    { gpu: { maxInFlight: 2, reserve: { inline: 8, chat: 8, review: 0 } } },
    [["b1", batch], ["b2", batch], ["c1"], ["i1", of("inline")]],
    ["b1", "i1"],
  );
});

describe("a flow", () => {
  check("keeps its order", one, [["a"], ["b"], ["c"], { end: "a" }, { end: "b" }], ["a", "b", "c"]);
  check(
    "serves first what failed before, in its order",
    one,
    [
      ["a"],
      ["b"],
      ["c", { isAgain: true }],
      ["d", { isAgain: true }],
      { end: "a" },
      { end: "c" },
      { end: "d" },
    ],
    ["a", "c", "d", "b"],
  );
  check(
    "goes in turn with others by tokens",
    one,
    [
      ["a"],
      ["a1", { cost: 4000 }],
      ["a2", { cost: 4000 }],
      ["b1", { flow: "bob", cost: 2000 }],
      ["b2", { flow: "bob", cost: 2000 }],
      ["b3", { flow: "bob", cost: 2000 }],
      ...["a", "a1", "b1", "b2", "a2"].map((end) => ({ end })),
    ],
    ["a", "a1", "b1", "b2", "a2", "b3"],
  );
  check(
    "pays for what it really cost",
    one,
    [
      ["a"],
      ["a1", { cost: 1000, tokens: 50_000 }],
      ["a2"],
      ["b1", { flow: "bob", cost: 9000 }],
      ["b2", { flow: "bob", cost: 9000 }],
      ...["a", "a1", "b1", "b2"].map((end) => ({ end })),
    ],
    ["a", "a1", "b1", "b2", "a2"],
  );
});

const pair = { left: { maxInFlight: 2 }, right: { maxInFlight: 2 } };
describe("among equals", () => {
  check(
    "the least busy one is next, ties in turn",
    pair,
    [["a"], ["b"], ["c"], ["d"]],
    ["a@left", "b@right", "c@left", "d@right"],
  );
  check(
    "weights count",
    { left: { weight: 3 }, right: { weight: 1 } },
    [["a"], ["b"], ["c"], ["d"]],
    ["a@left", "b@left", "c@right", "d@left"],
  );
  const known = { left: {}, right: { knows: [1, 2] }, wide: { knows: [1], maxInFlight: 99 } };
  const asks: Ask = { prefixes: [1, 2] };
  check(
    "the longest known beginning wins, but nobody waits for it",
    known,
    [
      ["a", asks],
      ["b", asks],
      ["c", asks],
      ["d", asks],
      ["e", asks],
    ],
    ["a@right", "b@right", "c@right", "d@right", "e@wide"],
  );
  check(
    "a beginning that many share draws nobody: at least half has to be known",
    { left: {}, right: { knows: [1] } },
    [
      ["a", { prefixes: [1, 2, 3] }],
      ["b", { prefixes: [1, 2, 3] }],
      ["c", { prefixes: [1, 4] }],
    ],
    ["a@left", "b@right", "c@right"],
  );
  check(
    "a known beginning gives way to load",
    { left: {}, right: { knows: [1], maxInFlight: 99 } },
    ["a", "b", "c", "d", "e", "f"].map((name) => [name, { prefixes: [1] }] as const),
    ["a@right", "b@right", "c@right", "d@right", "e@right", "f@left"],
  );
  check(
    "whoever waits goes where a slot is free first",
    { left: { maxInFlight: 1 }, right: { maxInFlight: 1, knows: [1] } },
    [["a"], ["b"], ["c", { prefixes: [1] }], { end: "a" }],
    ["a@left", "b@right", "c@left"],
  );
  it("tells what goes where, under the name it is served by", async () => {
    const stand = createTestStand(pair);
    const { slot } = { ...(await play(stand, [["a", asks]])).get("a") };
    assert.deepEqual(stand.picks, [["left", [1, 2]]]);
    assert.deepEqual(slot?.target, { upstream: "left", served: "left-model" });
    assert.equal(slot?.queuedMs, 0);
  });
});

describe("tiers", () => {
  const two = { main: { maxInFlight: 1 }, spare: { maxInFlight: 1 } };
  const tiers: Ask = { tiers: [["main"], ["spare"]] };
  check(
    "a full upstream is waited for",
    two,
    [
      ["a", tiers],
      ["b", tiers],
    ],
    ["a@main"],
  );
  check(
    "one that cannot be used is not",
    { ...two, main: { isUsable: false } },
    [
      ["a", tiers],
      ["b", tiers],
    ],
    ["a@spare"],
  );
  check(
    "those who wait move on when theirs goes down",
    two,
    [["a", tiers], ["b", tiers], { set: { main: { isUsable: false } } }, "look"],
    ["a@main", "b@spare"],
  );
  check(
    "a release tells as much",
    two,
    [["a", tiers], ["b", tiers], { set: { main: { isUsable: false } } }, { end: "a" }],
    ["a@main", "b@spare"],
  );
  check(
    "and back when it is up again",
    { ...two, main: { isUsable: false, maxInFlight: 1 } },
    [["a", tiers], ["b", tiers], { set: { main: { isUsable: true } } }, "look"],
    ["a@spare", "b@main"],
  );
  check(
    "an upstream of other classes is passed over",
    { ...two, main: { classes: ["inline"] } },
    [
      ["a", tiers],
      ["b", { ...tiers, class: "inline" }],
    ],
    ["a@spare", "b@main"],
  );
  check(
    "whoever waits for another upstream takes nobody's turn here",
    two,
    [
      ["a", tiers],
      ["b", tiers],
      ["c", { tiers: [["spare"]], flow: "bob" }],
      ["d", { tiers: [["spare"]], flow: "bob" }],
      { end: "c" },
    ],
    ["a@main", "c@spare", "d@spare"],
  );
});

describe("without a usable upstream", () => {
  const down = { gpu: { isUsable: false } };
  const refused = async (steps: readonly Step[]) => {
    const stand = createTestStand(down);
    const asked = await play(stand, steps);
    return [...asked].flatMap(([name, { error }]) =>
      error instanceof GatewayError ? [`${name}: ${error.code}`] : [],
    );
  };
  it("a request waits its time and no longer", async () => {
    assert.deepEqual(await refused([["a"], { at: 4999 }]), []);
    assert.deepEqual(await refused([["a"], { at: 5000 }]), ["a: upstream_unavailable"]);
    assert.deepEqual(await refused([["a"], { at: 4000 }, ["b"], { at: 8999 }]), [
      "a: upstream_unavailable",
    ]);
    assert.deepEqual(await refused([["a"], { at: 4000 }, ["b"], { at: 9000 }]), [
      "a: upstream_unavailable",
      "b: upstream_unavailable",
    ]);
  });
  it("the time begins when the last one went down", async () => {
    const up = [{ set: { gpu: { isUsable: true, maxInFlight: 1 } } }, "look"] as const;
    const isDown = [{ set: { gpu: { isUsable: false } } }, "look"] as const;
    const steps = [...up, ["a"], ["b"], { at: 60_000 }, ...isDown] as const;
    assert.deepEqual(await refused([...steps, { at: 64_999 }]), []);
    assert.deepEqual(await refused([...steps, { at: 65_000 }]), ["b: upstream_unavailable"]);
    assert.deepEqual(await refused([...steps, { at: 64_000 }, ...up, { at: 99_000 }]), []);
  });
  it("an upstream that is not configured any more is none", async () => {
    const stand = createTestStand({ gpu: {} });
    delete stand.upstreams.gpu;
    const request = stand.ask("a");
    await stand.clock.runTo(5000);
    assert.ok(request.error instanceof GatewayError);
  });
  check(
    "one that comes back takes those who wait, told or not",
    down,
    [["a"], ["b"], { at: 4000 }, { set: { gpu: { isUsable: true } } }, { at: 5000 }],
    ["a", "b"],
  );
});

describe("an abort", () => {
  check("gives up waiting", one, [["a"], ["b"], ["c"], { abort: "b" }, { end: "a" }], ["a", "c"]);
  it("rejects with its reason and leaves nothing behind", async () => {
    const stand = createTestStand(one);
    const asked = await play(stand, [["a"], ["b"]]);
    asked.get("b")!.abort("gone");
    await settled();
    assert.equal(asked.get("b")!.error, "gone");
    assert.equal(stand.admission.state().waiting.chat, 0);
  });
  it("before it asks is one too", async () => {
    const { admission } = createTestStand(one);
    const wish = { class: "chat", flow: "a", cost: 1, prefixes: [], isAgain: false } as const;
    await assert.rejects(
      admission.admit(
        { ...wish, tiers: [[{ upstream: "gpu", served: "m" }]] },
        AbortSignal.abort(new Error("gone")),
      ),
      /gone/,
    );
    assert.equal(admission.state().inFlight.get("gpu") ?? 0, 0);
  });
  it("in the moment of admission gives the slot back", async () => {
    const stand = createTestStand(one);
    const asked = await play(stand, [["a"], ["b"], ["c"]]);
    asked.get("a")!.end();
    asked.get("b")!.abort("gone");
    await settled();
    assert.deepEqual(stand.admitted, ["a", "c"]);
    assert.equal(asked.get("b")!.error, "gone");
    assert.equal(stand.admission.state().inFlight.get("gpu"), 1);
  });
});

describe("closing", () => {
  it("refuses those who wait and those who come, and lets the others end", async () => {
    const stand = createTestStand(one);
    const asked = await play(stand, [["a"], ["b"], ["c", of("batch")]]);
    stand.admission.close();
    asked.set("d", stand.ask("d"));
    await settled();
    const codes = [...asked.values()].map(({ error }) =>
      error instanceof GatewayError ? error.code : error,
    );
    assert.deepEqual(codes, [undefined, "shutting_down", "shutting_down", "shutting_down"]);
    asked.get("a")!.end();
    const { waiting, inFlight } = stand.admission.state();
    assert.deepEqual(waiting, { inline: 0, chat: 0, review: 0, batch: 0 });
    assert.deepEqual([...inFlight], [["gpu", 0]]);
  });
});
