import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { ChatLine } from "../../../core/protocol/chat-file.ts";
import { createChatStore } from "./chat-store.ts";

describe("createChatStore", () => {
  let folder: string;
  let warnings: string[];
  let failures: Error[];
  beforeEach(() => {
    folder = path.join(mkdtempSync(path.join(tmpdir(), "tandem-chats-")), "chats");
    warnings = [];
    failures = [];
  });
  afterEach(() => rmSync(path.dirname(folder), { recursive: true }));

  /** As many as there are windows. */
  const openStore = () =>
    createChatStore({
      folder,
      now: () => 5,
      log: { warn: (message) => warnings.push(message) },
      onFailure: (error) => failures.push(error),
    });
  const fileOf = (id: string) => path.join(folder, `${id}.jsonl`);
  const newest = async (id: string, count = 30) =>
    ((await (await openStore().open(id))?.before(undefined, count)) ?? []).map(
      ({ asked, answered }) => [asked.title, answered?.answer],
    );

  it("gives a second window what the first one wrote, in order", async () => {
    const id = randomUUID();
    const store = openStore();
    await store.write(id, turn("a", "Why?", "Because."));
    await store.write(id, turn("b", "And?", "So."));
    assert.deepEqual(await newest(id), [
      ["Why?", "Because."],
      ["And?", "So."],
    ]);
    assert.deepEqual(await newest(id, 1), [["And?", "So."]]);
  });

  it("keeps everything of a turn", async () => {
    const id = randomUUID();
    const lines = turn("a", "Why?", "Because.");
    await openStore().write(id, lines);
    const stored = await (await openStore().open(id))?.find("a");
    assert.deepEqual([stored?.asked, stored?.answered], lines);
  });

  it("is readable only by its owner", async function () {
    if (process.platform === "win32") this.skip();
    const id = randomUUID();
    await openStore().write(id, turn("a", "Why?", "Because."));
    assert.equal(statSync(fileOf(id)).mode & 0o077, 0);
    assert.equal(statSync(folder).mode & 0o077, 0);
  });

  it("takes what two windows add to the same chat", async () => {
    const id = randomUUID();
    const [one, other] = [openStore(), openStore()];
    await one.write(id, turn("a", "First", "1"));
    await Promise.all([
      one.write(id, turn("b", "Second", "2")),
      other.write(id, turn("c", "Third", "3")),
    ]);
    const titles = (await newest(id)).map(([title]) => title);
    assert.deepEqual(titles.sort(), ["First", "Second", "Third"]);
  });

  it("shows an interrupted question, and what came after it", async () => {
    const id = randomUUID();
    const [asked] = turn("a", "Why?", "");
    await openStore().write(id, [asked!]);
    await openStore().write(id, turn("b", "And?", "So."));
    assert.deepEqual(await newest(id), [
      ["Why?", undefined],
      ["And?", "So."],
    ]);
  });

  it("takes the last card, name and removal for true", async () => {
    const id = randomUUID();
    const store = openStore();
    const card = { severity: "success" as const, title: "Applied.", actions: [] };
    await store.write(id, [
      ...turn("a", "Why?", "Because."),
      ...turn("b", "And?", "So."),
      { kind: "carded", id: "a", card },
      { kind: "titled", title: "One" },
      { kind: "removed", id: "b" },
      { kind: "titled", title: "Two" },
    ]);
    const reading = await openStore().open(id);
    assert.deepEqual((await reading?.find("a"))?.carded?.card, card);
    assert.equal(await reading?.title(), "Two");
    assert.equal(reading?.turnCount(), 1);
  });

  it("skips damaged lines, says so once and loses nothing else", async () => {
    const id = randomUUID();
    const store = openStore();
    await store.write(id, turn("a", "Why?", "Because."));
    // As a crash leaves it: half a line, without an end.
    appendFileSync(fileOf(id), '{"kind":"asked","id":"torn","atMs":');
    await store.write(id, turn("b", "And?", "So."));
    appendFileSync(fileOf(id), 'not a line\n{"kind":"unheard"}\n{"kind":"asked","id":"c"}\n');
    const reading = await store.open(id);
    assert.deepEqual(
      (await reading?.before(undefined, 30))?.map(({ asked }) => asked.title),
      ["Why?", "And?"],
    );
    // The last one is found only when it is read.
    assert.deepEqual(warnings, [
      `chat ${id}: 3 damaged lines were skipped`,
      `chat ${id}: 4 damaged lines were skipped`,
    ]);
    await (await store.open(id))?.before(undefined, 30);
    assert.equal(warnings.length, 2);
  });

  it("reads a chat whose first line is damaged", async () => {
    const id = randomUUID();
    await openStore().write(id, turn("a", "Why?", "Because."));
    writeFileSync(fileOf(id), readFileSync(fileOf(id), "utf8").replace('{"kind":"chat"', "{{{"));
    assert.deepEqual(await newest(id), [["Why?", "Because."]]);
  });

  it("reads a last line without a line break", async () => {
    const id = randomUUID();
    await openStore().write(id, turn("a", "Why?", "Because."));
    writeFileSync(fileOf(id), readFileSync(fileOf(id), "utf8").trimEnd());
    assert.deepEqual(await newest(id), [["Why?", "Because."]]);
    await openStore().write(id, turn("b", "And?", "So."));
    assert.equal((await newest(id)).length, 2);
  });

  it("leaves chats of a newer version alone and counts them", async () => {
    const [old, newer] = [randomUUID(), randomUUID()];
    await openStore().write(old, turn("a", "Why?", "Because."));
    const text = `{"kind":"chat","version":2,"id":"${newer}"}\n{"kind":"else"}\n`;
    writeFileSync(fileOf(newer), text);
    const { heads, newerCount } = await openStore().list();
    assert.deepEqual([heads.map(({ id }) => id), newerCount], [[old], 1]);
    assert.equal(await openStore().open(newer), undefined);
    assert.equal(readFileSync(fileOf(newer), "utf8"), text);
  });

  it("sees that another window deleted a chat and went on with it", async () => {
    const id = randomUUID();
    const store = openStore();
    await store.write(id, [...turn("a", "Why?", "Because."), ...turn("b", "And?", "So.")]);
    const reading = await openStore().open(id);
    await store.remove(id);
    await store.write(id, turn("c", "Again?", "Yes."));
    await reading?.refresh();
    assert.deepEqual(
      (await reading?.before(undefined, 30))?.map(({ asked }) => asked.title),
      ["Again?"],
    );
  });

  it("has nothing where nothing was stored", async () => {
    assert.deepEqual(await openStore().list(), { heads: [], newerCount: 0 });
    assert.equal(await openStore().open(randomUUID()), undefined);
  });

  it("writes with the next lines what could not be written", async () => {
    const id = randomUUID();
    writeFileSync(folder, "a file where the folder should be");
    const store = openStore();
    await store.write(id, turn("a", "Why?", "Because."));
    assert.equal(failures.length, 1);
    assert.equal(store.isKept(id), false);
    rmSync(folder);
    await store.write(id, turn("b", "And?", "So."));
    assert.equal(store.isKept(id), true);
    assert.deepEqual(
      (await newest(id)).map(([title]) => title),
      ["Why?", "And?"],
    );
  });

  it("keeps what is written when the window closes", async () => {
    const id = randomUUID();
    const store = openStore();
    const [asked, answered] = turn("a", "Why?", "Beca");
    await store.write(id, [asked!]);
    store.writeNow(id, answered);
    assert.deepEqual(await newest(id), [["Why?", "Beca"]]);
  });

  describe("list", () => {
    it("has the newest first, with title and number of turns", async () => {
      const [one, two] = [randomUUID(), randomUUID()];
      const store = openStore();
      await store.write(one, turn("a", "Older", "…", 1_000));
      await store.write(two, [...turn("b", "Newer", "…", 2_000), ...turn("c", "More", "…", 3_000)]);
      assert.deepEqual((await store.list()).heads, [
        { id: two, title: "Newer", updatedAtMs: 3_000, turnCount: 2 },
        { id: one, title: "Older", updatedAtMs: 1_000, turnCount: 1 },
      ]);
    });

    it("needs its index for nothing but speed", async () => {
      const id = randomUUID();
      const store = openStore();
      await store.write(id, turn("a", "Why?", "Because."));
      const first = await store.list();
      const index = path.join(folder, "index.json");
      for (const damage of ["{", '{"version":1,"heads":{"x":1}}', "[]"]) {
        writeFileSync(index, damage);
        assert.deepEqual(await openStore().list(), first);
      }
      rmSync(index);
      assert.deepEqual(await openStore().list(), first);
    });

    it("sees what another window added since", async () => {
      const id = randomUUID();
      await openStore().write(id, turn("a", "Why?", "Because."));
      const store = openStore();
      await store.list();
      await openStore().write(id, turn("b", "And?", "So.", 9_000));
      assert.deepEqual((await store.list()).heads, [
        { id, title: "Why?", updatedAtMs: 9_000, turnCount: 2 },
      ]);
    });

    it("looks at nothing that is no chat", async () => {
      mkdirSync(folder, { recursive: true });
      writeFileSync(path.join(folder, "notes.jsonl"), "{}\n");
      mkdirSync(path.join(folder, `${randomUUID()}.txt`));
      assert.deepEqual((await openStore().list()).heads, []);
    });

    it("leaves out a chat that was deleted, and one without a turn", async () => {
      const [gone, empty] = [randomUUID(), randomUUID()];
      const store = openStore();
      await store.write(gone, turn("a", "Why?", "Because."));
      await store.write(empty, [...turn("b", "Why?", ""), { kind: "removed", id: "b" }]);
      await store.remove(gone);
      assert.deepEqual((await store.list()).heads, []);
    });
  });

  describe("search", () => {
    const { signal } = new AbortController();
    async function find(query: string) {
      const found = await openStore().search(query, signal);
      return found.map(({ title, excerpt }) => [title, excerpt]);
    }
    beforeEach(async () => {
      const store = openStore();
      const said = 'The "cart" adds\nup ÄRGER in cents.';
      await store.write(randomUUID(), turn("a", "Old one", said, 1));
      await store.write(randomUUID(), turn("b", "New one (a+b)", "Nothing of it.", 2));
    });

    it("finds words in answers, whatever their case and line breaks", async () => {
      assert.deepEqual(await find("ADDS UP"), [["Old one", 'The "cart" adds up ÄRGER in cents.']]);
      assert.deepEqual(await find("ärger"), [["Old one", 'The "cart" adds up ÄRGER in cents.']]);
      assert.deepEqual(await find('"cart"'), [["Old one", 'The "cart" adds up ÄRGER in cents.']]);
    });

    it("finds words in questions, newest first, and takes them literally", async () => {
      assert.deepEqual(
        (await find("one")).map(([title]) => title),
        ["New one (a+b)", "Old one"],
      );
      assert.deepEqual(await find("(A+B)"), [["New one (a+b)", "New one (a+b)"]]);
    });

    it("takes every character literally", async () => {
      const odd = String.raw`a-b ^$.*+?()[]{}|\/ "q" 'x' ~#%&!@=:;,<> \n \u0041 é😀`;
      await openStore().write(randomUUID(), turn("c", "Odd", odd, 3));
      for (const word of odd.split(" ")) {
        assert.equal((await find(word))[0]?.[0], "Odd", word);
      }
      assert.equal((await find(odd)).length, 1);
    });

    it("finds nothing in names of fields, nor for no words", async () => {
      assert.deepEqual(await find("atMs"), []);
      assert.deepEqual(await find("  "), []);
    });

    it("ends with the next query", async () => {
      const controller = new AbortController();
      const searching = openStore().search("one", controller.signal);
      controller.abort();
      await assert.rejects(searching, { name: "AbortError" });
    });
  });

  it("opens the newest 30 of 500 long turns by reading little more than them", async () => {
    const id = randomUUID();
    const store = openStore();
    const filler = "const line = 'of a large file';\n".repeat(300);
    for (let n = 0; n < 500; n += 1) {
      await store.write(id, turn(`t${n}`, `Question ${n}`, filler));
    }
    const reading = await openStore().open(id);
    const turns = (await reading?.before(undefined, 30)) ?? [];
    assert.deepEqual([turns.length, turns[0]?.asked.title], [30, "Question 470"]);
    assert.equal(reading?.olderThan("t470"), 470);
    const older = (await reading?.before("t470", 30)) ?? [];
    assert.deepEqual([older.length, older[0]?.asked.title], [30, "Question 440"]);
    assert.deepEqual(await reading?.before("nobody", 30), []);
  });
});

function turn(id: string, title: string, answer: string, atMs = 7): ChatLine[] {
  const facts = { model: "qwen3-coder", isSimulated: true, ttftMs: 40.5, completionTokens: 3 };
  return [
    {
      ...{ kind: "asked", id, atMs, prompt: "chat", title, question: title, isEditable: true },
      references: [
        {
          ...{ kind: "selection", path: "src/a.ts", languageId: "typescript" },
          ...{ startLine: 1, endLine: 2, text: "const a = 1;\r\n\tb\n" },
        },
      ],
    },
    { kind: "answered", id, atMs, state: "done", answer, reasoning: "Hm.", facts },
  ];
}
