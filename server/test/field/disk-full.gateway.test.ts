import assert from "node:assert/strict";
import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { type Final, recordSchema } from "../../../core/protocol/audit-record.ts";
import { openLogs } from "../../audit/open-logs.ts";
import { start } from "../../command-process.ts";
import { openStore } from "../../store/open-store.ts";
import { done, finish, question, streamed, token, whole } from "./answers.ts";
import { type SmallDisk, startOnSmallDisk } from "./small-disk.ts";
import { fieldStand, until } from "./stand.ts";
import { ask, bytesOf, codeOf, type Door } from "./wire.ts";

describe("a disk that is full", function () {
  this.timeout(60_000);
  const stand = fieldStand();

  async function open(onFailure: "refuse" | "gap"): Promise<{ disk: SmallDisk; folder: string }> {
    const folder = await mkdtemp(path.join(tmpdir(), "tandem-full-"));
    stand.owns(() => rm(folder, { recursive: true, force: true }));
    const model = await stand.http(({ response, body }) => {
      if (!JSON.parse(body).stream) {
        response.writeHead(200, { "content-type": "application/json" }).end(whole);
        return;
      }
      response.writeHead(200, { "content-type": "text/event-stream" });
      response.end(token("a") + finish + done);
    });
    const config = path.join(folder, "gateway.yaml");
    await writeFile(
      config,
      JSON.stringify({ upstreams: { gpu: { url: model.url } }, audit: { onFailure } }),
    );
    const disk = await startOnSmallDisk(config);
    stand.owns(disk.end);
    return { disk, folder };
  }

  async function copyOf({ data }: SmallDisk, folder: string): Promise<string> {
    const copy = await mkdtemp(path.join(folder, "copy-"));
    await cp(data, copy, { recursive: true });
    return copy;
  }

  async function recorded(data: string): Promise<{ finals: Map<string, Final>; missing: number }> {
    const store = await openStore({ data });
    const finals = new Map<string, Final>();
    let missing = 0;
    try {
      const logs = openLogs(store);
      for (const name of await logs.names()) {
        for await (const { meta } of logs.read(name)) {
          const record = recordSchema.parse(JSON.parse(meta.toString()));
          if (record.kind === "final") finals.set(record.of, record);
          if (record.kind === "gap") missing += record.requests;
        }
      }
    } finally {
      await store.close();
    }
    return { finals, missing };
  }

  const statusOf = async (door: Door, where: string) =>
    (await ask(door, "", { method: "GET", path: where })).status;
  const idOf = (seen: string) => /x-request-id: (\w+)/.exec(seen)?.[1] ?? "";

  it("refuses, loses nothing that was seen complete, and recovers by itself", async () => {
    const { disk, folder } = await open("refuse");
    const { door } = disk;
    const complete: string[] = [];
    const serve = async (body: unknown = question) => {
      const reply = await ask(door, body);
      const isComplete = reply.status === 200 && !reply.text.includes("audit_unavailable");
      if (isComplete) complete.push(String(reply.headers["x-request-id"]));
      return reply;
    };
    for (let turn = 0; turn < 5; turn += 1) assert.equal((await serve()).status, 200);
    await disk.fill();
    // What has room within the last page of the log may still pass.
    const refused = await until("a refusal", async () => {
      const reply = await serve({ ...question, padding: "x".repeat(20_000) });
      return reply.status === 503 && reply;
    });
    assert.equal(codeOf(refused), "audit_unavailable");
    assert.equal((await serve(streamed)).status, 503);
    assert.equal(await statusOf(door, "/healthz"), 200);
    assert.equal(await statusOf(door, "/readyz"), 503);
    assert.equal(await statusOf(door, "/v1/models"), 200);
    await disk.empty();
    await until("an answer again", async () => (await serve()).status === 200);
    for (let turn = 0; turn < 5; turn += 1) assert.equal((await serve(streamed)).status, 200);
    assert.equal(await disk.stop(), "0");

    const copy = await copyOf(disk, folder);
    const { finals } = await recorded(copy);
    for (const id of complete) assert.equal(finals.get(id)?.outcome, "complete", id);
    const verified = await start(["audit", "verify", "--data", copy]).isOver;
    assert.equal(verified.code, 0, verified.stdout + verified.stderr);
  });

  it("serves on where the configuration says so, and signs how many are missing", async () => {
    const { disk, folder } = await open("gap");
    const { door } = disk;
    await disk.fill();
    const ids = new Set<string>();
    for (let turn = 0; turn < 10; turn += 1) {
      const wire = await stand.wire(door);
      const body = JSON.stringify({ ...question, padding: "x".repeat(20_000) });
      wire.send(bytesOf(door, body, { headers: { connection: "close" } }));
      const seen = await wire.isOver;
      assert.match(seen, /^HTTP\/1.1 200 /);
      ids.add(idOf(seen));
    }
    assert.equal(ids.size, 10);
    await disk.empty();
    const last = await until("a request that is recorded again", async () => {
      const { status, headers } = await ask(door, question);
      assert.equal(status, 200);
      const id = String(headers["x-request-id"]);
      ids.add(id);
      return (await recorded(await copyOf(disk, folder))).finals.has(id) && id;
    });
    assert.ok(ids.has(last));
    assert.equal(await disk.stop(), "0");
    const copy = await copyOf(disk, folder);
    const { finals, missing } = await recorded(copy);
    const unrecorded = [...ids].filter((id) => !finals.has(id));
    assert.ok(unrecorded.length > 0);
    assert.equal(missing, unrecorded.length);
  });
});
