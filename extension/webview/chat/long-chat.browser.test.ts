// A conversation of hundreds of turns in a real Chromium: the newest ones are shown, older ones come when they are wanted, and
// nothing moves under the reader.
import assert from "node:assert/strict";
import type { HostMessage, TurnView } from "../messages.ts";
import { driveChat } from "../test/drive-chat.ts";
import { longAnswer, replayOf, turn } from "../test/sample-turns.ts";

const answer = longAnswer(1_500, 1);
const turns: TurnView[] = Array.from({ length: 90 }, (_, i) =>
  turn({ id: `n${i}`, question: `Question ${i}`, chips: [], answer, state: "done" }),
);

describe("a long chat", function () {
  this.timeout(30_000);
  const chat = driveChat();
  const { open, frames, byId, button, posted } = chat;
  const newest = () => open(replayOf({ turns: turns.slice(60), olderCount: 60 }));
  const older = (from: number, to: number): HostMessage => ({
    type: "olderTurns",
    turns: turns.slice(from, to),
    olderCount: from,
  });
  const scrollUp = async (pixels: number) => {
    await chat.page.locator("main").hover();
    await chat.page.mouse.wheel(0, -pixels);
    await frames();
  };
  /** Where a turn's question stands. */
  const topOf = (id: string) =>
    chat.page.locator(`[data-turn-id="${id}"]`).evaluate((e) => e.getBoundingClientRect().top);

  it("shows the newest turns and says how many came before", async () => {
    await newest();
    assert.equal(await byId("turn").count(), 30);
    assert.equal(await button("Show earlier turns (60)").count(), 1);
    await frames();
    assert.equal((await posted("loadOlder")).length, 0);
  });

  it("brings older ones with the button, until there are no more", async () => {
    await newest();
    await button("Show earlier turns (60)").press("Enter");
    assert.deepEqual(await posted("loadOlder"), [{ type: "loadOlder", beforeTurnId: "n60" }]);
    await chat.send(older(30, 60));
    assert.equal(await byId("turn").count(), 60);
    await button("Show earlier turns (30)").press("Enter");
    await chat.send(older(0, 30));
    assert.equal(await byId("turn").count(), 90);
    assert.equal(await chat.page.locator(".earlier-button").count(), 0);
  });

  it("asks for older ones once when the reader comes near the top, and keeps the place", async () => {
    await newest();
    await frames();
    for (let i = 0; i < 40 && (await posted("loadOlder")).length === 0; i++) await scrollUp(2_000);
    await scrollUp(50);
    assert.equal((await posted("loadOlder")).length, 1);
    await frames();
    const before = await topOf("n60");
    await chat.send(older(30, 60));
    await frames();
    await frames();
    assert.ok(Math.abs((await topOf("n60")) - before) <= 2, `${before} -> ${await topOf("n60")}`);
    assert.equal(await byId("turn").count(), 60);
  });

  it("becomes short again when the reader goes back to the end", async () => {
    await open(replayOf({ turns: turns.slice(20), olderCount: 20 }));
    await frames();
    await scrollUp(800);
    assert.equal(await byId("turn").count(), 70);
    await button("Jump to latest").click();
    await frames();
    assert.equal(await byId("turn").count(), 30);
    assert.equal(await button("Show earlier turns (60)").count(), 1);
    const isAtEnd = await chat.page
      .locator("main")
      .evaluate((e) => e.scrollTop + e.clientHeight >= e.scrollHeight - 1);
    assert.equal(isAtEnd, true);
  });

  it("becomes short again when a turn is added to far too many", async () => {
    await open(replayOf({ turns: turns.slice(20), olderCount: 20 }));
    await chat.send({ type: "turnAdded", turn: turn({ id: "new" }) });
    assert.equal(await byId("turn").count(), 30);
    assert.equal(await button("Show earlier turns (61)").count(), 1);
  });
});
