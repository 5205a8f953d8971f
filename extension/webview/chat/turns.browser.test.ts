// Turns in a real Chromium: which model answers, editing a question, cards with files, the buttons of code blocks, and changes
// of files while they arrive.
import assert from "node:assert/strict";
import { delta, driveChat } from "../test/drive-chat.ts";
import {
  changeAnswer,
  changed,
  explained,
  failed,
  proposed,
  replayOf,
  turn,
} from "../test/sample-turns.ts";

describe("a turn", function () {
  this.timeout(30_000);
  const chat = driveChat();
  const { open, frames, byId, button, textOf, composer, lastIntent, posted } = chat;
  const answering = (text: string) =>
    open(replayOf({ turns: [turn({ answer: text, state: "streaming" })] }));

  it("says which model answers as soon as that is known, and why on demand", async () => {
    await open(replayOf({ turns: [turn()] }));
    assert.equal(await byId("route").count(), 0);
    const header = { model: "qwen3-coder", endpoint: "gpu1:8000", why: "First of the route." };
    await chat.send({ type: "turnChanged", turnId: "t1", state: "waiting", header });
    assert.match(await textOf(byId("route").locator("summary")), /qwen3-coder ?gpu1:8000/);
    assert.equal(await byId("route").locator("summary").getAttribute("title"), header.why);
    await byId("route").locator("summary").press("Enter");
    assert.equal(await byId("route").getByText(header.why).isVisible(), true);
  });

  describe("whose question is edited", () => {
    const form = () => byId("question-form");
    const box = () => form().getByRole("textbox");
    const edit = () => button("Edit and send again").first().click();

    it("is sent instead of the old one, once, and stays until the host has it", async () => {
      await open(replayOf({ turns: [failed] }));
      await edit();
      assert.equal(await box().inputValue(), failed.question);
      assert.equal(await chat.focused(), "Question");
      await box().fill("Why is it wrong?");
      await box().press("Enter");
      await button("Save & Send").click();
      const sent = { type: "submit", text: "Why is it wrong?", editOf: "failed" } as const;
      assert.deepEqual(await posted("submit"), [sent]);
      assert.equal(await box().inputValue(), "Why is it wrong?");
      await chat.send(
        replayOf({ chat: { id: "copy", title: "" }, turns: [turn({ question: sent.text })] }),
      );
      assert.equal(await form().count(), 0);
      assert.equal(await composer().evaluate((e) => e === document.activeElement), true);
    });

    it("is left alone with Escape, which stops nothing", async () => {
      await open(replayOf({ turns: [failed, turn()] }));
      await edit();
      await box().fill("other");
      await box().press("Escape");
      assert.equal(await form().count(), 0);
      assert.equal((await posted("stop")).length, 0);
      assert.equal(await chat.focused(), "Edit and send again");
      assert.match(await textOf(byId("question").first()), /only one line/);
    });

    it("can be sent again when the host gave it back, and leaves the composer's text alone", async () => {
      await open(replayOf({ turns: [failed], draft: "something else" }));
      await edit();
      await box().fill("/nope");
      await box().press("Enter");
      await chat.send({ type: "composer", chips: [], focus: false, draft: "/nope" });
      assert.equal(await composer().inputValue(), "something else");
      await box().press("Enter");
      assert.equal((await posted("submit")).length, 2);
    });

    it("keeps what is being written while the answer of another turn arrives", async () => {
      await open(replayOf({ turns: [failed, turn()] }));
      await edit();
      await box().fill("half a thou");
      await chat.send(delta(0, "Hello"), { type: "turnChanged", turnId: "t1", state: "done" });
      assert.equal(await box().inputValue(), "half a thou");
      assert.equal(await chat.focused(), "Question");
    });

    it("is not sent empty, and a command's question cannot be edited", async () => {
      await open(replayOf({ turns: [failed, explained] }));
      assert.equal(await button("Edit and send again").count(), 1);
      await edit();
      await box().fill("  ");
      await box().press("Enter");
      assert.equal((await posted("submit")).length, 0);
    });
  });

  describe("with a card", () => {
    it("lists the files, each with its state in words, and opens the change of one", async () => {
      await open(replayOf({ turns: [changed] }));
      const files = await byId("card-file").allTextContents();
      const words = files.map((text) => text.replace(/\s+/g, " ").trim());
      assert.match(words[0] ?? "", /^src\/discount\.ts \+2 −2 accepted$/);
      assert.match(words[1] ?? "", /\+12 2 of 3 hunks accepted$/);
      assert.match(words[2] ?? "", /rejected$/);
      assert.match(words[3] ?? "", /to decide$/);
      await byId("card").getByRole("button", { name: "src/rates.ts" }).click();
      assert.deepEqual(await lastIntent(), {
        type: "card",
        turnId: "changed",
        action: "showDiff",
        path: "src/rates.ts",
      });
      assert.match(await textOf(byId("card")), /A block for src\/old\.ts was refused/);
    });

    it("says how far a file is decided while nothing has been taken", async () => {
      await open(replayOf({ turns: [proposed] }));
      assert.match(await textOf(byId("card-file")), /1 of 3 hunks decided\s*$/);
    });

    it("says less of a card whose hunks nobody knows any more", async () => {
      const file = { path: "a.ts", added: 1, removed: 1, state: "partly" as const };
      const card = { severity: "success" as const, title: "Applied.", files: [file], actions: [] };
      await open(replayOf({ turns: [{ ...explained, card }] }));
      assert.match(await textOf(byId("card-file")), /partly accepted\s*$/);
    });

    it("shows a path that wants to look like another as what it is", async () => {
      const card = {
        severity: "info" as const,
        title: "1 change",
        files: [{ path: "src/\u202ests.a<b>", added: 1, removed: 0, state: "pending" as const }],
        actions: [],
      };
      await open(replayOf({ turns: [{ ...explained, card }] }));
      assert.match(await textOf(byId("card-file")), /src\/\[U\+202E\]sts\.a<b>/);
    });
  });

  describe("with code", () => {
    const buttons = () =>
      chat.page
        .locator(".code-buttons button")
        .evaluateAll((nodes) => nodes.map((node) => (node as HTMLButtonElement).disabled));

    it("offers what can be done with it once it is closed, not before", async () => {
      await answering("```ts\nconst a = 1;");
      assert.deepEqual(await buttons(), [true, true, true, false]);
      await chat.send(delta(0, "\n```\nmore"));
      await frames();
      assert.deepEqual(await buttons(), [false, false, false, false]);
    });

    it("posts each button with the code, its fence and the turn", async () => {
      await open(
        replayOf({ turns: [turn({ answer: "```bash title=x\nnpm test\n```", state: "done" })] }),
      );
      await frames();
      for (const [name, action] of [
        ["Insert at cursor", "insert"],
        ["Apply to file, as a change to look at first", "apply"],
        ["Open as new file", "newFile"],
        ["Type into the terminal, without running it", "terminal"],
      ] as const) {
        await button(name).click();
        assert.deepEqual(await lastIntent(), {
          type: "codeBlock",
          action,
          turnId: "t1",
          info: "bash title=x",
          code: "npm test",
        });
      }
    });

    it("offers the terminal only for what a terminal understands", async () => {
      const fences = ["ts", "sh", "powershell", "", "console"];
      const answer = fences.map((info) => `\`\`\`${info}\nx\n\`\`\`\n`).join("\n");
      await open(replayOf({ turns: [turn({ answer, state: "done" })] }));
      await frames();
      assert.equal(await button("Type into the terminal, without running it").count(), 3);
    });

    it("does not let a block be applied in whose middle the answer ended", async () => {
      await open(replayOf({ turns: [turn({ answer: "```sh\nrm -r", state: "stopped" })] }));
      await frames();
      assert.deepEqual(await buttons(), [false, true, false, true, false]);
      const title = "The block ends too early to be used";
      assert.equal(await chat.page.locator("button:disabled").first().getAttribute("title"), title);
    });

    it("shows the buttons to mouse and keyboard, and always where there is no mouse", async () => {
      const opacity = () =>
        chat.page.locator(".code-buttons").evaluate((e) => getComputedStyle(e).opacity);
      const shown = replayOf({ turns: [turn({ answer: "```ts\nx\n```", state: "done" })] });
      await open(shown);
      await frames();
      assert.equal(await opacity(), "0");
      await chat.page.locator(".code-block").hover();
      assert.equal(await opacity(), "1");
      await chat.page.mouse.move(0, 0);
      await button("Copy code").focus();
      assert.equal(await opacity(), "1");
      await open(shown, { theme: "high-contrast" });
      await frames();
      assert.equal(await opacity(), "1");
    });
  });

  describe("with a change of files", () => {
    const lines = (kind: string) => chat.page.locator(`.edit-${kind}`).allTextContents();

    it("shows lines that go and come while they arrive, under their file, and no mark", async () => {
      const text = changeAnswer.slice(0, changeAnswer.indexOf(".isFixedPrice"));
      await open(replayOf({ turns: [turn()] }));
      let seen = "";
      const pieces = text.match(/[\s\S]{1,17}/g) ?? [];
      for (const [seq, piece] of pieces.entries()) {
        await chat.send(delta(seq, piece));
        await frames();
        seen += await textOf(byId("answer"));
      }
      assert.doesNotMatch(seen, /<<<|===|>>>|SEARCH|REPLACE/);
      assert.equal(await textOf(chat.page.locator(".code-path")), "src/discount.ts");
      assert.equal((await lines("removed")).length, 2);
      assert.deepEqual(await lines("added"), [
        "  for (const line of order.lines) {",
        "    if (line",
      ]);
      assert.equal(await button("Apply to file, as a change to look at first").isDisabled(), true);
    });

    it("can be applied and copied as it was written, with its file, and opens it", async () => {
      await open(replayOf({ turns: [changed] }));
      await frames();
      const block = chat.page.locator(".code-block").first();
      assert.equal(await block.getByRole("button").count(), 3);
      await block.getByRole("button", { name: "src/discount.ts" }).click();
      assert.deepEqual(await lastIntent(), { type: "openLink", href: "src/discount.ts" });
      await block.getByRole("button", { name: /^Apply/ }).click();
      const [applied] = await posted("codeBlock");
      assert.equal(applied?.action, "apply");
      assert.match(applied?.code ?? "", /^src\/discount\.ts\n<<<<<<< SEARCH\n {2}for/);
      assert.match(applied?.code ?? "", />>>>>>> REPLACE$/);
      await block.getByRole("button", { name: "Copy code" }).click();
      assert.match((await posted("copy"))[0]?.text ?? "", /^<<<<<<< SEARCH\n {2}for/);
    });

    it("shows what search and replacement share once, as neither", async () => {
      const answer =
        "```\na.ts\n<<<<<<< SEARCH\none\ntwo\nthree\n=======\none\n2\nthree\n>>>>>>> REPLACE\n```";
      await open(replayOf({ turns: [turn({ answer, state: "done" })] }));
      await frames();
      assert.deepEqual(
        await chat.page
          .locator(".edit-line")
          .evaluateAll((nodes) => nodes.map((node) => `${node.tagName} ${node.textContent}`)),
        ["SPAN one", "DEL two", "INS 2", "SPAN three"],
      );
      assert.equal(await textOf(chat.page.locator(".code-header .edit-counts")), "+1−1");
    });

    it("keeps code fences inside it, and says when it is not complete", async () => {
      const answer = "a.md\n```md\n<<<<<<< SEARCH\n```sh\nx\n```\n=======\ny";
      await open(replayOf({ turns: [turn({ answer, state: "stopped" })] }));
      await frames();
      assert.deepEqual(await lines("removed"), ["```sh", "x", "```"]);
      assert.match(await textOf(chat.page.locator(".code-note")), /not complete/);
      assert.equal(await button("Apply to file, as a change to look at first").isDisabled(), true);
    });

    it("stays text where it is hostile", async () => {
      const path = "src/\u202ests.evil.ts";
      const answer = [
        `\`\`\`\n${path}\n<<<<<<< SEARCH\n<img src=x onerror=alert(1)>\n=======\n<script>1</script>\nif (a) { \u2066// \u202e}\n>>>>>>> REPLACE\n\`\`\``,
        "C:\\Windows\\a.ts\n```\n<<<<<<< SEARCH\n=======\nx\n>>>>>>> REPLACE\n```",
        "../../etc/passwd\n```\n<<<<<<< SEARCH\n=======\nx\n>>>>>>> REPLACE\n```",
        `a.ts\n\`\`\`\n<<<<<<< SEARCH\n${"x".repeat(100_000)}\n=======\n${"y\n".repeat(5_000)}>>>>>>> REPLACE\n\`\`\``,
        "```ts\nconst admin = false; \u202e// } \u2066\n```",
      ].join("\n\n");
      await open(replayOf({ turns: [turn({ answer, state: "done" })] }));
      await frames();
      const inAnswer = (selector: string) => byId("answer").locator(selector).count();
      assert.equal(await inAnswer("img, script, [onerror], [style]"), 0);
      assert.deepEqual((await lines("added")).slice(0, 2), [
        "<script>1</script>",
        "if (a) { [U+2066]// [U+202E]}",
      ]);
      const headers = await chat.page.locator(".code-path").allTextContents();
      assert.ok(
        ["src/[U+202E]sts.evil.ts", "C:\\Windows\\a.ts", "../../etc/passwd"].every((path) =>
          headers.includes(path),
        ),
        `${headers}`,
      );
      const opened = await byId("answer").locator(".path-button").allTextContents();
      assert.ok(
        !opened.some((text) => text.includes("Windows") || text.includes("etc")),
        `${opened}`,
      );
      assert.ok((await inAnswer(".edit-line")) < 2_100);
      assert.equal(await inAnswer(".code-note-warning"), 2);
    });
  });

  it("opens files with lines in whatever way they are written", async () => {
    const answer =
      "`src/a.ts:12-20` and [x](src/a.ts#L3) and [y](C:\\src\\a.ts) and `C:\\src\\a.ts:3`";
    await open(replayOf({ turns: [turn({ answer, state: "done" })] }));
    await frames();
    const links = byId("answer").getByRole("link");
    assert.equal(await links.count(), 2);
    for (const index of [0, 1]) await links.nth(index).click();
    assert.deepEqual(await posted("openLink"), [
      { type: "openLink", href: "src/a.ts:12" },
      { type: "openLink", href: "src/a.ts:3" },
    ]);
    assert.match(await textOf(byId("answer")), /C:\\src\\a\.ts/);
  });
});
