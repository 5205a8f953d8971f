import assert from "node:assert/strict";
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { openStore } from "../../store/open-store.ts";
import type { Store } from "../../store/store.ts";
import { installationOf } from "../installation.ts";
import { request, startJournal } from "../journal-stand.ts";
import { openLogs } from "../open-logs.ts";
import { recordEvent } from "../tools-log.ts";
import { createVault, dayOf } from "../vault.ts";
import type { AuditAccess, ToolEvent } from "./access.ts";
import { dayMs, watchDestruction } from "./destroyed.ts";
import { erase, planErasure } from "./erase.ts";
import { exportLines } from "./export-file.ts";
import { makeCheckpoint, readHeads } from "./heads.ts";
import { createSigner } from "./memory-logs.ts";
import { createRedact } from "./redact.ts";
import { findPerson } from "./request-filter.ts";
import { applyRetention } from "./retention.ts";
import { search } from "./search.ts";
import { show, showBytes } from "./show.ts";
import { verifyLogs } from "./verify.ts";
import { verifyExport } from "./verify-export.ts";

const { signal } = new AbortController();
const redact = createRedact();
const secret = "hunter2-canary";
const day = 20_000;
const noon = day * dayMs + dayMs / 2;

/** Ada asks today and long ago, Bob long ago; of Ada's last answer the end is missing. */
async function record(store: Store): Promise<void> {
  let now = noon - 100 * dayMs;
  for (const [id, name] of [
    ["p-ada", "Ada"],
    ["p-bob", "Bob"],
  ] as const) {
    const row = { id, name, team: null, created_at: now, forgotten_at: null };
    await store.db.insertInto("people").values(row).execute();
  }
  for (const [id, person, at] of [
    ["r1", "p-ada", noon - 100 * dayMs],
    ["r2", "p-bob", noon - 100 * dayMs],
    ["r3", "p-ada", noon],
  ] as const) {
    now = at;
    const { journal, errors } = await startJournal(store, { now: () => now });
    const body = {
      model: "chat",
      messages: [{ role: "user", content: `Ask ${id} password=${secret}` }],
    };
    const entry = journal.open(request(id, { at, person }), Buffer.from(JSON.stringify(body)));
    await entry.durable;
    for (const content of ["Answer ", `to ${id}`]) {
      entry.capture(
        Buffer.from(`data: ${JSON.stringify({ choices: [{ index: 0, delta: { content } }] })}\n\n`),
      );
    }
    await entry.finish({ at, outcome: id === "r3" ? "aborted" : "complete", model: "chat" });
    await journal.close();
    assert.deepEqual(errors, []);
  }
}

describe("the audit's tools on a real log", function () {
  this.timeout(60_000);
  let folder: string;
  let data: string;
  let store: Store;
  let access: AuditAccess;
  let events: ToolEvent[];
  const closing: (() => void)[] = [];

  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "tandem-audit-tools-"));
    const recorded = await openStore({ data: path.join(folder, "recorded") });
    await record(recorded);
    await recorded.close();
  });
  after(() => rm(folder, { recursive: true }));

  beforeEach(async () => {
    data = await mkdtemp(path.join(folder, "data-"));
    await cp(path.join(folder, "recorded"), data, { recursive: true });
    store = await openStore({ data });
    const vault = createVault(store, { now: () => noon });
    closing.push(() => vault.close());
    events = [];
    access = {
      store,
      logs: openLogs(store),
      installation: await installationOf(store),
      open: (subject, payload) => vault.open(subject, payload),
      record: async (event) => {
        events.push(event);
        await recordEvent(store, event);
      },
      by: "shell:test",
      now: () => noon,
    };
  });
  afterEach(async () => {
    for (const close of closing.splice(0)) close();
    await store.close();
  });

  const verify = async () =>
    verifyLogs(
      {
        logs: access.logs,
        signed: await readHeads(store, access.installation),
        destruction: await watchDestruction(store),
      },
      signal,
    );
  const problems = async () => (await verify()).problems.map(({ kind }) => kind);
  const ids = async (...words: string[]) => {
    const { hits } = await search(access, { filter: {}, words, limit: 10, redact }, signal);
    return hits.map(({ row }) => row.id);
  };
  const segment = async () => {
    const gateway = path.join(data, "audit", "gateway");
    const [name] = (await readdir(gateway)).filter((file) => file.endsWith(".seg"));
    return path.join(gateway, name!);
  };

  it("verify what was recorded", async () => {
    const found = await verify();
    assert.deepEqual([found.problems, found.unsigned, found.open], [[], 0, 0]);
  });

  it("find a byte of a log file that was changed, wherever it is, and what was cut off", async () => {
    const file = await segment();
    const whole = await readFile(file);
    const signed = await readHeads(store, access.installation);
    const count = async () =>
      (await verifyLogs({ logs: access.logs, signed }, signal)).problemCount;
    // All bytes take seconds: one run looks at one in five, and other runs at others.
    for (let at = Date.now() % 5; at < whole.length; at += 5) {
      const changed = Buffer.from(whole);
      changed[at]! ^= 1 << (at % 8);
      await writeFile(file, changed);
      assert.ok((await count()) > 0, `byte ${at}`);
      if (at % 4 !== 0) continue;
      await writeFile(file, whole.subarray(0, at));
      assert.ok((await count()) > 0, `cut to ${at}`);
    }
    await writeFile(file, whole);
    assert.equal(await count(), 0);
  });

  it("find heads that were forged with another key", async () => {
    const other = createSigner(access.installation.id);
    const { heads } = await makeCheckpoint(access);
    for (const head of heads) {
      const note = other.note(head);
      await store.db.updateTable("log_heads").set({ note }).where("log", "=", head.log).execute();
    }
    assert.deepEqual(await problems(), ["forged"]);
    await assert.rejects(makeCheckpoint(access), { code: "bad_head" });
    assert.deepEqual((await readHeads(store, other)).forged, []);
  });

  it("hide secrets from a search and record it before it shows anything", async () => {
    assert.deepEqual(await ids("answer", "R2"), ["r2"]);
    assert.deepEqual(await ids("ask", "password"), ["r3", "r1", "r2"].toSorted(newestFirst));
    assert.deepEqual(await ids(secret), []);
    assert.deepEqual(await ids(), ["r3", "r1", "r2"].toSorted(newestFirst));
    assert.deepEqual(events[0], {
      event: "audit_read",
      by: "shell:test",
      facts: { action: "search", original: false, requests: 1, filters: { text: "answer R2" } },
    });
    assert.equal(events.length, 4);
    assert.deepEqual(await problems(), []);
  });

  it("filter by everything that is known of a request", async () => {
    const found = async (filter: object) => {
      const wanted = { filter, words: [], limit: 1, redact };
      const { hits, isCut } = await search(access, wanted, signal);
      return `${hits.map(({ row }) => row.id)}${isCut ? "+" : ""}`;
    };
    assert.equal(await found({ person: "p-bob" }), "r2");
    assert.equal(await found({ outcome: "aborted" }), "r3");
    assert.equal(await found({ model: "chat", class: "chat", task: "chat" }), "r3+");
    assert.equal(await found({ since: noon }), "r3");
    assert.equal(await found({ until: noon - 100 * dayMs }), "");
    assert.equal(await found({ team: "none" }), "");
  });

  it("show a request with and without its secrets, and its bytes", async () => {
    const shown = await show(access, "r1", redact, signal);
    assert.match(shown.query.text, /\[user\]\nAsk r1 password=\[secret\]$/);
    assert.equal(shown.answer.text, "Answer to r1");
    assert.equal(shown.row.person_name, "Ada");
    assert.match((await show(access, "r1", undefined, signal)).query.text, new RegExp(secret));
    const { answer } = await showBytes(access, "r1", signal);
    assert.match(answer.toString(), /^data: .*\n\ndata: .*\n\n$/);
    assert.deepEqual(
      events.map(({ facts }) => [facts.action, facts.original]),
      [
        ["show", false],
        ["show", true],
        ["show", true],
      ],
    );
    await assert.rejects(show(access, "r9", redact, signal), { code: "no_request" });
  });

  it("show nothing where that cannot be recorded", async () => {
    const unable = { ...access, record: () => Promise.reject(new Error("disk full")) };
    const refused = { code: "not_recorded" };
    await assert.rejects(show(unable, "r1", redact, signal), refused);
    const wanted = { filter: {}, words: [], limit: 1, redact };
    await assert.rejects(search(unable, wanted, signal), refused);
    const lines = exportLines(unable, { filter: {}, texts: "none", profile: "tandem" }, signal);
    await assert.rejects(lines.next(), refused);
  });

  const exported = async (
    file: string,
    request: Partial<Parameters<typeof exportLines>[1]> = {},
  ) => {
    const wanted = { filter: {}, texts: { redact }, profile: "tandem", ...request } as const;
    let text = "";
    for await (const line of exportLines(access, wanted, signal)) text += line;
    await writeFile(file, text);
    return text;
  };
  const checkExport = async (file: string, publicKey = access.installation.publicKey) => {
    const check = { file, publicKey, anchorsFor: async () => undefined };
    return (await verifyExport(check, signal)).problemCount;
  };

  it("export records that can be checked without the store, and in which a change is found wherever it is", async () => {
    const file = path.join(folder, "export.jsonl");
    const text = await exported(file, { filter: { person: "p-bob" } });
    assert.equal(text.split("\n").length, 1 + 2 + 1 + 1);
    assert.doesNotMatch(text, new RegExp(secret));
    assert.equal(await checkExport(file), 0);
    assert.ok((await checkExport(file, createSigner().publicKey)) > 0);
    const whole = Buffer.from(text);
    for (let at = Date.now() % 3; at < whole.length; at += 3) {
      const changed = Buffer.from(whole);
      changed[at]! ^= 1;
      await writeFile(file, changed);
      const count = await checkExport(file).catch((error) => error.code);
      assert.ok(count === "bad_export" || count > 0, `byte ${at}: ${count}`);
    }
    const lines = text.split("\n");
    for (const index of [1, 2, 3]) {
      await writeFile(file, lines.toSpliced(index, 1).join("\n"));
      assert.ok((await checkExport(file)) > 0, `line ${index}`);
    }
  });

  it("export originals, metas alone, and everything beside requests", async () => {
    const file = path.join(folder, "other.jsonl");
    assert.match(await exported(file, { texts: "original" }), new RegExp(secret));
    assert.equal(await checkExport(file), 0);
    const metas = await exported(file, { texts: "none" });
    assert.doesNotMatch(metas, /"text"/);
    assert.match(metas, /audit_read/);
    assert.equal(await checkExport(file), 0);
    assert.equal(
      (await exported(file, { filter: { outcome: "aborted" } })).split("\n").length,
      1 + 2 + 1 + 1,
    );
    const shaped = await exported(file, { profile: "copilot" });
    const records = shaped
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    assert.deepEqual(
      records.map(
        ({ type, user_id, request_id, truncated }) =>
          `${type} ${user_id} ${request_id} ${truncated}`,
      ),
      ["r1", "r2", "r3"].flatMap((id) => {
        const person = id === "r2" ? "p-bob" : "p-ada";
        return [`request ${person} ${id} false`, `response ${person} ${id} ${id === "r3"}`];
      }),
    );
  });

  it("erase a person for good, with every proof as it was", async () => {
    const { heads } = await makeCheckpoint(access);
    const rows = await store.db.selectFrom("subject_keys").select(["key", "person_id"]).execute();
    const person = await findPerson(store, "Ada");
    const plan = await planErasure(store, { person, beforeDay: undefined, forgetName: true }, noon);
    assert.equal(plan.keys, 2);
    assert.equal(await erase(access, plan), 2);
    assert.deepEqual(events[0]?.facts, { person: "p-ada", keys: 2, forgetName: true });
    assert.equal((await show(access, "r3", undefined, signal)).query.state, "destroyed");
    assert.equal((await show(access, "r2", undefined, signal)).query.state, "whole");
    assert.equal((await findPerson(store, "p-ada")).name, null);
    const anchors = { heads: [...heads], foreign: 0 };
    const signed = await readHeads(store, access.installation);
    const destruction = await watchDestruction(store);
    const found = await verifyLogs({ logs: access.logs, signed, anchors, destruction }, signal);
    assert.deepEqual(found.problems, []);
    for (const { key, person_id } of rows) {
      const files = await readdir(data, { recursive: true, withFileTypes: true });
      const paths = files
        .filter((file) => file.isFile())
        .map((file) => path.join(file.parentPath, file.name));
      const bytes = Buffer.concat(await Promise.all(paths.map((file) => readFile(file))));
      assert.equal(bytes.includes(key), person_id !== "p-ada");
    }
  });

  it("erase only what is older, where that is asked for", async () => {
    const person = await findPerson(store, "Ada");
    const plan = await planErasure(store, { person, beforeDay: day, forgetName: false }, noon);
    assert.equal(await erase(access, plan), 1);
    assert.equal((await show(access, "r1", undefined, signal)).query.state, "destroyed");
    assert.equal((await show(access, "r3", undefined, signal)).query.state, "whole");
    assert.deepEqual(await problems(), []);
  });

  it("find keys and payloads that were destroyed with nothing on record", async () => {
    await store.db.deleteFrom("subject_keys").where("person_id", "=", "p-bob").execute();
    assert.deepEqual(await problems(), ["removed"]);
    const logs = { ...access.logs };
    logs.read = async function* (log, from, abort) {
      for await (const stored of access.logs.read(log, from, abort)) {
        yield stored.position === 0 ? { ...stored, payload: undefined } : stored;
      }
    };
    const destruction = await watchDestruction(store);
    const found = await verifyLogs(
      { logs, signed: { heads: [], forged: [] }, destruction },
      signal,
    );
    assert.deepEqual(
      found.problems.map(({ kind, position }) => `${kind} ${position}`),
      ["removed 0", "removed 2"],
    );
  });

  it("destroy what a class is not kept any longer for, and nothing else", async () => {
    const dropped: number[] = [];
    const logs: AuditAccess["logs"] = {
      ...access.logs,
      dropPayloads: async (log, isKept) => {
        for await (const stored of access.logs.read(log)) {
          if (stored.payload !== undefined && !isKept(stored)) dropped.push(stored.position);
        }
        return dropped.length;
      },
    };
    const apply = (days: object) =>
      applyRetention({ ...access, logs, by: "gateway" }, days, noon, signal);
    assert.deepEqual(await apply({ inline: 1 }), { keys: 0, payloads: 0 });
    assert.deepEqual(await apply({ chat: 100 }), { keys: 0, payloads: 0 });
    assert.deepEqual(events, []);
    assert.equal((await apply({ chat: 99, inline: 1 })).keys, 2);
    assert.deepEqual(dropped, [0, 1, 2, 3]);
    assert.deepEqual(events, [
      {
        event: "retention",
        by: "gateway",
        facts: { before: { chat: (day - 99) * dayMs, inline: (day - 1) * dayMs }, keys: 2 },
      },
    ]);
    assert.equal((await show(access, "r1", undefined, signal)).query.state, "destroyed");
    assert.equal((await show(access, "r3", undefined, signal)).query.state, "whole");
    assert.deepEqual(await problems(), []);
    assert.equal(dayOf(noon), day);
  });
});

/** Requests of one time go by their ids. */
function newestFirst(a: string, b: string): number {
  return a < b ? 1 : -1;
}
