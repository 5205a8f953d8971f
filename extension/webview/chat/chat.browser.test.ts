// The chat view in a real Chromium, driven as a user and as the host drive it: what it shows, what it posts, where it
// scrolls, what it tells a screen reader.
import assert from "node:assert/strict";
import type { Browser, Locator } from "playwright-core";
import { launchBrowser } from "../../test/harness/browser.ts";
import type { HostMessage } from "../messages.ts";
import {
  type ChatPage,
  type ChatPageOptions,
  type ChatServer,
  openChat,
  serveChat,
} from "../test/chat-page.ts";
import {
  composerChips,
  connected,
  explained,
  failed,
  fixed,
  longAnswer,
  simulated,
  streaming,
  turn,
  unconfigured,
} from "../test/sample-turns.ts";

type Replay = Extract<HostMessage, { type: "replay" }>;

function replay(changes: Partial<Replay> = {}): Replay {
  return {
    type: "replay",
    turns: [],
    composerChips: [],
    draft: "",
    connection: connected,
    ...changes,
  };
}

const delta = (seq: number, text: string, turnId = "t1"): HostMessage => ({
  type: "delta",
  turnId,
  seq,
  text,
  reasoning: "",
});

describe("the chat view", function () {
  this.timeout(30_000);
  let server: ChatServer;
  let browser: Browser;
  let chat: ChatPage;

  before(async () => {
    server = await serveChat();
    browser = await launchBrowser(new AbortController().signal);
  });

  after(async () => {
    await browser?.close();
    server?.close();
  });

  afterEach(async () => {
    assert.deepEqual(await chat.complaints(), []);
  });

  async function open(message: HostMessage, options: ChatPageOptions = {}): Promise<void> {
    chat = await openChat(browser, server, { page: chat?.page, ...options });
    await chat.send(message);
  }

  const byId = (id: string): Locator => chat.page.locator(`[data-testid="${id}"]`);
  const button = (name: string): Locator => chat.page.getByRole("button", { name, exact: true });
  const textOf = async (locator: Locator) => ((await locator.textContent()) ?? "").trim();
  const composer = () => byId("composer");
  const lastIntent = async () => (await chat.intents()).at(-1);
  /** Waits for what the view does with its next frames; text may wait for the third. */
  const frames = () =>
    chat.page.evaluate(async () => {
      for (let i = 0; i < 8; i++) await new Promise((resolve) => requestAnimationFrame(resolve));
    });
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
    chat = await openChat(browser, server, { page: chat?.page });
    assert.deepEqual(await chat.intents(), [{ type: "ready" }]);
    assert.equal(await byId("connection").count(), 0);
    assert.equal(await byId("welcome").count(), 0);
  });

  it("shows a turn with question, chips, answer and facts", async () => {
    await open(replay({ turns: [explained] }));
    await frames();
    assert.equal(await byId("turn").getAttribute("data-state"), "done");
    assert.match(await textOf(byId("question")), /Explain Selection/);
    assert.equal(await byId("chip").count(), 3);
    assert.match(await textOf(byId("answer")), /stops one line early/);
    const facts = await textOf(byId("facts"));
    for (const fact of ["qwen3-coder", "TTFT 184 ms", "61.4 tokens/s", "412 tokens"]) {
      assert.ok(facts.includes(fact), facts);
    }
    assert.doesNotMatch(facts, /simulated/);
  });

  it("marks a simulated answer and a simulated endpoint", async () => {
    await open(replay({ turns: [fixed], connection: simulated }));
    assert.equal(await byId("facts").getByText("simulated").isVisible(), true);
    assert.equal(await byId("connection").getByText("simulated").isVisible(), true);
    assert.match(await textOf(byId("facts")), /Left out to fit/);
  });

  it("starts with what Tandem does, or with connecting an endpoint", async () => {
    await open(replay());
    const words = await textOf(byId("welcome"));
    for (const name of ["Explain Selection", "Review Selection", "Fix Selection"]) {
      assert.ok(words.includes(name));
    }
    await chat.send({ type: "connection", connection: unconfigured });
    await button("Connect Endpoint").click();
    assert.deepEqual(await lastIntent(), { type: "card", action: "connectEndpoint" });
  });

  it("offers the remedy beside a connection that does not work", async () => {
    await open(replay());
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

  describe("the composer", () => {
    it("sends with Enter, breaks the line with Shift+Enter, and clears when the turn is there", async () => {
      await open(replay());
      await composer().fill("why");
      await composer().press("Shift+Enter");
      await composer().pressSequentially("not?");
      await composer().press("Enter");
      assert.deepEqual(await lastIntent(), { type: "submit", text: "why\nnot?" });
      assert.equal(await composer().inputValue(), "why\nnot?");
      await chat.send({ type: "turnAdded", turn: turn({ question: "why\nnot?" }) });
      assert.equal(await composer().inputValue(), "");
    });

    it("sends once, however often Enter is pressed", async () => {
      await open(replay());
      await composer().fill("why");
      for (let i = 0; i < 3; i++) await composer().press("Enter");
      assert.equal((await chat.intents()).filter(({ type }) => type === "submit").length, 1);
    });

    it("sends nothing while an answer is on its way, and keeps the text", async () => {
      await open(replay({ turns: [streaming] }));
      await composer().fill("next");
      await composer().press("Enter");
      assert.equal(
        (await chat.intents()).some(({ type }) => type === "submit"),
        false,
      );
      assert.equal(await composer().inputValue(), "next");
    });

    it("has no Send for an empty question", async () => {
      await open(replay());
      assert.equal(await button("Send").isDisabled(), true);
      await composer().fill("  \n ");
      assert.equal(await button("Send").isDisabled(), true);
      await composer().fill("x");
      await button("Send").click();
      assert.deepEqual(await lastIntent(), { type: "submit", text: "x" });
    });

    it("grows with the text", async () => {
      await open(replay());
      const before = (await composer().boundingBox())?.height ?? 0;
      await composer().fill("a\nb\nc\nd");
      const grown = (await composer().boundingBox())?.height ?? 0;
      assert.ok(grown >= before + 50, `${before} -> ${grown}`);
    });

    it("removes a chip", async () => {
      await open(replay({ composerChips }));
      await button("Remove around it: lines 1–40").click();
      assert.deepEqual(await lastIntent(), { type: "removeChip", chipId: "around" });
      await chat.send({ type: "composer", chips: composerChips.slice(0, 1), focus: true });
      assert.equal(await byId("chip").count(), 1);
      assert.equal(await composer().evaluate((e) => e === document.activeElement), true);
    });

    it("keeps a draft with the host and takes it back", async () => {
      await open(replay({ draft: "from the host" }));
      assert.equal(await composer().inputValue(), "from the host");
      await composer().fill("newer");
      await composer().blur();
      assert.deepEqual(await lastIntent(), { type: "draft", text: "newer" });
      await chat.send(replay({ draft: "from the host" }));
      assert.equal(await composer().inputValue(), "newer");
    });

    it("falls back to the draft that the page remembers", async () => {
      await open(replay(), { remembered: { draft: "mine", position: 0 } });
      assert.equal(await composer().inputValue(), "mine");
    });
  });

  it("stops with the button and with Escape", async () => {
    await open(replay({ turns: [streaming] }));
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
    await open(replay({ turns: [fixed, failed] }));
    assert.match(await textOf(byId("card").last()), /was cut in the middle/);
    await button("Accept").click();
    assert.deepEqual(await lastIntent(), { type: "card", action: "acceptChange", turnId: "fixed" });
    await button("Show Log").click();
    assert.deepEqual(await lastIntent(), { type: "card", action: "showLog", turnId: "failed" });
  });

  it("has one Retry for each answer, also when the card offers it", async () => {
    await open(replay({ turns: [failed] }));
    await button("Retry").click();
    assert.deepEqual(await lastIntent(), { type: "card", action: "retry", turnId: "failed" });
    await chat.send({ type: "turnChanged", turnId: "failed", state: "stopped" });
    assert.equal(await byId("card").count(), 0);
    await button("Retry").click();
    assert.deepEqual(await lastIntent(), { type: "card", action: "retry", turnId: "failed" });
  });

  it("copies an answer as Markdown", async () => {
    await open(replay({ turns: [explained] }));
    await button("Copy").click();
    assert.deepEqual(await lastIntent(), { type: "copy", text: explained.answer });
  });

  it("folds the reasoning", async () => {
    await open(replay({ turns: [turn({ state: "streaming" })] }));
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
    await open(replay({ turns: [turn()] }));
    await chat.send(delta(0, "one "), delta(2, "three"), delta(3, "four"));
    assert.equal((await chat.intents()).filter(({ type }) => type === "ready").length, 2);
    await chat.send(
      replay({ turns: [turn({ answer: "one two three four", state: "streaming" })] }),
    );
    await chat.send(delta(4, " five"));
    await frames();
    assert.equal(await textOf(byId("answer")), "one two three four five");
  });

  it("keeps a long conversation short until the rest is asked for", async () => {
    const turns = Array.from({ length: 40 }, (_, i) => ({ ...explained, id: `n${i}` }));
    await open(replay({ turns }));
    assert.equal(await byId("turn").count(), 30);
    await button("Show earlier turns").click();
    assert.equal(await byId("turn").count(), 40);
    assert.equal(await button("Show earlier turns").count(), 0);
  });

  describe("scrolling", () => {
    const long = { ...explained, answer: longAnswer(8_000, 4) };

    it("stays at the end while the answer grows", async () => {
      await open(replay({ turns: [long, turn()] }));
      await chat.send(delta(0, "word\n\n".repeat(50)));
      await frames();
      assert.ok((await distanceToEnd()) <= 1);
      assert.equal(await button("Jump to latest").count(), 0);
    });

    it("stays where the user scrolled to, until Jump to latest", async () => {
      await open(replay({ turns: [long, turn()] }));
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
      await open(replay({ turns: [long] }));
      await frames();
      await chat.page.locator("main").evaluate((e) => e.scrollTo(0, 0));
      await button("Jump to latest").waitFor();
      await chat.send({ type: "turnAdded", turn: turn() });
      await frames();
      assert.ok((await distanceToEnd()) <= 1);
    });

    it("returns to where the user was", async () => {
      const remembered = { draft: "", position: -400 };
      await open(replay({ turns: [long] }), { remembered });
      await frames();
      assert.ok(Math.abs((await distanceToEnd()) - 400) <= 1);
      assert.equal(await button("Jump to latest").count(), 1);
    });
  });

  describe("a screen reader", () => {
    it("hears when an answer starts, and what came of it", async () => {
      await open(replay());
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
      await open(replay({ turns: [turn()] }));
      const card = { severity: "error" as const, title: "gpu1 does not answer.", actions: [] };
      await chat.send({ type: "turnChanged", turnId: "t1", state: "failed", card });
      await frames();
      assert.equal(await byId("announcer").textContent(), "gpu1 does not answer.");
    });

    it("hears nothing about a replay", async () => {
      await open(replay({ turns: [explained] }));
      await frames();
      assert.equal(await byId("announcer").textContent(), "");
    });

    it("finds a log of articles that their questions name", async () => {
      await open(replay({ turns: [explained] }));
      const log = chat.page.getByRole("log", { name: "Conversation" });
      assert.equal(await log.getByRole("article", { name: "Explain Selection" }).count(), 1);
      assert.equal(await log.getAttribute("aria-live"), "off");
    });
  });

  it("reaches everything by keyboard, and no target is smaller than 24 pixels", async () => {
    await open(replay({ turns: [explained, failed], composerChips }));
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
    for (let i = 0; i < 40; i++) {
      await chat.page.keyboard.press("Tab");
      const name = await chat.page.evaluate(() => {
        const node = document.activeElement;
        return node?.ariaLabel ?? node?.textContent?.trim() ?? "";
      });
      reached.add(name);
    }
    for (const name of ["Copy code", "Copy", "Retry", "Show Log", "Question", "TypeScript code"]) {
      assert.ok(reached.has(name), `${name} is not reached by Tab`);
    }
  });

  it("does not scroll sideways in a narrow view", async () => {
    for (const width of [200, 260]) {
      await open(replay({ turns: [explained, fixed, failed], composerChips }), { width });
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
