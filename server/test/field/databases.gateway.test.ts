import assert from "node:assert/strict";
import { type Final, recordSchema } from "../../../core/protocol/audit-record.ts";
import { openLogs } from "../../audit/open-logs.ts";
import { start } from "../../command-process.ts";
import { createKey, revokeKey } from "../../keys/key-store.ts";
import { openStore } from "../../store/open-store.ts";
import type { Store } from "../../store/store.ts";
import { usageReport } from "../../usage/usage-report.ts";
import { startTestGateway, type TestGateway } from "../gateway.ts";
import { startPostgres, type TestPostgres } from "../postgres.ts";
import { type RawUpstream, startRawUpstream } from "../raw-upstream.ts";
import { done, finish, question, streamed, token, whole } from "./answers.ts";
import { fieldStand, until } from "./stand.ts";
import { ask, bytesOf, codeOf, type Door } from "./wire.ts";

describe("gateways beside a PostgreSQL", function () {
  this.timeout(60_000);
  const stand = fieldStand();
  let postgres: TestPostgres;
  let model: RawUpstream;
  let database: string;
  let gateways: TestGateway[];

  before(async () => {
    postgres = await startPostgres({ fsync: false });
    model = await startRawUpstream({
      answer: ({ response, body }) => {
        if (JSON.parse(body).stream) return;
        response.writeHead(200, { "content-type": "application/json" }).end(whole);
      },
    });
  });
  after(async () => {
    await postgres.stop();
    await model.close();
  });

  async function open(name: string, count: number, config = {}): Promise<void> {
    database = await postgres.createDatabase(name);
    gateways = [];
    for (let number = 0; number < count; number += 1) {
      const gateway = await startTestGateway({
        config: { upstreams: { gpu: { url: model.url } }, ...config },
        place: { database },
      });
      stand.owns(() => {
        gateway.hurry();
        return gateway.end();
      });
      gateways.push(gateway);
    }
  }

  async function inStore<T>(use: (store: Store) => Promise<T>): Promise<T> {
    const store = await openStore({ database });
    try {
      return await use(store);
    } finally {
      await store.close();
    }
  }

  async function keyFor(name: string): Promise<string> {
    const { key } = await inStore((store) => createKey(store, { name, role: "developer" }));
    for (const { origin } of gateways) await until("the key", async () => isKnown({ origin, key }));
    return key;
  }

  async function isKnown(door: Door): Promise<boolean> {
    return (await ask(door, "", { method: "GET", path: "/v1/models" })).status === 200;
  }

  /** By log, the ids of intents, and the finals of those. */
  async function logged(): Promise<Map<string, Map<string, Final | undefined>>> {
    return inStore(async (store) => {
      const logs = openLogs(store);
      const byLog = new Map<string, Map<string, Final | undefined>>();
      for (const name of await logs.names()) {
        const requests = new Map<string, Final | undefined>();
        for await (const { meta } of logs.read(name)) {
          const record = recordSchema.parse(JSON.parse(meta.toString()));
          if (record.kind === "intent") requests.set(record.id, undefined);
          if (record.kind === "final") requests.set(record.of, record);
        }
        if (requests.size > 0) byLog.set(name, requests);
      }
      return byLog;
    });
  }

  const statusOf = async (door: Door, path: string) =>
    (await ask(door, "", { method: "GET", path })).status;

  it("refuse while it is down, lose nothing, and recover by themselves", async () => {
    await open("down", 1);
    const [gateway] = gateways;
    const door = { origin: gateway!.origin, key: await keyFor("Ada") };
    const served: string[] = [];
    const serve = async () => {
      const { status, headers } = await ask(door, question);
      if (status === 200) served.push(String(headers["x-request-id"]));
      return status;
    };
    for (let turn = 0; turn < 5; turn += 1) assert.equal(await serve(), 200);
    const wire = await stand.wire(door);
    wire.send(bytesOf(door, JSON.stringify(streamed), { headers: { connection: "close" } }));
    const { response } = await until("the stream's request", () =>
      model.asked.find(({ body }) => JSON.parse(body).stream),
    );
    response.writeHead(200, { "content-type": "text/event-stream" }).write(token("before"));
    await wire.sees("before");

    await postgres.halt();
    response.write(token("meanwhile"));
    const refused = await ask(door, question);
    assert.deepEqual([refused.status, codeOf(refused)], [503, "audit_unavailable"]);
    for (let turn = 0; turn < 5; turn += 1) assert.equal(await serve(), 503);
    // Known keys open the door as before, and others do not.
    assert.equal(await statusOf(door, "/v1/models"), 200);
    assert.equal(await statusOf({ ...door, key: "tdm_x" }, "/v1/models"), 401);
    assert.equal(await statusOf(door, "/healthz"), 200);
    await until("that it is not ready", async () => (await statusOf(door, "/readyz")) === 503);
    // What runs already goes on, and waits with its end.
    await wire.sees("meanwhile");
    response.end(token("after") + finish + done);
    await wire.sees("after");
    assert.doesNotMatch(wire.seen, /\[DONE\]/);

    await postgres.resume();
    assert.match(await wire.isOver, /\[DONE\]/);
    served.push(/x-request-id: (\w+)/.exec(wire.seen)?.[1] ?? "");
    await until("an answer again", async () => (await serve()) === 200);
    for (let turn = 0; turn < 5; turn += 1) assert.equal(await serve(), 200);
    assert.equal(await statusOf(door, "/readyz"), 200);
    await gateway!.close();
    const all = new Map([...(await logged()).values()].flatMap((requests) => [...requests]));
    for (const id of served) assert.equal(all.get(id)?.outcome, "complete", id);
    assert.ok([...all.values()].every((final) => final !== undefined));
    const outcomes = [...all.values()].map((final) => final?.outcome);
    assert.equal(outcomes.filter((outcome) => outcome === "complete").length, served.length);
    const verified = await start(["audit", "verify", "--database", database]).isOver;
    assert.equal(verified.code, 0, verified.stdout + verified.stderr);
  });

  it("serve on while it is down where the configuration says so, and count what is missing", async () => {
    await open("gap", 1, { audit: { onFailure: "gap" } });
    const [gateway] = gateways;
    const door = { origin: gateway!.origin, key: await keyFor("Ada") };
    assert.equal((await ask(door, question)).status, 200);
    await postgres.halt();
    for (let turn = 0; turn < 5; turn += 1) assert.equal((await ask(door, question)).status, 200);
    await postgres.resume();
    const gaps = async () => {
      let missing = 0;
      await inStore(async (store) => {
        const logs = openLogs(store);
        for (const name of await logs.names()) {
          for await (const { meta } of logs.read(name)) {
            const record = recordSchema.parse(JSON.parse(meta.toString()));
            if (record.kind === "gap") missing += record.requests;
          }
        }
      });
      return missing;
    };
    await until(
      "a gap of at least five",
      async () => (await ask(door, question)).status === 200 && (await gaps()) >= 5,
    );
  });

  it("are interchangeable: keys, revocations and usage are those of all, logs are each one's own", async () => {
    await open("two", 2);
    const doors = gateways.map(({ origin }) => ({ origin, key: "" }));
    const key = await keyFor("Ada");
    for (const door of doors) door.key = key;
    for (const door of doors) {
      for (let turn = 0; turn < 3; turn += 1) assert.equal((await ask(door, question)).status, 200);
    }
    const logs = await logged();
    assert.deepEqual(
      [...logs.values()].map((requests) => requests.size),
      [3, 3],
    );
    const total = await until("usage of six requests", () =>
      inStore(async (store) => {
        const { total: row } = await usageReport(store, { by: [] });
        return row.requests === 6 && row;
      }),
    );
    assert.deepEqual([total.promptTokens, total.completionTokens], [18, 12]);
    await inStore((store) => revokeKey(store, key));
    for (const door of doors) await until("a refusal", async () => !(await isKnown(door)));
    // One goes, and the other serves on.
    await gateways[0]!.close();
    const [, left] = gateways.splice(0);
    gateways.push(left!);
    const next = { origin: left!.origin, key: await keyFor("Bea") };
    assert.equal((await ask(next, question)).status, 200);
    const verified = await start(["audit", "verify", "--database", database]).isOver;
    assert.equal(verified.code, 0, verified.stdout + verified.stderr);
  });
});

describe("two gateways on one data folder", function () {
  this.timeout(60_000);
  const stand = fieldStand();

  it("cannot be: the second is refused with what to do, and the first serves on", async () => {
    const model = await stand.http(({ response }) => {
      response.writeHead(200, { "content-type": "application/json" }).end(whole);
    });
    const gateway = await stand.gateway([model]);
    const args = ["--upstream", model.url, "--data", gateway.folder, "--port", "0"];
    const { code, stdout, stderr } = await start(["serve", ...args]).isOver;
    assert.deepEqual([code, stdout], [2, ""]);
    assert.match(
      stderr,
      /^tandem serve: Another gateway uses the data folder .*: stop it, or name another/m,
    );
    assert.equal((await ask(gateway, question)).status, 200);
    // As soon as the first has ended, its folder is free.
    await gateway.close();
    const second = await stand.gateway([model], {}, { place: { data: gateway.folder } });
    assert.equal((await ask({ origin: second.origin, key: gateway.key }, question)).status, 200);
  });
});
