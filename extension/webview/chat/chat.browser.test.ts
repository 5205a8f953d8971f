// The chat view in a real Chromium, driven as a user and as the host drive it: what it shows, what it posts, where it
// scrolls, what it tells a screen reader.
import assert from "node:assert/strict";
import { delta, driveChat } from "../test/drive-chat.ts";
import {
  changed,
  composerChips,
  explained,
  failed,
  fixed,
  fullMeter,
  longAnswer,
  manyChips,
  replayOf,
  simulated,
  streaming,
  turn,
  unconfigured,
} from "../test/sample-turns.ts";

describe("the chat view", function () {
  this.timeout(30_000);
  const chat = driveChat();
  const { open, frames, byId, button, textOf, composer, lastIntent } = chat;
  const distanceToEnd = () =>
    chat.page.evaluate(() => {
      const end = document.querySelector('[role="log"]')?.getBoundingClientRect().bottom ?? 0;
      return end - (document.querySelector("main")?.getBoundingClientRect().bottom ?? 0);
    });
  const firstQuestionTop = () =>
    byId("question")
      .first()
      .evaluate((e) => e.getBoundingClientRect().top);

  it("asks for a replay and shows nothing before it", async () => {
    await open();
    assert.deepEqual(await chat.intents(), [{ type: "ready" }]);
    assert.equal(await byId("connection").count(), 0);
    assert.equal(await byId("welcome").count(), 0);
  });

  it("shows a turn with question, chips, answer and facts", async () => {
    await open(replayOf({ turns: [explained] }));
    await frames();
    assert.equal(await byId("turn").getAttribute("data-state"), "done");
    assert.match(await textOf(byId("question")), /Explain Selection/);
    assert.equal(await byId("chip").count(), 3);
    assert.match(await textOf(byId("answer")), /stops one line early/);
    const facts = await textOf(byId("facts"));
    for (const fact of ["qwen3-coder", "TTFT 184 ms", "61.4 tokens/s", "2,140 + 412 tokens"]) {
      assert.ok(facts.includes(fact), facts);
    }
    assert.doesNotMatch(facts, /simulated/);
  });

  it("marks a simulated answer and a simulated endpoint", async () => {
    await open(replayOf({ turns: [fixed], connection: simulated }));
    assert.equal(await byId("facts").getByText("simulated").isVisible(), true);
    assert.equal(await byId("connection").getByText("simulated").isVisible(), true);
    assert.match(await textOf(byId("facts")), /Left out to fit/);
  });

  it("starts with what Tandem does, or with connecting an endpoint", async () => {
    await open(replayOf());
    const words = await textOf(byId("welcome"));
    for (const name of ["Explain Selection", "Review Selection", "Fix Selection"]) {
      assert.ok(words.includes(name));
    }
    await chat.send({ type: "connection", connection: unconfigured });
    await button("Connect Endpoint").click();
    assert.deepEqual(await lastIntent(), { type: "card", action: "connectEndpoint" });
  });

  it("offers the remedy beside a connection that does not work", async () => {
    await open(replayOf());
    for (const [state, name, action] of [
      ["unauthorised", "Set API Key", "setApiKey"],
      ["unreachable", "Check Connection", "checkConnection"],
      ["noModel", "Select Model", "selectModel"],
    ] as const) {
      await chat.send({
        type: "connection",
        connection: { state, label: "x", isSimulated: false },
      });
      await button(name).click();
      assert.deepEqual(await lastIntent(), { type: "card", action });
    }
  });

  it("stops with the button and with Escape", async () => {
    await open(replayOf({ turns: [streaming] }));
    await button("Stop").click();
    assert.deepEqual(await lastIntent(), { type: "stop", turnId: "streaming" });
    await composer().press("Escape");
    assert.equal((await chat.intents()).filter(({ type }) => type === "stop").length, 2);
    await chat.send({ type: "turnChanged", turnId: "streaming", state: "stopped" });
    assert.equal(await button("Send").count(), 1);
    await composer().press("Escape");
    assert.equal((await chat.intents()).filter(({ type }) => type === "stop").length, 2);
  });

  it("shows a card and posts its buttons with the turn", async () => {
    await open(replayOf({ turns: [fixed, failed] }));
    assert.match(await textOf(byId("card").last()), /was cut in the middle/);
    await button("Accept").click();
    assert.deepEqual(await lastIntent(), { type: "card", action: "acceptChange", turnId: "fixed" });
    await button("Show Log").click();
    assert.deepEqual(await lastIntent(), { type: "card", action: "showLog", turnId: "failed" });
  });

  it("regenerates, with another model on demand, unless the card offers Retry", async () => {
    await open(replayOf({ turns: [failed] }));
    assert.equal(await button("Regenerate").count(), 0);
    await button("Retry").click();
    assert.deepEqual(await lastIntent(), { type: "card", action: "retry", turnId: "failed" });
    await chat.send({ type: "turnChanged", turnId: "failed", state: "stopped" });
    assert.equal(await byId("card").count(), 0);
    await button("Regenerate").click();
    const regenerate = { type: "regenerate", turnId: "failed" } as const;
    assert.deepEqual(await lastIntent(), { ...regenerate, withOtherModel: false });
    await button("Regenerate with another model").click();
    assert.deepEqual(await lastIntent(), { ...regenerate, withOtherModel: true });
  });

  it("copies an answer as Markdown", async () => {
    await open(replayOf({ turns: [explained] }));
    await button("Copy").click();
    assert.deepEqual(await lastIntent(), { type: "copy", text: explained.answer });
  });

  it("folds the reasoning", async () => {
    await open(replayOf({ turns: [turn({ state: "streaming" })] }));
    await chat.send({ type: "delta", turnId: "t1", seq: 3, text: "", reasoning: "First, " });
    await chat.send({ type: "delta", turnId: "t1", seq: 4, text: "", reasoning: "the loop." });
    const summary = byId("reasoning").locator("summary");
    assert.equal(await textOf(summary), "Thinking");
    await summary.click();
    assert.match(await textOf(byId("reasoning")), /First, the loop\./);
    await chat.send(delta(5, "Answer."));
    assert.equal(await textOf(summary), "Reasoning");
  });

  it("asks for a replay when a delta is lost, and then goes on", async () => {
    await open(replayOf({ turns: [turn()] }));
    await chat.send(delta(0, "one "), delta(2, "three"), delta(3, "four"));
    assert.equal((await chat.intents()).filter(({ type }) => type === "ready").length, 2);
    await chat.send(
      replayOf({ turns: [turn({ answer: "one two three four", state: "streaming" })] }),
    );
    await chat.send(delta(4, " five"));
    await frames();
    assert.equal(await textOf(byId("answer")), "one two three four five");
  });

  describe("scrolling", () => {
    const long = { ...explained, answer: longAnswer(8_000, 4) };

    it("stays at the end while the answer grows", async () => {
      await open(replayOf({ turns: [long, turn()] }));
      await chat.send(delta(0, "word\n\n".repeat(50)));
      await frames();
      assert.ok((await distanceToEnd()) <= 1);
      assert.equal(await button("Jump to latest").count(), 0);
    });

    it("stays where the user scrolled to, until Jump to latest", async () => {
      await open(replayOf({ turns: [long, turn()] }));
      await frames();
      await chat.page.locator("main").hover();
      await chat.page.mouse.wheel(0, -600);
      await button("Jump to latest").waitFor();
      await frames();
      const before = await firstQuestionTop();
      await chat.send(delta(0, "word\n\n".repeat(50)));
      await frames();
      assert.equal(await firstQuestionTop(), before);
      assert.ok((await distanceToEnd()) > 1_000);
      await button("Jump to latest").click();
      await frames();
      assert.ok((await distanceToEnd()) <= 1);
      assert.equal(await button("Jump to latest").count(), 0);
    });

    it("goes to a new turn", async () => {
      await open(replayOf({ turns: [long] }));
      await frames();
      await chat.page.locator("main").evaluate((e) => e.scrollTo(0, 0));
      await button("Jump to latest").waitFor();
      await chat.send({ type: "turnAdded", turn: turn() });
      await frames();
      assert.ok((await distanceToEnd()) <= 1);
    });

    it("returns to where the user was", async () => {
      const remembered = { draft: "", place: { turnId: long.id, top: -400 } };
      await open(replayOf({ turns: [failed, long] }), { remembered });
      await frames();
      const top = await byId("turn")
        .last()
        .evaluate(
          (e) =>
            e.getBoundingClientRect().top -
            (document.querySelector("main")?.getBoundingClientRect().top ?? 0),
        );
      assert.ok(Math.abs(top + 400) <= 1, `${top}`);
      assert.equal(await button("Jump to latest").count(), 1);
    });

    it("shows the end when the turn it was at is not there any more", async () => {
      const remembered = { draft: "", place: { turnId: "gone", top: -400 } };
      await open(replayOf({ turns: [long] }), { remembered });
      await frames();
      assert.ok((await distanceToEnd()) <= 1);
      assert.equal(await button("Jump to latest").count(), 0);
    });
  });

  describe("a screen reader", () => {
    it("hears when an answer starts, and what came of it", async () => {
      await open(replayOf());
      await chat.send({ type: "turnAdded", turn: turn() });
      assert.equal(await byId("announcer").textContent(), "Generating");
      assert.equal(await byId("turn").getAttribute("aria-busy"), "true");
      await chat.send(delta(0, "```ts\na\n```\n\n- x\n\n  ```\n  b\n  ```\n"));
      await chat.send({ type: "turnChanged", turnId: "t1", state: "done" });
      await frames();
      assert.equal(await byId("announcer").textContent(), "Response complete, 2 code blocks");
      assert.equal(await byId("turn").getAttribute("aria-busy"), "false");
    });

    it("hears why an answer failed", async () => {
      await open(replayOf({ turns: [turn()] }));
      const card = { severity: "error" as const, title: "gpu1 does not answer.", actions: [] };
      await chat.send({ type: "turnChanged", turnId: "t1", state: "failed", card });
      await frames();
      assert.equal(await byId("announcer").textContent(), "gpu1 does not answer.");
    });

    it("hears nothing about a replay", async () => {
      await open(replayOf({ turns: [explained] }));
      await frames();
      assert.equal(await byId("announcer").textContent(), "");
    });

    it("finds a log of articles that their questions name", async () => {
      await open(replayOf({ turns: [explained] }));
      const log = chat.page.getByRole("log", { name: "Conversation" });
      assert.equal(await log.getByRole("article", { name: "Explain Selection" }).count(), 1);
      assert.equal(await log.getAttribute("aria-live"), "off");
    });
  });

  it("reaches everything by keyboard, and no target is smaller than 24 pixels", async () => {
    await open(replayOf({ turns: [explained, failed], composerChips }));
    await frames();
    const small = await chat.page.locator("button, summary").evaluateAll((nodes) =>
      nodes
        .map((node) => ({
          name: node.ariaLabel ?? node.textContent,
          box: node.getBoundingClientRect(),
        }))
        .filter(({ box }) => box.width < 24 || box.height < 24)
        .map(({ name }) => name?.trim()),
    );
    assert.deepEqual(small, []);
    const reached = new Set<string>();
    for (let i = 0; i < 50; i++) {
      await chat.page.keyboard.press("Tab");
      const name = await chat.page.evaluate(() => {
        const node = document.activeElement;
        return node?.ariaLabel ?? node?.textContent?.trim() ?? "";
      });
      reached.add(name);
    }
    for (const name of [
      "Insert at cursor",
      "Copy code",
      "Copy",
      "Regenerate",
      "Edit and send again",
      "Attach",
      "Show Log",
      "Question",
      "TypeScript code",
    ]) {
      assert.ok(reached.has(name), `${name} is not reached by Tab`);
    }
  });

  it("moves nothing when less motion is wanted", async () => {
    const moving = () =>
      byId("waiting")
        .locator(".dot")
        .first()
        .evaluate((e) => getComputedStyle(e).animationName);
    await open(replayOf({ turns: [turn()] }));
    assert.notEqual(await moving(), "none");
    await open(replayOf({ turns: [turn()] }), { bodyClasses: "vscode-reduce-motion" });
    assert.equal(await moving(), "none");
    await chat.page.emulateMedia({ reducedMotion: "reduce" });
    await open(replayOf({ turns: [turn()] }));
    assert.equal(await moving(), "none");
    await chat.page.emulateMedia({ reducedMotion: null });
  });

  it("keeps icons, selection and buttons visible with forced colours", async () => {
    await open(replayOf({ turns: [explained] }));
    await frames();
    await chat.page.emulateMedia({ forcedColors: "active" });
    const shown = await chat.page.locator(".code-buttons").evaluate((buttons) => ({
      opacity: getComputedStyle(buttons).opacity,
      fill: getComputedStyle(buttons.querySelector(".icon") as Element).fill,
      ground: getComputedStyle(buttons.querySelector("button") as Element).backgroundColor,
    }));
    await chat.page.emulateMedia({ forcedColors: null });
    assert.equal(shown.opacity, "1");
    assert.notEqual(shown.fill, shown.ground);
  });

  it("does not scroll sideways in a narrow view", async () => {
    for (const width of [200, 260]) {
      // At 200 px it is also what a view of 400 px is at a zoom of 200 %.
      await open(
        replayOf({
          turns: [explained, fixed, failed, changed],
          composerChips: manyChips,
          meter: fullMeter,
        }),
        { width },
      );
      await frames();
      const overflow = await chat.page.evaluate(() =>
        Math.max(
          document.documentElement.scrollWidth - innerWidth,
          ...[...document.querySelectorAll("main")].map((e) => e.scrollWidth - e.clientWidth),
        ),
      );
      assert.ok(overflow <= 0, `${width}: ${overflow}`);
    }
  });
});
