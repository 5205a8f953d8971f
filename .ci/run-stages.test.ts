import assert from "node:assert/strict";
import { setImmediate as turn } from "node:timers/promises";
import { type Planned, runStages } from "./run-stages.ts";

const stage = (name: string, share: 1 | 2 = 1): Planned => ({ name, share });

/** Stages that end when they are told to, and what has begun so far. */
function stand(stages: readonly Planned[], notReady: readonly string[] = []) {
  const controller = new AbortController();
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  const absent = new Set(notReady);
  const run = ({ name }: Planned) => {
    begun.push(name);
    return new Promise<void>((resolve) => ends.set(name, resolve));
  };
  const isReady = ({ name }: Planned) => !absent.has(name);
  const isOver = runStages(stages, { run, isReady }, controller.signal);
  const end = async (name: string) => {
    ends.get(name)?.();
    await turn();
  };
  return { controller, begun, absent, end, isOver };
}

describe("runStages", () => {
  it("has two run side by side, in the order of the list, and a large one alone", async () => {
    const { begun, end, isOver } = stand([stage("a"), stage("b"), stage("c"), stage("d", 2)]);
    assert.deepEqual(begun, ["a", "b"]);
    await end("b");
    assert.deepEqual(begun, ["a", "b", "c"]);
    await end("a");
    assert.deepEqual(begun, ["a", "b", "c"]);
    await end("c");
    assert.deepEqual(begun, ["a", "b", "c", "d"]);
    await end("d");
    await isOver;
  });

  it("begins nothing before what it takes for granted is over", async () => {
    const { begun, end, isOver } = stand([stage("package"), stage("e2e"), stage("start")]);
    assert.deepEqual(begun, ["package", "start"]);
    await end("package");
    assert.deepEqual(begun, ["package", "start", "e2e"]);
    await end("e2e");
    await end("start");
    await isOver;
  });

  it("passes over what is not ready until it is", async () => {
    const { begun, absent, end, isOver } = stand([stage("a"), stage("b"), stage("c")], ["a"]);
    assert.deepEqual(begun, ["b", "c"]);
    absent.delete("a");
    await end("c");
    assert.deepEqual(begun, ["b", "c", "a"]);
    await end("a");
    await end("b");
    await isOver;
  });

  it("waits for what is not ready when there is nothing else", async () => {
    const { begun, absent, end, isOver } = stand([stage("a"), stage("b")], ["a", "b"]);
    assert.deepEqual(begun, []);
    absent.clear();
    while (begun.length < 2) await turn();
    await end("a");
    await end("b");
    await isOver;
  });

  it("begins nothing once aborted, and waits for what runs", async () => {
    const { controller, begun, end, isOver } = stand([stage("a", 2), stage("b")]);
    controller.abort();
    await end("a");
    await isOver;
    assert.deepEqual(begun, ["a"]);
  });
});
