import assert from "node:assert/strict";
import { editBlock } from "../../test/inside/answers.ts";
import type { Card, CardActionId } from "../../webview/messages.ts";
import type { ProposedChanges } from "../edits/proposed-change.ts";
import {
  original,
  previewTabs,
  textNow,
  useProposedChanges,
  write,
} from "../edits/proposed-stand.ts";
import { shownPath } from "../places.ts";
import { useAnswer } from "./answer-changes.ts";
import type { AskChat, AskedQuestion, OnCardAction } from "./ask-chat.ts";

/** Turns by number; `undefined` is an answer that was stopped. */
function scriptedChat(answers: (string | undefined)[]) {
  const cards = new Map<string, Card>();
  const owners = new Map<string, OnCardAction>();
  const asked: AskedQuestion[] = [];
  const chat: AskChat = {
    ask: async (question) => {
      asked.push(question);
      const text = answers.shift();
      const turnId = `${asked.length + 1}`;
      return text === undefined ? { turnId, text: "" } : { turnId, text, finishReason: "stop" };
    },
    setCard: (turnId, card, onAction) => {
      cards.set(turnId, card);
      if (onAction !== undefined) owners.set(turnId, onAction);
    },
    stop: () => {},
    gather: (work, signal) => work(signal),
    turns: () => [{ id: `${asked.length + 1}` }],
  };
  return {
    ...{ chat, cards },
    press: (turnId: string, action: CardActionId) => owners.get(turnId)?.(action),
    retry: () => asked.at(-1)?.onRetry?.(),
  };
}

describe("Retry of a repair that was stopped", () => {
  let changes: ProposedChanges;
  let edges: Promise<unknown>[];

  useProposedChanges((own) => {
    changes = own;
    edges = [];
  });

  /** The answer has one block that fits and one that does not; its repair is stopped. */
  const stopRepair = async () => {
    const uri = await write("a.txt", original);
    const path = shownPath(uri);
    const mended = editBlock(path, "six\n", "SIX\n");
    const stand = scriptedChat([undefined, mended]);
    const text = `${editBlock(path, "two\n", "TWO\n")}\n${editBlock(path, "sixth\n", "SIX\n")}`;
    const answer = { turnId: "1", text, finishReason: "stop" as const, title: "", references: [] };
    const { signal: lifetime } = new AbortController();
    const atEdge = (work: Promise<unknown>) => void edges.push(work);
    await useAnswer(answer, { chat: stand.chat, changes, atEdge, lifetime });
    return { uri, ...stand };
  };
  const settled = async () => {
    for (let work = edges.shift(); work !== undefined; work = edges.shift()) await work;
  };
  const actions = (card: Card | undefined) => card?.actions.map(({ action }) => action);

  it("takes back what was offered before, so that one change of the file is left", async () => {
    const { uri, cards, press, retry } = await stopRepair();
    assert.deepEqual(cards.get("1")?.files?.length, 1);
    retry();
    await settled();
    assert.deepEqual(actions(cards.get("1")), []);
    assert.equal(previewTabs().length, 1);
    assert.equal(cards.get("3")?.files?.[0]?.added, 2);
    press("3", "acceptChange");
    await settled();
    assert.equal(await textNow(uri), original.replace("two", "TWO").replace("six", "SIX"));
  });

  it("offers only what was mended once the rest was accepted", async () => {
    const { uri, cards, press, retry } = await stopRepair();
    press("1", "acceptChange");
    await settled();
    retry();
    await settled();
    assert.equal(cards.get("1")?.severity, "success");
    assert.equal(cards.get("3")?.files?.[0]?.added, 1);
    press("3", "acceptChange");
    await settled();
    assert.equal(await textNow(uri), original.replace("two", "TWO").replace("six", "SIX"));
  });
});
