import assert from "node:assert/strict";
import { appendFile, readFile, stat, truncate, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Store } from "../store/store.ts";
import { installationOf } from "./installation.ts";
import {
  end,
  eventually,
  readBack,
  request,
  startJournal,
  story,
  withStore,
} from "./journal-stand.ts";
import { LogDamaged } from "./logs.ts";
import { verifyNote } from "./merkle/note.ts";
import { createFrontier, leafHash } from "./merkle/tree.ts";
import { openLogs } from "./open-logs.ts";
import { recordEvent } from "./tools-log.ts";

const firstFile = ({ folder }: Store) => path.join(folder!, "audit/gateway/000000000000.seg");

describe("journal", () => {
  it("records a request and its answer in full, in order", () =>
    withStore(async (store) => {
      const { journal, errors } = await startJournal(store);
      const entry = journal.open(request("r-1"), Buffer.from("the query"));
      entry.capture(Buffer.from("the "));
      entry.capture(Buffer.from("answer"));
      await entry.durable;
      await entry.finish(end({ usage: { promptTokens: 3, completionTokens: 2 } }));
      assert.equal(journal.health().size, 2);
      assert.equal(journal.health().openEntries, 0);
      await journal.close();
      assert.deepEqual(errors, []);
      assert.deepEqual(await story(store), [
        "intent r-1 the query",
        "final r-1 complete the answer",
      ]);
      const [row] = await store.db.selectFrom("requests").selectAll().execute();
      assert.equal(row?.outcome, "complete");
      assert.equal(row?.completion_tokens, 2);
      assert.equal(row?.position, 0);
    }));

  it("keeps requests apart that come at once, in the order they came", () =>
    withStore(async (store) => {
      const { journal } = await startJournal(store);
      const ids = Array.from({ length: 200 }, (_, index) => `r-${index}`);
      const entries = ids.map((id) => journal.open(request(id), Buffer.from(`query ${id}`)));
      await Promise.all(entries.map((entry) => entry.durable));
      await Promise.all(
        entries.map((entry) => {
          entry.capture(Buffer.from(`answer ${entry.id}`));
          return entry.finish(end());
        }),
      );
      await journal.close();
      const expected = [
        ...ids.map((id) => `intent ${id} query ${id}`),
        ...ids.map((id) => `final ${id} complete answer ${id}`),
      ];
      assert.deepEqual(await story(store), expected);
    }));

  it("writes long answers in parts as they come", () =>
    withStore(async (store) => {
      const { journal } = await startJournal(store);
      const entry = journal.open(request("r-1"), Buffer.from("query"));
      const answer = Buffer.alloc(200_000, "abcdefg");
      for (let from = 0; from < answer.length; from += 10_000) {
        entry.capture(answer.subarray(from, from + 10_000));
      }
      await entry.finish(end());
      await journal.close();
      const found = await readBack(store);
      assert.deepEqual(
        found.map(({ record }) => record.kind),
        ["intent", "part", "part", "final"],
      );
      const text = found
        .slice(1)
        .map((each) => each.text)
        .join("");
      assert.equal(text, answer.toString());
    }));

  it("ends requests that were open when it is closed", () =>
    withStore(async (store) => {
      const { journal } = await startJournal(store);
      const entry = journal.open(request("r-1"), Buffer.from("query"));
      entry.capture(Buffer.from("half an ans"));
      await journal.close();
      await entry.durable;
      assert.deepEqual(await story(store), [
        "intent r-1 query",
        "final r-1 interrupted half an ans",
      ]);
    }));

  for (const [policy, state] of [
    ["refuse", "refusing"],
    ["gap", "gap"],
  ] as const) {
    it(`is ${state} while there is no key to seal with, and well again by itself`, () =>
      withStore(async (store) => {
        const { journal } = await startJournal(store, { onFailure: () => policy });
        await store.db.schema.alterTable("subject_keys").renameTo("elsewhere").execute();
        const durable = journal.open(request("r-1"), Buffer.from("query")).durable;
        if (policy === "gap") await durable;
        else await assert.rejects(durable, { code: "audit_unavailable" });
        assert.equal(journal.health().state, state);
        await store.db.schema.alterTable("elsewhere").renameTo("subject_keys").execute();
        await eventually(() => journal.health().state === "ok");
        await journal.open(request("r-2"), Buffer.from("query")).finish(end());
        await journal.close();
      }));
  }

  it("finishes an entry once", () =>
    withStore(async (store) => {
      const { journal } = await startJournal(store);
      const entry = journal.open(request("r-1"), Buffer.alloc(0));
      await entry.finish(end({ outcome: "aborted", status: 499 }));
      await assert.rejects(entry.finish(end()));
      await journal.close();
      assert.deepEqual(await story(store), ["intent r-1", "final r-1 aborted"]);
    }));

  it("gives a body back from the log, also one of 32 MB", () =>
    withStore(async (store) => {
      const { journal } = await startJournal(store);
      const small = journal.open(request("r-1"), Buffer.from("small"));
      const body = Buffer.alloc(32 << 20, "0123456789");
      const big = journal.open(request("r-2"), body);
      await Promise.all([small.durable, big.durable]);
      assert.ok((await big.readBody()).equals(body));
      assert.equal((await small.readBody()).toString(), "small");
      await journal.close();
      const texts = (await readBack(store)).map(({ text }) => text?.length);
      assert.deepEqual(texts, [5, body.length, undefined, undefined]);
    }));

  it("refuses a second gateway on the same folder in one sentence", () =>
    withStore(async (store) => {
      const { journal } = await startJournal(store);
      await assert.rejects(startJournal(store), {
        code: "busy",
        message: `Another gateway uses the data folder ${store.folder}: stop it, or name another folder with --data.`,
      });
      await journal.close();
      const again = await startJournal(store);
      await again.journal.close();
    }));

  it("signs heads over exactly what is in the log", () =>
    withStore(async (store) => {
      const notes: string[] = [];
      const { journal } = await startJournal(store, {
        onCheckpoint: (note) => void notes.push(note),
      });
      await journal.event({ event: "gateway_started", by: "gateway", facts: { version: "1" } });
      const entries = Array.from({ length: 1200 }, (_, index) =>
        journal.open(request(`r-${index}`), Buffer.from("query")),
      );
      await Promise.all(entries.map((entry) => entry.finish(end())));
      await journal.close();
      const { publicKey } = await installationOf(store);
      const frontier = createFrontier();
      const roots = [frontier.root()];
      for await (const { meta, commitment } of openLogs(store).read("gateway")) {
        frontier.append(leafHash(meta, commitment));
        roots.push(frontier.root());
      }
      const signed = notes.map((note) => verifyNote(note, publicKey));
      assert.ok(signed.length > 1);
      assert.equal(signed.at(-1)?.size, 2401);
      for (const note of signed) assert.ok(note && roots[note.size]?.equals(note.root));
      const head = await readFile(path.join(store.folder!, "audit/gateway/head"), "utf8");
      assert.equal(head, notes.at(-1));
    }));

  it("holds ten thousand entries at once, and nothing of them afterwards", () =>
    withStore(async (store) => {
      const { journal } = await startJournal(store);
      const body = Buffer.alloc(2048, "q");
      const entries = Array.from({ length: 10_000 }, (_, index) =>
        journal.open(request(`r-${index}`, { person: `p-${index % 50}` }), body),
      );
      await Promise.all(entries.map((entry) => entry.durable));
      assert.equal(journal.health().openEntries, 10_000);
      await Promise.all(entries.map((entry) => entry.finish(end())));
      assert.equal(journal.health().openEntries, 0);
      assert.equal(journal.health().size, 20_000);
      await journal.close();
      const { count } = await store.db
        .selectFrom("requests")
        .select(({ fn }) => fn.countAll<number>().as("count"))
        .where("outcome", "=", "complete")
        .executeTakeFirstOrThrow();
      assert.equal(count, 10_000);
    }));
});

/** Leaves the log as a process does that was killed after the last of these, and takes it up again. */
async function crashed(
  store: Store,
  before: (journal: Awaited<ReturnType<typeof startJournal>>["journal"]) => Promise<unknown>,
  damage: (file: string, bytes: Buffer) => Promise<void>,
) {
  const { journal } = await startJournal(store);
  await before(journal);
  const bytes = await readFile(firstFile(store));
  await journal.close();
  await writeFile(firstFile(store), bytes);
  // As if nothing had been derived from the log yet.
  await store.db.deleteFrom("log_heads").execute();
  await store.db.deleteFrom("log_progress").execute();
  await store.db.deleteFrom("requests").execute();
  await damage(firstFile(store), bytes);
}

describe("journal after a crash", () => {
  it("turns open requests into interrupted ones, with the text that was there", () =>
    withStore(async (store) => {
      await crashed(
        store,
        async (journal) => {
          const done = journal.open(request("r-1"), Buffer.from("first"));
          await done.finish(end());
          const open = journal.open(request("r-2"), Buffer.from("second"));
          open.capture(Buffer.alloc(70_000, "a"));
          await journal.event({ event: "gateway_started", by: "gateway", facts: {} });
        },
        async () => {},
      );
      const { journal } = await startJournal(store);
      await journal.close();
      const [, , , , , last] = await readBack(store);
      const kinds = (await readBack(store)).map(({ record }) => record.kind);
      assert.deepEqual(kinds, ["intent", "final", "intent", "part", "event", "final"]);
      assert.equal(last?.record.kind === "final" && last.record.outcome, "interrupted");
      assert.equal(last?.record.kind === "final" && last.record.bytes, 0);
      const rows = await store.db
        .selectFrom("requests")
        .select(["id", "outcome"])
        .orderBy("id")
        .execute();
      assert.deepEqual(rows, [
        { id: "r-1", outcome: "complete" },
        { id: "r-2", outcome: "interrupted" },
      ]);
    }));

  it("cuts off what is torn, and goes on before it", () =>
    withStore(async (store) => {
      let whole = 0;
      await crashed(
        store,
        async (journal) => {
          await journal.open(request("r-1"), Buffer.from("first")).finish(end());
          whole = (await stat(firstFile(store))).size;
          const last = journal.open(request("r-2"), Buffer.from("second"));
          await last.durable;
        },
        async () => {},
      );
      const bytes = await readFile(firstFile(store));
      for (const length of [whole, whole + 1, whole + 50, bytes.length - 1]) {
        await truncate(firstFile(store), length);
        const { journal } = await startJournal(store);
        assert.equal(journal.health().size, 2, `${length}`);
        await journal.close();
        assert.equal((await stat(firstFile(store))).size, whole);
        await appendFile(firstFile(store), bytes.subarray(whole));
      }
      const { journal } = await startJournal(store);
      assert.equal(journal.health().size, 4);
      await journal.close();
    }));

  const damages: Record<string, (bytes: Buffer, whole: number) => Buffer> = {
    "a byte of an early record": (bytes) => bytes.fill(bytes[40]! ^ 1, 40, 41),
    "a length of an early record": (bytes) => bytes.fill(0xff, 9, 13),
    "an early record that is gone": (bytes, whole) => bytes.subarray(whole),
  };
  for (const [what, damage] of Object.entries(damages)) {
    it(`does not go on behind ${what}`, () =>
      withStore(async (store) => {
        let whole = 0;
        const { journal } = await startJournal(store);
        await journal.open(request("r-1"), Buffer.from("first")).durable;
        whole = (await stat(firstFile(store))).size;
        await journal.open(request("r-2"), Buffer.from("second")).finish(end());
        await journal.close();
        await writeFile(firstFile(store), damage(await readFile(firstFile(store)), whole));
        await assert.rejects(startJournal(store), LogDamaged);
      }));
  }

  it("does not go on where records are gone that were signed", () =>
    withStore(async (store) => {
      const { journal } = await startJournal(store);
      await journal.open(request("r-1"), Buffer.from("first")).finish(end());
      const whole = (await stat(firstFile(store))).size;
      await journal.open(request("r-2"), Buffer.from("second")).finish(end());
      await journal.close();
      await truncate(firstFile(store), whole);
      await assert.rejects(startJournal(store), LogDamaged);
    }));
});

describe("recordEvent", () => {
  it("records beside a running gateway, and several at once", () =>
    withStore(async (store) => {
      const { journal } = await startJournal(store);
      const record = (name: string) =>
        recordEvent(store, { event: "key_created", by: "shell:root", facts: { name } });
      await Promise.all(["a", "b", "c"].map(record));
      await journal.close();
      await record("d");
      const found = await readBack(store, "tools");
      const names = found.map(({ record }) => record.kind === "event" && record.facts.name);
      assert.deepEqual(names.sort(), ["a", "b", "c", "d"]);
      assert.deepEqual(await openLogs(store).names(), ["tools"]);
    }));
});
