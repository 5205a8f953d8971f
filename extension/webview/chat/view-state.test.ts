import assert from "node:assert/strict";
import type { HostMessage, TurnView } from "../messages.ts";
import { connected, turn } from "../test/sample-turns.ts";
import { activeTurn, initialState, reduce, type ViewState } from "./view-state.ts";

const stateAfter = (...messages: HostMessage[]) => messages.reduce(reduce, initialState);
const replay = (turns: TurnView[] = []): HostMessage => ({
  type: "replay",
  turns,
  composerChips: [],
  draft: "",
  connection: connected,
});
const added = (id: string): HostMessage => ({ type: "turnAdded", turn: turn({ id }) });
const delta = (seq: number, text: string, turnId = "a"): HostMessage => ({
  type: "delta",
  turnId,
  seq,
  text,
  reasoning: "",
});
const answerOf = (state: ViewState) => state.turns.at(-1)?.answer;

describe("reduce", () => {
  it("shows what a replay says and nothing from before", () => {
    const state = stateAfter(added("old"), replay([turn({ id: "new" })]));
    assert.deepEqual(
      state.turns.map(({ id }) => id),
      ["new"],
    );
    assert.equal(state.isLoaded, true);
  });

  it("appends deltas in order and starts streaming with the first", () => {
    const state = stateAfter(replay(), added("a"), delta(0, "Hel"), delta(1, "lo"));
    assert.equal(answerOf(state), "Hello");
    assert.equal(state.turns[0]?.state, "streaming");
    assert.equal(state.isStale, false);
  });

  it("is stale after a lost delta, and ignores the rest until the replay", () => {
    const lost = stateAfter(replay(), added("a"), delta(0, "Hel"), delta(2, "!"));
    assert.equal(lost.isStale, true);
    assert.equal(answerOf(reduce(lost, delta(3, "?"))), "Hel");
    const repaired = reduce(lost, replay([turn({ id: "a", answer: "Hello!?" })]));
    assert.equal(repaired.isStale, false);
    assert.equal(answerOf(reduce(repaired, delta(4, "."))), "Hello!?.");
  });

  it("is stale after a delta that comes twice", () => {
    assert.equal(stateAfter(replay(), added("a"), delta(0, "x"), delta(0, "x")).isStale, true);
  });

  it("is stale after a delta for a turn it does not know", () => {
    assert.equal(stateAfter(replay(), delta(0, "x")).isStale, true);
  });

  it("takes the first number after a replay as it comes", () => {
    const state = stateAfter(
      replay([turn({ id: "a", answer: "Hel" })]),
      delta(7, "l"),
      delta(8, "o"),
    );
    assert.equal(answerOf(state), "Hello");
  });

  it("replaces state and card, and keeps facts that are not sent again", () => {
    const facts = { model: "m", isSimulated: false };
    const card = { severity: "error" as const, title: "x", actions: [] };
    const failed = stateAfter(added("a"), {
      type: "turnChanged",
      turnId: "a",
      state: "failed",
      facts,
      card,
    });
    assert.deepEqual(failed.turns[0]?.card, card);
    const done = reduce(failed, { type: "turnChanged", turnId: "a", state: "done" });
    assert.equal(done.turns[0]?.card, undefined);
    assert.deepEqual(done.turns[0]?.facts, facts);
  });

  it("ignores what is no message of the host", () => {
    const state = stateAfter(replay(), added("a"));
    // Any code in VS Code's frame around the view may post to its window.
    assert.equal(reduce(state, { type: "other" } as unknown as HostMessage), state);
  });

  it("removes a turn", () => {
    assert.deepEqual(stateAfter(added("a"), { type: "turnRemoved", turnId: "a" }).turns, []);
  });
});

describe("activeTurn", () => {
  it("is the newest turn that is not over", () => {
    assert.equal(activeTurn(stateAfter(added("a"), added("b")))?.id, "b");
    assert.equal(activeTurn(stateAfter(replay([turn({ id: "a", state: "done" })]))), undefined);
  });
});
