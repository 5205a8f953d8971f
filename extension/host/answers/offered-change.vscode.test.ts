import assert from "node:assert/strict";
import { setImmediate as turn } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { lineHunks } from "../../../core/edit/hunks.ts";
import type { ProposedChanges } from "../edits/proposed-change.ts";
import { after, fileOf, original, useProposedChanges, write } from "../edits/proposed-stand.ts";
import type { AskChat, OnCardAction } from "./ask-chat.ts";
import { type OfferedFile, offerChange } from "./offered-change.ts";

describe("A change that was offered and decided", () => {
  let changes: ProposedChanges;

  useProposedChanges((own) => {
    changes = own;
  });

  it("leaves no text of its files with the card's buttons", async () => {
    // The chat keeps whoever carries out a card's buttons as long as it is open.
    const kept: OnCardAction[] = [];
    const chat = {
      setCard: (_id: string, _card: unknown, act?: OnCardAction) => {
        if (act !== undefined) kept.push(act);
      },
    };
    const texts = await offerAndDiscard(chat, changes);
    setFlagsFromString("--expose-gc");
    const collect: () => void = runInNewContext("gc");
    for (let round = 0; round < 5 && texts.deref() !== undefined; round++) {
      await turn();
      collect();
    }
    assert.equal(texts.deref(), undefined);
    assert.ok(kept.length > 0);
  });
});

/** Nothing of it stays in the caller's frame. */
async function offerAndDiscard(
  chat: Pick<AskChat, "setCard">,
  changes: ProposedChanges,
): Promise<WeakRef<OfferedFile>> {
  const uri = await write("a.txt", original);
  const file = { ...fileOf(uri), path: "a.txt", hunks: lineHunks(original, after) };
  const edges: Promise<unknown>[] = [];
  const { signal: lifetime } = new AbortController();
  let press: OnCardAction = () => {};
  await offerChange(
    { turnId: "1", title: "", files: [file], refusals: [] },
    {
      // The rest of the chat is not asked here.
      chat: {
        ...chat,
        setCard: (id: string, card: never, act?: OnCardAction) => {
          if (act !== undefined) press = act;
          chat.setCard(id, card, act);
        },
      } as AskChat,
      changes,
      atEdge: (work) => edges.push(work),
      lifetime,
    },
  );
  press("discardChange");
  await Promise.all(edges);
  return new WeakRef(file);
}
