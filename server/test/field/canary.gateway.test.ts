import assert from "node:assert/strict";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { type Simulator, startSimulator } from "../../../evals/simulator/server.ts";
import { type Started, start } from "../../command-process.ts";
import { newKey } from "../../keys/key-format.ts";
import { makeKey } from "../gateway.ts";
import { type RawUpstream, startRawUpstream } from "../raw-upstream.ts";
import { token } from "./answers.ts";
import { ask, bytesOf, type Door, openWire, type Reply } from "./wire.ts";

const model = "qwen3-coder";
const asked = "canary-of-a-question";
const answered = "canary-of-an-answer";
const upstreamKey = "canary-of-an-upstream-key";
/** Well-formed, and nobody's. */
const foreign = newKey().key;

describe("what must never be seen", function () {
  this.timeout(60_000);
  let folder: string;
  let simulator: Simulator;
  let broken: RawUpstream;
  let serving: Started | undefined;
  const keys: Record<string, string> = {};
  const replies: Reply[] = [];
  let metrics = "";
  let finished = { stdout: "", stderr: "" };

  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "tandem-canary-"));
    const data = path.join(folder, "data");
    simulator = await startSimulator({ apiKey: upstreamKey });
    broken = await startRawUpstream({
      answer({ response, body }) {
        if (body.includes("die")) {
          response.writeHead(200, { "content-type": "text/event-stream" });
          response.write(token(answered), () => response.destroy());
        } else if (body.includes("echo")) {
          response.writeHead(400, { "content-type": "application/json" }).end(body);
        } else response.destroy();
      },
    });
    keys.admin = await makeKey(data, { name: "Root", role: "admin" });
    keys.developer = await makeKey(data, { name: "Ada", role: "developer" });
    keys.expired = await makeKey(data, { name: "Gone", role: "developer", expiresAt: 2 }, 1);
    const config = path.join(folder, "gateway.yaml");
    await writeFile(
      config,
      JSON.stringify({
        upstreams: {
          engine: { url: simulator.url, key: { env: "ENGINE_KEY" } },
          broken: { url: broken.url, key: { env: "ENGINE_KEY" } },
        },
        models: { [model]: [{ upstream: "engine", model }], broken: [{ upstream: "broken" }] },
      }),
    );
    serving = start(["serve", "--config", config, "--data", data, "--port", "0", "--json"], {
      ENGINE_KEY: upstreamKey,
    });
    const { origin } = JSON.parse(await serving.firstLine) as { origin: string };
    await everyKindOfRequest({ origin, key: keys.developer });
    metrics = (await ask({ origin, key: keys.admin }, "", { method: "GET", path: "/metrics" }))
      .text;
    serving.child.kill("SIGTERM");
    finished = await serving.isOver;
  });
  after(async () => {
    serving?.child.kill("SIGKILL");
    await Promise.all([simulator.close(), broken.close()]);
    await rm(folder, { recursive: true, force: true });
  });

  async function everyKindOfRequest(door: Door): Promise<void> {
    const messages = [{ role: "user", content: asked }];
    const chat = { model, messages };
    const send = async (body: unknown, asking = {}, key = door.key) => {
      const reply = await ask({ ...door, key }, body, asking);
      replies.push(reply);
      return reply;
    };
    assert.equal((await send(chat)).status, 200);
    assert.equal((await send({ ...chat, stream: true })).status, 200);
    const raw = { model, prompt: asked, max_tokens: 4 };
    await send(raw, { path: "/v1/completions" });
    await send({ ...raw, stream: true }, { path: "/v1/completions" });
    await send({ model, prompt: asked }, { path: "/tokenize" });
    await send({ model, input: asked }, { path: "/v1/embeddings" });
    for (const body of [
      `{"model":"${model}","user":"${asked}"`,
      `{"model":"${model}","model":"x","user":"${asked}"}`,
      { model: "nobody-has-it", messages },
      { model, messages: asked },
      { model, stream: asked },
      { model: "broken", messages: [{ role: "user", content: `die ${asked}` }], stream: true },
      { model: "broken", messages: [{ role: "user", content: `echo ${asked}` }] },
      { model: "broken", messages },
      asked,
    ]) {
      await send(body);
    }
    for (const key of [foreign, keys.expired, `${door.key}x`]) {
      assert.equal((await send(chat, {}, key)).status, 401);
    }
    await send(chat, {
      path: `/v1/chat/completions?api_key=${door.key}`,
      headers: { authorization: "" },
    });
    await send(chat, { path: `/v1/${door.key}` });
    await send(chat, { headers: { "content-type": "text/plain" } });
    await send(chat, { headers: { cookie: door.key, "x-tandem-task": door.key } });
    await abortedOnItsWay(door, { ...chat, stream: true });
    const long = bytesOf(door, asked, { headers: { "x-long": door.key.repeat(2000) } });
    const wire = await openWire(door.origin);
    wire.send(long);
    replies.push({ status: 431, headers: {}, text: await wire.isOver });
  }

  async function abortedOnItsWay(door: Door, body: unknown): Promise<void> {
    const wire = await openWire(door.origin);
    wire.send(bytesOf(door, JSON.stringify(body)));
    await wire.sees("data: ");
    wire.socket.resetAndDestroy();
  }

  const secretOf = (key: string | undefined) => (key ?? "").slice(17, 40);

  /** Of a key, also a part of it; of texts, also as they would stand in base64, whichever byte they begin at. */
  function secrets(...what: ("keys" | "texts" | "foreign")[]): string[] {
    const texts = [asked, answered];
    const encoded = texts.flatMap((text) =>
      [0, 1, 2].map((shift) =>
        Buffer.from(" ".repeat(shift) + text)
          .toString("base64")
          .slice(4, -4),
      ),
    );
    return [
      ...(what.includes("keys") ? [...Object.values(keys).map(secretOf), upstreamKey] : []),
      ...(what.includes("texts") ? [...texts, ...encoded] : []),
      ...(what.includes("foreign") ? [secretOf(foreign)] : []),
    ];
  }

  function assertNone(text: string, canaries: readonly string[], where: string): void {
    for (const canary of canaries) {
      assert.ok(canary.length > 10);
      const at = text.indexOf(canary);
      assert.equal(at, -1, `${where}: ${text.slice(Math.max(0, at - 100), at + 60)}`);
    }
  }

  it("stands in no log", () => {
    assert.match(finished.stderr, /"msg":"request"/);
    const all = secrets("keys", "texts", "foreign");
    assertNone(finished.stderr, all, "stderr");
    assertNone(finished.stdout, all, "stdout");
  });

  it("stands in no metric", () => {
    assert.match(metrics, /tandem_/);
    assertNone(metrics, secrets("keys", "texts", "foreign"), "metrics");
  });

  it("stands in no error", () => {
    const errors = replies.filter(({ status, text }) => status >= 400 && !text.includes("echo"));
    assert.ok(errors.length >= 12);
    for (const { text, status } of errors)
      assertNone(text, secrets("keys", "foreign"), String(status));
    const ours = errors.filter(({ text }) => /"code":"[a-z_]+"/.test(text));
    assert.ok(ours.length >= 10);
    for (const { text, status } of ours) assertNone(text, secrets("texts"), String(status));
  });

  it("stands in no file of the data folder", async () => {
    const entries = await readdir(path.join(folder, "data"), {
      recursive: true,
      withFileTypes: true,
    });
    const files = entries.filter((entry) => entry.isFile());
    assert.ok(files.length > 2);
    for (const { parentPath, name } of files) {
      const bytes = await readFile(path.join(parentPath, name), "latin1");
      assertNone(bytes, secrets("keys", "texts", "foreign"), name);
    }
  });

  it("is in the audit for whoever may read it, all but the keys", async () => {
    const shown = await start(["audit", "export", "--data", path.join(folder, "data")]).isOver;
    assert.equal(shown.code, 0, shown.stderr);
    assert.ok(
      shown.stdout.includes(asked) ||
        shown.stdout.includes(Buffer.from(asked).toString("base64").slice(0, 20)),
    );
    assertNone(shown.stdout, secrets("keys", "foreign"), "export");
  });
});
