import assert from "node:assert/strict";
import type { ContextMeter, HostMessage, TurnView } from "../messages.ts";
import { replayOf, turn } from "../test/sample-turns.ts";
import { activeTurn, initialState, reduce, type ViewState } from "./view-state.ts";

const stateAfter = (...messages: HostMessage[]) => messages.reduce(reduce, initialState);
const replay = (turns: TurnView[] = [], chatId = "c1"): HostMessage =>
  replayOf({ turns, chat: { id: chatId, title: "" } });
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

  it("replaces state and card, and keeps header and facts that are not sent again", () => {
    const header = { model: "m", endpoint: "gpu1:8000", why: "The route of chat." };
    const facts = { model: "m", isSimulated: false };
    const card = { severity: "error" as const, title: "x", actions: [] };
    const failed = stateAfter(added("a"), {
      type: "turnChanged",
      turnId: "a",
      state: "failed",
      header,
      facts,
      card,
    });
    assert.deepEqual(failed.turns[0]?.card, card);
    const done = reduce(failed, { type: "turnChanged", turnId: "a", state: "done" });
    assert.equal(done.turns[0]?.card, undefined);
    assert.deepEqual(done.turns[0]?.facts, facts);
    assert.deepEqual(done.turns[0]?.header, header);
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

describe("a long conversation", () => {
  const turns = (from: number, count: number) =>
    Array.from({ length: count }, (_, i) => turn({ id: `${from + i}`, state: "done" }));
  const ids = (state: ViewState) => state.turns.map(({ id }) => id);

  it("puts older turns before those it has, each once", () => {
    const state = stateAfter(replayOf({ turns: turns(5, 3), olderCount: 5 }), {
      type: "olderTurns",
      turns: turns(2, 4),
      olderCount: 2,
    });
    assert.deepEqual(ids(state), ["2", "3", "4", "5", "6", "7"]);
    assert.equal(state.olderCount, 2);
  });

  it("drops turns from its beginning when it grows far beyond what is shown at once", () => {
    const long = stateAfter(replayOf({ turns: turns(0, 60), olderCount: 4 }));
    const state = reduce(long, added("new"));
    assert.equal(state.turns.length, 30);
    assert.deepEqual([ids(state)[0], ids(state).at(-1)], ["31", "new"]);
    assert.equal(state.olderCount, 4 + 31);
  });

  it("drops nothing while a question is edited", () => {
    const long = stateAfter(replayOf({ turns: turns(0, 60) }));
    assert.equal(reduce({ ...long, editedTurnId: "0" }, added("new")).turns.length, 61);
  });
});

describe("the composer's facts", () => {
  const meter: ContextMeter = {
    usedTokens: 1,
    windowTokens: 10,
    answerTokens: 2,
    leftOut: [],
  };

  it("takes a meter and forgets it", () => {
    const known = stateAfter(replay(), { type: "meter", meter });
    assert.deepEqual(known.meter, meter);
    assert.equal(reduce(known, { type: "meter" }).meter, undefined);
  });

  it("drops answers to older asks", () => {
    const items = [{ id: "m", kind: "file", label: "a.ts" }] as const;
    const state = stateAfter({ type: "mentions", ask: 2, items: [...items] });
    assert.equal(reduce(state, { type: "mentions", ask: 1, items: [] }), state);
    assert.deepEqual(reduce(state, { type: "mentions", ask: 2, items: [] }).mentions?.items, []);
    const chats = stateAfter({ type: "chats", ask: 4, chats: [], currentId: "x" });
    assert.equal(reduce(chats, { type: "chats", ask: 3, chats: [], currentId: "y" }), chats);
  });
});

describe("the list of conversations", () => {
  const shown = stateAfter(replay(), { type: "showChats" });

  it("stays over repairs and gives way to another conversation", () => {
    assert.equal(shown.isListShown, true);
    assert.equal(reduce(shown, replay()).isListShown, true);
    assert.equal(reduce(shown, replay([], "c2")).isListShown, false);
  });
});

describe("activeTurn", () => {
  it("is the newest turn that is not over", () => {
    assert.equal(activeTurn(stateAfter(added("a"), added("b")))?.id, "b");
    assert.equal(activeTurn(stateAfter(replay([turn({ id: "a", state: "done" })]))), undefined);
  });
});
