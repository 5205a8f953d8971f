import assert from "node:assert/strict";
import { type TrafficClass, trafficClasses } from "../../core/routing/task.ts";
import { createRandom } from "../../evals/random.ts";
import { type BodyHold, createBodyBudget } from "./body-budget.ts";
import { settled } from "./test-clock.ts";

const forever = new AbortController().signal;

function createStand(limit: number) {
  const budget = createBodyBudget(() => limit);
  const log: string[] = [];
  const holds = new Map<string, BodyHold>();
  return {
    budget,
    log,
    async take(name: string, bytes: number, trafficClass: TrafficClass = "chat", signal = forever) {
      budget.take(bytes, trafficClass, signal).then(
        (hold) => {
          holds.set(name, hold);
          log.push(name);
        },
        (error) => log.push(`${name}: ${error}`),
      );
      await settled();
    },
    async lend(name: string) {
      holds.get(name)!.lend(() => log.push(`${name} let go`));
      await settled();
    },
    async resume(name: string, signal = forever) {
      holds
        .get(name)!
        .resume(signal)
        .then(
          (isKept) => log.push(`${name} ${isKept ? "kept" : "again"}`),
          (error) => log.push(`${name}: ${error}`),
        );
      await settled();
    },
    async grow(name: string, bytes: number, signal = forever) {
      const waiting = holds.get(name)!.grow(bytes, signal);
      if (waiting === undefined) log.push(`${name} grown`);
      waiting?.then(
        () => log.push(`${name} grown late`),
        (error) => log.push(`${name}: ${error}`),
      );
      await settled();
    },
    async shrink(name: string, bytes: number) {
      holds.get(name)!.shrink(bytes);
      await settled();
    },
    async give(name: string) {
      holds.get(name)!.give();
      await settled();
    },
  };
}

/** Lines such as "take a 40 batch", and what has happened after them. */
function check(what: string, lines: readonly string[], expected: readonly string[]) {
  it(what, async () => {
    const stand = createStand(80);
    for (const line of lines) {
      const [verb, name = "", bytes, trafficClass] = line.split(" ");
      // The lines are those of this file.
      if (verb === "take") await stand.take(name, Number(bytes), trafficClass as TrafficClass);
      else if (verb === "grow" || verb === "shrink") await stand[verb](name, Number(bytes));
      else await stand[verb as "lend" | "resume" | "give"](name);
    }
    assert.deepEqual(stand.log, expected);
  });
}

describe("the budget for bodies", () => {
  check(
    "is kept, in order",
    ["take a 40", "take b 30", "take c 20", "take d 1", "give a"],
    ["a", "b", "c", "d"],
  );
  check(
    "one that does not fit holds back those after it",
    ["take a 60", "take b 60", "take c 1"],
    ["a"],
  );
  check(
    "keeps room for more urgent classes",
    ["take b1 40 batch", "take b2 1 batch", "take c 30", "take c2 1", "take i 9 inline"],
    ["b1", "c", "i"],
  );
  check(
    "serves by urgency",
    ["take a 70", "take b 5 batch", "take c 5", "take i 20 inline", "give a"],
    ["a", "i", "c", "b"],
  );
  check(
    "a body above its share passes alone",
    ["take a 500 batch", "take b 1 batch", "give a"],
    ["a", "b"],
  );
  check(
    "giving twice is giving once",
    ["take a 50", "take b 20", "give a", "give a", "take c 60"],
    ["a", "b"],
  );
  it("gives back what was not needed", async () => {
    const stand = createStand(80);
    const hold = await stand.budget.take(70, "chat", forever);
    await stand.take("b", 60);
    hold.shrink(10);
    await settled();
    assert.deepEqual([stand.log, stand.budget.bytes], [["b"], 70]);
    hold.give();
    assert.equal(stand.budget.bytes, 60);
  });
});

describe("a lent body", () => {
  check(
    "is kept while there is room",
    ["take a 40", "lend a", "take b 30", "resume a"],
    ["a", "b", "a kept"],
  );
  check(
    "is let go for another, the least urgent first",
    ["take c 30", "take b 40 batch", "lend b", "lend c", "take d 30"],
    ["c", "b", "b let go", "d"],
  );
  check(
    "is not let go for a less urgent one",
    ["take c 70", "lend c", "take b 10 batch", "resume c", "give c"],
    ["c", "c kept", "b"],
  );
  check(
    "is not let go where that is not enough",
    ["take a 40", "take b 30", "lend b", "take c 50"],
    ["a", "b"],
  );
  check(
    "is read again when there is room",
    ["take a 40", "lend a", "take b 60", "resume a", "give b", "give a", "take c 70"],
    ["a", "a let go", "b", "a again", "c"],
  );
  check(
    "gets room from whoever waits, however urgent",
    ["take b 40 batch", "lend b", "take c 70", "lend c", "resume b"],
    ["b", "b let go", "c", "c let go", "b again"],
  );
  check(
    "goes on at once when nobody else does, whatever room there is",
    [
      "take b 40 batch",
      "lend b",
      "take c 70",
      "resume b",
      "take d 1",
      "take i 10 inline",
      "give c",
    ],
    ["b", "b let go", "c", "b again", "i", "d"],
  );
  check(
    "comes before newcomers, but inline waits for nobody's body",
    [
      ...["take b 40 batch", "lend b", "take a 30 batch", "lend a", "take c 70"],
      ...["resume b", "resume a", "take d 1", "take i 5 inline", "give b", "give c"],
    ],
    ["b", "b let go", "a", "a let go", "c", "b again", "i", "a again", "d"],
  );
  check(
    "does not hold back inline, which fits where it does not",
    [
      ...["take b 20 batch", "lend b", "take a 40 batch", "lend a", "take e 10 batch"],
      ...["take c 50", "take d 10", "resume b", "resume a", "take i 15 inline", "give d"],
    ],
    ["b", "b let go", "a", "a let go", "e", "c", "d", "b again", "i"],
  );
});

describe("a body that grows", () => {
  check(
    "takes what there is room for, and counts as one",
    ["take a 10", "grow a 60", "take b 20", "give a", "take c 50"],
    ["a", "a grown", "b", "c"],
  );
  check(
    "may take more than its share when nothing else is there",
    ["take a 10 batch", "grow a 500", "take b 1", "give a"],
    ["a", "a grown", "b"],
  );
  check(
    "goes on without room when nobody else does, and leaves its room to others",
    ["take a 30", "take b 30", "grow a 60", "take c 40", "grow a 500", "give b"],
    ["a", "b", "a grown", "c", "a grown"],
  );
  check(
    "waits for room while another goes on without",
    ["take a 35", "take b 35", "grow a 50", "take c 35", "grow b 40", "give c"],
    ["a", "b", "a grown", "c", "b grown late"],
  );
  check(
    "is the next to go on without room",
    [
      ...["take a 20", "take b 20", "take c 20", "grow a 60", "take d 25"],
      ...["grow b 90", "grow c 80", "give a"],
    ],
    ["a", "b", "c", "a grown", "d", "b grown late"],
  );
  check(
    "holds back neither newcomers that fit nor those that need less",
    [
      ...["take a 20", "take b 20", "take d 20", "grow a 90", "grow b 90", "take c 5"],
      ...["grow d 25", "take e 3", "give c", "take f 4"],
    ],
    ["a", "b", "d", "a grown", "c", "d grown", "e", "f"],
  );
  check(
    "takes the room of what is lent",
    ["take a 10", "take b 60", "lend b", "grow a 50"],
    ["a", "b", "b let go", "a grown"],
  );
  check(
    "has nothing to lend when it went on without room",
    [
      ...["take a 35", "take b 35", "grow a 80", "shrink a 70", "lend a", "grow b 60", "resume a"],
      ...["give b", "give a", "take c 70"],
    ],
    ["a", "b", "a grown", "a let go", "b grown", "a again", "c"],
  );
  check(
    "gives back what it did not need",
    ["take a 10", "grow a 60", "shrink a 30", "take b 40", "give a", "take c 30"],
    ["a", "a grown", "b", "c"],
  );
  it("keeps what it has when it waits no longer", async () => {
    const stand = createStand(80);
    const controller = new AbortController();
    for (const name of ["a", "b", "c"]) await stand.take(name, 20);
    await stand.grow("a", 90);
    await stand.grow("b", 90, controller.signal);
    controller.abort("gone");
    await settled();
    assert.deepEqual(stand.log, ["a", "b", "c", "a grown", "b: gone"]);
    assert.deepEqual([stand.budget.bytes, stand.budget.waiting], [130, 0]);
    for (const name of ["a", "b", "c"]) await stand.give(name);
    assert.equal(stand.budget.bytes, 0);
  });
});

describe("an abort", () => {
  it("gives up waiting and lets the next one in", async () => {
    const stand = createStand(80);
    const controller = new AbortController();
    await stand.take("a", 40);
    await stand.take("b", 60, "chat", controller.signal);
    await stand.take("c", 20);
    controller.abort("gone");
    await settled();
    assert.deepEqual(stand.log, ["a", "b: gone", "c"]);
    assert.equal(stand.budget.waiting, 0);
  });
  it("in the moment of the grant gives the room back", async () => {
    const stand = createStand(80);
    const controller = new AbortController();
    const hold = await stand.budget.take(60, "chat", forever);
    await stand.take("b", 60, "chat", controller.signal);
    hold.give();
    controller.abort("gone");
    await settled();
    assert.deepEqual(stand.log, ["b: gone"]);
    assert.equal(stand.budget.bytes, 0);
  });
  it("takes back the wish to read again", async () => {
    const stand = createStand(80);
    const controller = new AbortController();
    for (const name of ["a", "b"]) {
      await stand.take(name, 30);
      await stand.lend(name);
    }
    await stand.take("c", 60);
    await stand.resume("a");
    await stand.resume("b", controller.signal);
    controller.abort("gone");
    await settled();
    for (const name of ["a", "b", "c"]) await stand.give(name);
    assert.equal(stand.budget.bytes, 0);
    const expected = ["a", "b", "b let go", "a let go", "c", "a again", "b: gone"];
    assert.deepEqual(stand.log, expected);
  });
});

describe("ten times too much", () => {
  it("stays in bounds and gets through, whatever is asked for", async () => {
    const random = createRandom("bodies");
    const limit = 1000;
    const largest = 400;
    const budget = createBodyBudget(() => limit);
    let most = 0;
    let done = 0;
    let atWork = 0;
    const waitingForSlot: (() => void)[] = [];
    /** One slot for all, as the narrowest upstream has. */
    const slot = async () => {
      if (atWork > 0) await new Promise<void>((resolve) => waitingForSlot.push(resolve));
      atWork += 1;
    };
    const request = async () => {
      const trafficClass = random.pick(trafficClasses);
      const bytes = trafficClass === "inline" ? random.int(1, 9) : random.int(1, largest);
      const first = Math.min(bytes, 50);
      const hold = await budget.take(first, trafficClass, forever);
      for (let has = first; has < bytes; has = Math.min(bytes, 2 * has)) {
        await hold.grow(Math.min(bytes, 2 * has), forever);
        most = Math.max(most, budget.bytes);
        await settled();
      }
      most = Math.max(most, budget.bytes);
      await settled();
      // Not everything that waits can be read again.
      if (random.int(0, 3) > 0) hold.lend(() => undefined);
      await slot();
      await hold.resume(forever);
      most = Math.max(most, budget.bytes);
      await settled();
      hold.give();
      atWork -= 1;
      done += 1;
      waitingForSlot.splice(random.int(0, waitingForSlot.length), 1)[0]?.();
      if (atWork === 0) waitingForSlot.shift()?.();
    };
    await Promise.all(Array.from({ length: 300 }, request));
    assert.deepEqual([done, budget.bytes, budget.waiting], [300, 0, 0]);
    // One that is read and one that is sent may be above it.
    assert.ok(most <= limit + 2 * largest, `${most}`);
  });
});
