// The list of conversations in a real Chromium: search, keyboard, renaming, and what it posts.
import assert from "node:assert/strict";
import { driveChat } from "../test/drive-chat.ts";
import { chatHeads, explained, failed, replayOf, streaming } from "../test/sample-turns.ts";

describe("the list of chats", function () {
  this.timeout(30_000);
  const chat = driveChat();
  const { open, frames, byId, button, textOf, composer, lastIntent, posted } = chat;
  const rows = () => byId("chat-row");
  const search = () => chat.page.getByRole("searchbox");
  const found = async (chats = chatHeads) => {
    const { ask = 0 } = (await posted("findChats")).at(-1) ?? {};
    await chat.send({ type: "chats", ask, chats, currentId: "c1" });
  };
  const openList = async (turns = [explained]) => {
    await open(replayOf({ turns }));
    await chat.send({ type: "showChats" });
    await found();
  };

  it("takes the place of the conversation and shows what the host found", async () => {
    await openList();
    assert.deepEqual(await posted("findChats"), [{ type: "findChats", ask: 1, query: "" }]);
    assert.equal(await rows().count(), 4);
    assert.equal(await byId("turn").isVisible(), false);
    assert.equal(await composer().isVisible(), false);
    assert.match(await textOf(rows().nth(0)), /never discounted\? open.*· 4 turns/);
    assert.match(await textOf(rows().nth(1)), /comparing with items\.length .*· 1 turn$/);
    assert.equal(await chat.focused(), "Search chats");
    assert.equal(await byId("announcer").textContent(), "4 chats");
  });

  it("searches when typing pauses, and drops what was asked before", async () => {
    await openList();
    await search().pressSequentially("cart");
    await chat.page.waitForFunction(
      () =>
        (window as unknown as { intents: { type: string; query?: string }[] }).intents.at(-1)
          ?.query === "cart",
    );
    const asked = await posted("findChats");
    assert.equal(asked.length, 2);
    await chat.send({ type: "chats", ask: 1, chats: [], currentId: "c1" });
    assert.equal(await rows().count(), 4);
    await found([]);
    assert.equal(await textOf(byId("no-chats")), "No chat contains these words.");
  });

  it("says that there is nothing yet", async () => {
    await open(replayOf());
    await chat.send({ type: "showChats" });
    await found([]);
    assert.match(await textOf(byId("no-chats")), /^There are no chats yet\./);
  });

  it("opens a chat, and the current one by going back to it", async () => {
    await openList();
    await rows().nth(1).getByRole("button").first().click();
    assert.deepEqual(await lastIntent(), { type: "openChat", chatId: "c2" });
    assert.equal(await byId("chat-list").isVisible(), true);
    await chat.send(replayOf({ chat: { id: "c2", title: "" }, turns: [failed], draft: "kept" }));
    assert.equal(await byId("chat-list").isVisible(), false);
    assert.equal(await composer().inputValue(), "kept");
    assert.equal(await chat.focused(), "Question");
    await chat.send({ type: "showChats" });
    const { ask = 0 } = (await posted("findChats")).at(-1) ?? {};
    await chat.send({ type: "chats", ask, chats: chatHeads, currentId: "c2" });
    await rows().nth(1).getByRole("button").first().click();
    assert.equal(await byId("chat-list").isVisible(), false);
  });

  it("is walked with the arrow keys", async () => {
    await openList();
    await chat.page.keyboard.press("ArrowDown");
    assert.match(await chat.focused(), /never discounted/);
    await chat.page.keyboard.press("ArrowDown");
    await chat.page.keyboard.press("ArrowDown");
    assert.match(await chat.focused(), /drops its oldest/);
    await chat.page.keyboard.press("End");
    await chat.page.keyboard.press("ArrowDown");
    assert.match(await chat.focused(), /Commit message/);
    await chat.page.keyboard.press("Enter");
    assert.deepEqual(await lastIntent(), { type: "openChat", chatId: "c4" });
    await chat.page.keyboard.press("Home");
    await chat.page.keyboard.press("ArrowUp");
    assert.equal(await chat.focused(), "Search chats");
  });

  it("has only the buttons of one row in the Tab order", async () => {
    await openList();
    const reached: string[] = [];
    for (let i = 0; i < 4; i++) {
      await chat.page.keyboard.press("Tab");
      reached.push(await chat.focused());
    }
    await chat.page.keyboard.press("Tab");
    assert.match(reached[0] ?? "", /never discounted/);
    assert.match(reached[1] ?? "", /^Rename \(F2\): Why is/);
    assert.match(reached[2] ?? "", /^Export as Markdown: Why is/);
    assert.match(reached[3] ?? "", /^Delete \(Del\): Why is/);
    assert.equal(await rows().locator(":focus").count(), 0);
  });

  it("deletes with Delete, and the next row has the focus once it is gone", async () => {
    await openList();
    for (let i = 0; i < 2; i++) await chat.page.keyboard.press("ArrowDown");
    await chat.page.keyboard.press("Delete");
    assert.deepEqual(await lastIntent(), { type: "deleteChat", chatId: "c2" });
    assert.equal(await rows().count(), 4);
    await found(chatHeads.filter(({ id }) => id !== "c2"));
    assert.equal(await rows().count(), 3);
    assert.match(await chat.focused(), /drops its oldest/);
  });

  it("stays when the chat that is open is deleted, until another one is opened", async () => {
    await openList();
    await chat.page.keyboard.press("ArrowDown");
    await chat.page.keyboard.press("Delete");
    await chat.send(replayOf({ chat: { id: "new", title: "" } }));
    await found(chatHeads.slice(1));
    assert.equal(await byId("chat-list").isVisible(), true);
    assert.match(await chat.focused(), /cart\.ts/);
    await chat.page.keyboard.press("Enter");
    await chat.send(replayOf({ chat: { id: "c2", title: "" } }));
    assert.equal(await byId("chat-list").isVisible(), false);
  });

  it("renames in place with F2, and not with Escape", async () => {
    await openList();
    await chat.page.keyboard.press("ArrowDown");
    await chat.page.keyboard.press("F2");
    const box = chat.page.getByRole("textbox", { name: "Title" });
    await box.fill("  Discounts ");
    await box.press("Enter");
    assert.deepEqual(await lastIntent(), { type: "renameChat", chatId: "c1", title: "Discounts" });
    assert.match(await chat.focused(), /never discounted/);
    await chat.page.keyboard.press("F2");
    await box.fill("Other");
    await box.press("Escape");
    assert.equal(await box.count(), 0);
    assert.equal((await posted("renameChat")).length, 1);
    assert.equal(await byId("chat-list").isVisible(), true);
  });

  it("renames, exports and deletes with the buttons", async () => {
    await openList();
    const row = rows().nth(1);
    await row.hover();
    await row.getByRole("button", { name: /^Export/ }).click();
    assert.deepEqual(await lastIntent(), { type: "exportChat", chatId: "c2" });
    await row.getByRole("button", { name: /^Delete/ }).click();
    assert.deepEqual(await lastIntent(), { type: "deleteChat", chatId: "c2" });
    await row.getByRole("button", { name: /^Rename/ }).click();
    await row.getByRole("textbox").fill("");
    await row.getByRole("textbox").press("Enter");
    assert.equal((await posted("renameChat")).length, 0);
  });

  it("goes back with Escape, which does not stop the answer, and starts a new chat", async () => {
    await openList([explained, streaming]);
    await chat.page.keyboard.press("Escape");
    assert.equal(await byId("chat-list").isVisible(), false);
    assert.equal((await posted("stop")).length, 0);
    assert.equal(await chat.focused(), "Question");
    await chat.send({ type: "showChats" });
    await button("New Chat").click();
    assert.deepEqual(await lastIntent(), { type: "newChat" });
    assert.equal(await byId("chat-list").isVisible(), false);
  });

  it("shows titles and texts as text", async () => {
    await open(replayOf());
    await chat.send({ type: "showChats" });
    await found([
      { id: "x", title: "<b>\u202ebold</b>", updatedAtMs: 0, turnCount: 1, excerpt: "<img src=x>" },
    ]);
    assert.match(await textOf(rows()), /<b>\[U\+202E\]bold<\/b> <img src=x>/);
  });

  it("does not scroll sideways in a narrow view, and keeps its targets large", async () => {
    await open(replayOf(), { width: 200 });
    await chat.send({ type: "showChats" });
    await found();
    await frames();
    const overflow = await chat.page.evaluate(
      () => document.documentElement.scrollWidth - innerWidth,
    );
    assert.ok(overflow <= 0, `${overflow}`);
    const small = await byId("chat-list")
      .locator("button, input")
      .evaluateAll((nodes) =>
        nodes
          .map((node) => node.getBoundingClientRect())
          .filter(({ width, height }) => width < 24 || height < 24),
      );
    assert.deepEqual(small, []);
  });
});
