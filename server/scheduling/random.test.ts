// Whatever happens, in whatever order: what has to hold after every step of a long random life.
import assert from "node:assert/strict";
import { trafficClasses } from "../../core/routing/task.ts";
import { createRandom } from "../../evals/random.ts";
import { serves, usableTier } from "./choose-target.ts";
import { createOccupancy, enter, hasRoom, type Occupancy } from "./occupancy.ts";
import { settled } from "./test-clock.ts";
import { type Ask, type Asked, createTestStand, type TestStand } from "./test-stand.ts";

const names = ["a", "b", "c"];
const routes = [[["a"]], [["a", "b"]], [["b"], ["c"]], [["a", "b", "c"]], [["c", "a"], ["b"]]];

type Life = { stand: TestStand; asked: { ask: Ask; request: Asked; isOver: boolean }[] };

describe("a random life", () => {
  for (let seed = 0; seed < 12; seed += 1) {
    it(`keeps what it promises, seed ${seed}`, () => live(`admission ${seed}`));
  }
});

async function live(seed: string): Promise<void> {
  const random = createRandom(seed);
  const reserve = () => ({
    inline: random.int(0, 2),
    chat: random.int(0, 2),
    review: random.int(0, 1),
  });
  const upstreams = Object.fromEntries(
    names.map((name) => [
      name,
      { maxInFlight: random.int(1, 6), reserve: reserve(), weight: random.int(1, 3) },
    ]),
  );
  const life: Life = { stand: createTestStand(upstreams, { ageingMs: () => 300 }), asked: [] };
  const { stand, asked } = life;
  for (let step = 0; step < 600; step += 1) {
    const open = asked.filter(({ isOver }) => !isOver);
    const some = open.length > 0 ? random.pick(open) : undefined;
    const change = stand.upstreams[random.pick(names)]!;
    const dice = random.int(0, 99);
    let mayLack = false;
    if (dice < 45) {
      const ask: Ask = {
        class: random.pick(trafficClasses),
        flow: `f${random.int(0, 4)}`,
        cost: random.int(1, 20_000),
        tiers: random.pick(routes),
        isAgain: random.int(0, 9) === 0,
      };
      asked.push({ ask, request: stand.ask(`r${step}`, ask), isOver: false });
    } else if (dice < 75 && some) {
      if (some.request.slot) some.isOver = true;
      some.request.end();
      // In the same go: whoever got the slot may be gone as well.
      if (dice < 50) random.pick(open).request.abort("gone");
    } else if (dice < 85 && some) {
      some.request.abort("gone");
    } else if (dice < 88) {
      for (const { request } of open) if (!request.slot) request.abort("storm");
    } else if (dice < 94) {
      change.isUsable = !change.isUsable;
      stand.admission.look();
    } else if (dice < 97) {
      Object.assign(change, { maxInFlight: random.int(1, 6), reserve: reserve() });
      // Reloading looks; until it does, nobody is told.
      mayLack = random.int(0, 1) === 0;
      if (!mayLack) stand.admission.look();
    } else {
      await stand.clock.runTo(stand.clock.now() + random.int(1, 2000));
    }
    await settled();
    if (mayLack) stand.admission.look();
    await settled();
    for (const each of asked) if (each.request.error !== undefined) each.isOver = true;
    assertHolds(life);
  }
  await end(life);
}

function assertHolds({ stand, asked }: Life): void {
  const { waiting, inFlight } = stand.admission.state();
  const open = asked.filter(({ isOver }) => !isOver);
  for (const name of names) {
    const held = open.filter(({ request }) => request.slot?.target.upstream === name);
    assert.equal(inFlight.get(name) ?? 0, held.length, `in flight at ${name}`);
  }
  for (const trafficClass of trafficClasses) {
    const still = open.filter(({ ask, request }) => !request.slot && ask.class === trafficClass);
    assert.equal(waiting[trafficClass], still.length, `waiting in ${trafficClass}`);
  }
  assertNobodyWaitsForRoom(stand, open);
}

/** Nobody waits while a slot that it may have is free. */
function assertNobodyWaitsForRoom(stand: TestStand, open: Life["asked"]): void {
  const facts = {
    limits: (name: string) => stand.upstreams[name],
    isUsable: (name: string) => stand.upstreams[name]!.isUsable,
    hasPrefix: () => 0,
  };
  for (const { ask, request } of open) {
    if (request.slot) continue;
    const tiers = ask.tiers!.map((tier) => tier.map((upstream) => ({ upstream, served: "" })));
    for (const { upstream } of usableTier(facts, tiers, ask.class!) ?? []) {
      const limits = serves(facts, upstream, ask.class!);
      const room = limits && hasRoom(occupancyAt(open, upstream), limits, ask.class!);
      assert.ok(!room, `${ask.class} waits for ${upstream}, which has room`);
    }
  }
}

function occupancyAt(open: Life["asked"], upstream: string): Occupancy {
  const occupancy = createOccupancy();
  for (const { ask, request } of open) {
    if (request.slot?.target.upstream === upstream) enter(occupancy, ask.class!, false);
  }
  return occupancy;
}

/** All is up again and everything ends: everybody is served, nothing is left. */
async function end({ stand, asked }: Life): Promise<void> {
  for (const name of names) stand.upstreams[name]!.isUsable = true;
  stand.admission.look();
  await settled();
  for (let round = 0; round < asked.length; round += 1) {
    const held = asked.filter(({ isOver, request }) => !isOver && request.slot);
    if (held.length === 0) break;
    for (const each of held) {
      each.isOver = true;
      each.request.end();
    }
    await settled();
  }
  const { waiting, inFlight } = stand.admission.state();
  assert.deepEqual(waiting, { inline: 0, chat: 0, review: 0, batch: 0 });
  assert.equal(
    [...inFlight.values()].reduce((sum, each) => sum + each, 0),
    0,
  );
  const unanswered = asked.filter(({ request }) => !request.slot && request.error === undefined);
  assert.deepEqual(unanswered, []);
}
