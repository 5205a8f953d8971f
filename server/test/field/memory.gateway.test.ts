import assert from "node:assert/strict";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { type Started, start } from "../../command-process.ts";
import { makeKey } from "../gateway.ts";
import { type Asked, type RawUpstream, startRawUpstream } from "../raw-upstream.ts";
import { question, streamed, token, whole } from "./answers.ts";
import { ask, bytesOf, type Door, openWire } from "./wire.ts";

const mebibyte = 2 ** 20;

describe("the memory of a gateway", function () {
  this.timeout(60_000);
  let folder: string;
  let model: RawUpstream;
  let serving: Started;
  let door: Door;
  let answer: (asked: Asked) => void = () => {};

  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "tandem-memory-"));
    model = await startRawUpstream({
      answer(asked) {
        // It remembers what it was asked, all but this.
        asked.body = "";
        answer(asked);
      },
    });
    const key = await makeKey(folder, { name: "Ada", role: "developer" });
    serving = start(["serve", "--upstream", model.url, "--data", folder, "--port", "0", "--json"]);
    const { origin } = JSON.parse(await serving.firstLine) as { origin: string };
    door = { origin, key };
  });
  after(async () => {
    serving.child.kill("SIGKILL");
    await serving.isOver;
    await model.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** Resident, in MiB. */
  async function memory(): Promise<number> {
    const status = await readFile(`/proc/${serving.child.pid}/status`, "utf8");
    return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024;
  }

  async function askMany(count: number, body: string): Promise<void> {
    const worker = async () => {
      while (count > 0) {
        count -= 1;
        assert.equal((await ask(door, body)).status, 200);
      }
    };
    await Promise.all(Array.from({ length: 4 }, worker));
  }

  it("does not grow with a hundred and twenty requests of 1 MB", async () => {
    answer = ({ response }) => {
      response.writeHead(200, { "content-type": "application/json" }).end(whole);
    };
    const body = JSON.stringify({ ...question, padding: "x".repeat(mebibyte) });
    await askMany(60, body);
    const before = await memory();
    await askMany(60, body);
    const after = await memory();
    assert.ok(after < before + 30, `${after} MiB after ${before} MiB`);
    assert.ok(after < 400, `${after} MiB`);
  });

  const flood = (first: string, piece: string) => (asked: Asked) => {
    const { response } = asked;
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.write(first);
    const more = () => {
      while (!response.destroyed) {
        if (!response.write(piece)) return void response.once("drain", more);
      }
    };
    more();
  };

  it("does not grow with clients that stop reading", async () => {
    answer = flood(token("a"), token("x".repeat(30_000)));
    const before = await memory();
    const wires = await Promise.all(Array.from({ length: 30 }, () => openWire(door.origin)));
    for (const wire of wires) {
      wire.send(bytesOf(door, JSON.stringify(streamed)));
      await wire.sees("xxx");
      wire.socket.pause();
    }
    // Meanwhile somebody reads, for long enough that the others would have taken much.
    const reader = await openWire(door.origin);
    let read = 0;
    const isEnough = new Promise<void>((resolve) => {
      reader.socket.on("data", (text: string) => {
        read += text.length;
        if (read > 20 * mebibyte) resolve();
      });
    });
    reader.send(bytesOf(door, JSON.stringify(streamed)));
    await isEnough;
    const after = await memory();
    for (const { socket } of [...wires, reader]) socket.destroy();
    assert.ok(after < before + 200, `${after} MiB after ${before} MiB`);
  });

  it("does not grow with lines that never end", async () => {
    answer = flood("data: ", "x".repeat(mebibyte));
    const before = await memory();
    for (let turn = 0; turn < 3; turn += 1) {
      const { text } = await ask(door, streamed);
      assert.match(text, /"code":"upstream_failed"/);
    }
    const after = await memory();
    assert.ok(after < before + 150, `${after} MiB after ${before} MiB`);
  });
});
