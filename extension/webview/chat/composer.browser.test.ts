// The composer in a real Chromium: what is typed, suggested, pasted and dropped, and what it posts.
import assert from "node:assert/strict";
import type { HostMessage } from "../messages.ts";
import { driveChat } from "../test/drive-chat.ts";
import {
  composerChips,
  fullMeter,
  manyChips,
  mentionItems,
  replayOf,
  roomyMeter,
  streaming,
  turn,
} from "../test/sample-turns.ts";

describe("the composer", function () {
  this.timeout(30_000);
  const chat = driveChat();
  const { open, frames, byId, button, textOf, composer, lastIntent, posted } = chat;

  it("sends with Enter, breaks the line with Shift+Enter, and clears when the turn is there", async () => {
    await open(replayOf());
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
    await open(replayOf());
    await composer().fill("why");
    for (let i = 0; i < 3; i++) await composer().press("Enter");
    assert.equal((await posted("submit")).length, 1);
  });

  it("sends a question again that the host gave back", async () => {
    await open(replayOf());
    await composer().fill("/nope");
    await composer().press("Enter");
    await chat.send({ type: "composer", chips: [], focus: true, draft: "/nope" });
    await composer().press("Enter");
    assert.equal((await posted("submit")).length, 2);
  });

  it("sends nothing while an answer is on its way, and keeps the text", async () => {
    await open(replayOf({ turns: [streaming] }));
    await composer().fill("next");
    await composer().press("Enter");
    assert.equal((await posted("submit")).length, 0);
    assert.equal(await composer().inputValue(), "next");
  });

  it("has no Send for an empty question", async () => {
    await open(replayOf());
    assert.equal(await button("Send").isDisabled(), true);
    await composer().fill("  \n ");
    assert.equal(await button("Send").isDisabled(), true);
    await composer().fill("x");
    await button("Send").click();
    assert.deepEqual(await lastIntent(), { type: "submit", text: "x" });
  });

  it("grows with the text", async () => {
    await open(replayOf());
    const before = (await composer().boundingBox())?.height ?? 0;
    await composer().fill("a\nb\nc\nd");
    const grown = (await composer().boundingBox())?.height ?? 0;
    assert.ok(grown >= before + 50, `${before} -> ${grown}`);
  });

  it("removes a chip", async () => {
    await open(replayOf({ composerChips }));
    await button("Remove around it: lines 1–40").click();
    assert.deepEqual(await lastIntent(), { type: "removeChip", chipId: "around" });
    await chat.send({ type: "composer", chips: composerChips.slice(0, 1), focus: true });
    assert.equal(await byId("chip").count(), 1);
    assert.equal(await composer().evaluate((e) => e === document.activeElement), true);
  });

  it("keeps a draft with the host and takes it back", async () => {
    await open(replayOf({ draft: "from the host" }));
    assert.equal(await composer().inputValue(), "from the host");
    await composer().fill("newer");
    await composer().blur();
    assert.deepEqual((await posted("draft")).at(-1), { type: "draft", text: "newer" });
    await chat.send(replayOf({ draft: "from the host" }));
    assert.equal(await composer().inputValue(), "newer");
  });

  it("falls back to the draft that the page remembers", async () => {
    await open(replayOf(), { remembered: { draft: "mine" } });
    assert.equal(await composer().inputValue(), "mine");
  });

  describe("suggests what to attach", () => {
    const options = () => byId("suggestions").getByRole("option");
    const selected = () => textOf(byId("suggestions").locator('[aria-selected="true"]'));
    const found = async (items = mentionItems) => {
      const { ask = 0 } = (await posted("findMentions")).at(-1) ?? {};
      await chat.send({ type: "mentions", ask, items });
    };

    it("asks for each letter behind the mark, and shows only what was asked last", async () => {
      await open(replayOf());
      await composer().pressSequentially("see @ca");
      const asked = await posted("findMentions");
      assert.deepEqual(
        asked.map(({ query }) => query),
        ["", "c", "ca"],
      );
      assert.ok(asked.every(({ ask }, index) => ask === (asked[0]?.ask ?? 0) + index));
      await chat.send({ type: "mentions", ask: asked[1]?.ask ?? 0, items: mentionItems });
      assert.equal(await options().count(), 0);
      await found();
      assert.equal(await options().count(), mentionItems.length);
      assert.match(await selected(), /cart\.ts src/);
      assert.equal(await byId("announcer").textContent(), "9 suggestions");
    });

    it("says below the list, and aloud, what it cannot hold", async () => {
      await open(replayOf());
      await composer().pressSequentially("@x");
      const { ask = 0 } = (await posted("findMentions")).at(-1) ?? {};
      await chat.send({ type: "mentions", ask, items: [], note: "Only 2 files are searched." });
      assert.equal(await textOf(byId("no-suggestions")), "Nothing found");
      assert.equal(await textOf(byId("suggestions-note")), "Only 2 files are searched.");
      const said = "Nothing found. Only 2 files are searched.";
      assert.equal(await byId("announcer").textContent(), said);
      await composer().pressSequentially("y");
      await found();
      assert.equal(await byId("suggestions-note").count(), 0);
    });

    it("is walked with the arrow keys, and says which line is meant", async () => {
      await open(replayOf());
      await composer().pressSequentially("@");
      await found();
      await composer().press("ArrowDown");
      await composer().press("ArrowDown");
      assert.match(await selected(), /checkout/);
      const id = await composer().getAttribute("aria-activedescendant");
      assert.match(await textOf(chat.page.locator(`#${id}`)), /checkout/);
      assert.equal(await composer().getAttribute("aria-controls"), "suggestions");
      for (let i = 0; i < 3; i++) await composer().press("ArrowUp");
      assert.match(await selected(), /\.env.*may hold secrets/);
    });

    for (const key of ["Enter", "Tab"]) {
      it(`attaches with ${key} and takes mark and query out of the text`, async () => {
        await open(replayOf());
        await composer().pressSequentially("why @car please");
        for (let i = 0; i < 7; i++) await composer().press("ArrowLeft");
        await found();
        await composer().press(key);
        assert.deepEqual(await lastIntent(), { type: "attachMention", mentionId: "f1" });
        assert.equal(await composer().inputValue(), "why please");
        assert.equal(await options().count(), 0);
        assert.equal((await posted("submit")).length, 0);
        assert.equal(await composer().getAttribute("aria-activedescendant"), null);
      });
    }

    it("attaches with the mouse and keeps the focus in the text box", async () => {
      await open(replayOf());
      await composer().pressSequentially("@");
      await found();
      await options().nth(4).click();
      assert.deepEqual(await lastIntent(), { type: "attachMention", mentionId: "p" });
      assert.equal(await composer().evaluate((e) => e === document.activeElement), true);
    });

    it("closes with Escape, keeps the text and stays closed; the answer goes on", async () => {
      await open(replayOf({ turns: [streaming] }));
      await composer().pressSequentially("@c");
      await found();
      await composer().press("Escape");
      await composer().pressSequentially("a");
      assert.equal(await options().count(), 0);
      assert.equal(await composer().inputValue(), "@ca");
      assert.equal((await posted("stop")).length, 0);
      await composer().press("Escape");
      assert.equal((await posted("stop")).length, 1);
    });

    it("does not send while it is still looking, and does when there is nothing", async () => {
      await open(replayOf());
      await composer().pressSequentially("@x");
      await composer().press("Enter");
      assert.equal((await posted("submit")).length, 0);
      await found([]);
      assert.equal(await textOf(byId("no-suggestions")), "Nothing found");
      await composer().press("Enter");
      assert.deepEqual(await lastIntent(), { type: "submit", text: "@x" });
    });

    it("opens with the button, which takes its mark back when nothing is picked", async () => {
      await open(replayOf({ draft: "why" }));
      await button("Attach").click();
      await found();
      assert.equal(await composer().inputValue(), "why @");
      assert.equal(await options().count(), mentionItems.length);
      await composer().press("Escape");
      assert.equal(await composer().inputValue(), "why ");
    });

    it("closes when the focus leaves", async () => {
      await open(replayOf());
      await composer().pressSequentially("@");
      await found();
      await composer().blur();
      assert.equal(await options().count(), 0);
    });

    it("shows names that want to look like others as what they are", async () => {
      await open(replayOf());
      await composer().pressSequentially("@");
      await found([{ id: "x", kind: "file", label: "a\u202egnp.exe", detail: "<b>src</b>" }]);
      assert.match(await textOf(options()), /a\[U\+202E\]gnp\.exe <b>src<\/b>/);
    });

    it("lists the commands behind a slash at the start, and nowhere else", async () => {
      await open(replayOf());
      await composer().pressSequentially("/");
      assert.equal(await options().count(), 6);
      await composer().pressSequentially("t");
      assert.match(await selected(), /\/tests Write tests/);
      await composer().press("Enter");
      assert.equal(await composer().inputValue(), "/tests ");
      await composer().pressSequentially("the cart /");
      assert.equal(await options().count(), 0);
      await composer().press("Enter");
      assert.deepEqual(await lastIntent(), { type: "submit", text: "/tests the cart /" });
    });

    it("sends a command that is written out", async () => {
      await open(replayOf());
      await composer().pressSequentially("/fix");
      await composer().press("Enter");
      assert.deepEqual(await lastIntent(), { type: "submit", text: "/fix" });
    });
  });

  describe("images and files", () => {
    type Given = { name: string; type: string; bytes: number };
    /** Pastes or drops as the browser would. */
    const give = (kind: "paste" | "drop", files: Given[], uriList = "") =>
      composer().evaluate(
        (text, given) => {
          const data = new DataTransfer();
          for (const { name, type, bytes } of given.files) {
            data.items.add(new File([new Uint8Array(bytes)], name, { type }));
          }
          if (given.uriList !== "") data.setData("text/uri-list", given.uriList);
          const init = { bubbles: true, cancelable: true };
          const event =
            given.kind === "paste"
              ? new ClipboardEvent("paste", { ...init, clipboardData: data })
              : new DragEvent("drop", { ...init, dataTransfer: data });
          return !text.dispatchEvent(event);
        },
        { kind, files, uriList },
      );
    const picture: Given = { name: "shot.png", type: "image/png", bytes: 3 };

    for (const kind of ["paste", "drop"] as const) {
      it(`takes a picture by ${kind}`, async () => {
        await open(replayOf());
        assert.equal(await give(kind, [picture]), true);
        await frames();
        assert.deepEqual(await lastIntent(), {
          type: "attachImage",
          name: "shot.png",
          mediaType: "image/png",
          base64: "AAAA",
        });
      });
    }

    it("says why a picture was not taken, and takes the others", async () => {
      await open(replayOf());
      await give("paste", [
        { name: "huge.png", type: "image/png", bytes: 5_000_001 },
        { name: "old.tiff", type: "image/tiff", bytes: 3 },
        picture,
      ]);
      await byId("refusal").nth(1).waitFor();
      await frames();
      const said = await byId("refusal").allTextContents();
      assert.match(said[0] ?? "", /huge\.png was not attached: it is larger than 5 MB/);
      assert.match(said[1] ?? "", /old\.tiff was not attached: only PNG, JPEG, WebP and GIF/);
      assert.equal((await posted("attachImage")).length, 1);
      await composer().pressSequentially("x");
      assert.equal(await byId("refusal").count(), 0);
    });

    it("leaves pasted text to the text box", async () => {
      await open(replayOf());
      assert.equal(await give("paste", []), false);
      assert.equal((await posted("attachImage")).length, 0);
    });

    it("attaches dropped files that the host finds, one after the other", async () => {
      await open(replayOf());
      const uris = "file:///work/shop/src/cart.ts\r\nfile:///work/shop/notes/my%20plan.md";
      assert.equal(await give("drop", [], uris), true);
      const answer = async (items: typeof mentionItems) => {
        const asked = (await posted("findMentions")).at(-1);
        await chat.send({ type: "mentions", ask: asked?.ask ?? 0, items });
        await frames();
        return asked?.query;
      };
      const elsewhere = { id: "f0", kind: "file", label: "cart.ts", detail: "old/src" } as const;
      assert.equal(await answer([elsewhere, ...mentionItems]), "cart.ts");
      assert.deepEqual(await posted("attachMention"), [{ type: "attachMention", mentionId: "f1" }]);
      assert.equal(await answer([]), "my plan.md");
      assert.match(
        await textOf(byId("refusal")),
        /^my plan\.md was not attached: it was not found/,
      );
    });
  });

  describe("chips and meter", () => {
    it("folds chips that need more than two lines, and unfolds them", async () => {
      await open(replayOf({ composerChips: manyChips }));
      await frames();
      const visible = () => byId("chip").filter({ visible: true }).count();
      const folded = await visible();
      assert.ok(folded < manyChips.length, `${folded}`);
      const tops = await byId("chip")
        .filter({ visible: true })
        .evaluateAll((nodes) => nodes.map((node) => (node as HTMLElement).offsetTop));
      assert.equal(new Set(tops).size, 2);
      await button(`+${manyChips.length - folded} more`).click();
      assert.equal(await visible(), manyChips.length);
      await button("Show fewer").click();
      assert.equal(await visible(), folded);
      await chat.send({ type: "composer", chips: composerChips, focus: false });
      assert.equal(await visible(), 2);
      assert.equal(await chat.page.locator(".chips-more").isVisible(), false);
    });

    it("says of each chip about how much it takes, and what was cut", async () => {
      await open(replayOf({ composerChips: manyChips.slice(3, 4) }));
      assert.match(
        await textOf(byId("chip")),
        /generated-api-client\.ts ≈18k Only the first 2,000/,
      );
      assert.match((await byId("chip").getAttribute("title")) ?? "", /Only the first 2,000 lines/);
    });

    it("shows how full the window is, and what would be left out", async () => {
      await open(replayOf({ meter: roomyMeter }));
      assert.equal(await textOf(byId("meter")), "≈12k of 262k");
      assert.equal(await byId("left-out").count(), 0);
      const full: HostMessage = { type: "meter", meter: fullMeter };
      await chat.send(full);
      assert.match(await textOf(byId("left-out")), /left out: 3 earlier turns, code around/);
      const said = await byId("meter").getAttribute("aria-valuetext");
      assert.match(said ?? "", /About 32k of 33k tokens .* left out/);
      await chat.send({ type: "meter" });
      assert.equal(await byId("meter").count(), 0);
    });
  });
});
