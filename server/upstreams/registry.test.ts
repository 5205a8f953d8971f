import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { type GatewayConfig, gatewayConfigSchema } from "../../core/protocol/gateway-config.ts";
import { startSimulator } from "../../evals/simulator/server.ts";
import { createUpstreams, type Upstreams } from "./registry.ts";
import { type HandTimers, handTimers } from "./test/hand-timers.ts";
import { cardOf, startScripted, vllmAnswers } from "./test/scripted-server.ts";
import { selfSigned } from "./test/self-signed.ts";
import type { UpstreamEvent } from "./upstream-event.ts";

const closings: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closings.splice(0).reverse()) await close();
});

const configOf = (upstreams: Record<string, object>, more: object = {}): GatewayConfig =>
  gatewayConfigSchema.parse({ upstreams, ...more });

type Started = {
  upstreams: Upstreams;
  timers: HandTimers;
  events: UpstreamEvent[];
};

async function start(
  config: GatewayConfig,
  { env = {}, timers = handTimers() }: { env?: NodeJS.ProcessEnv; timers?: HandTimers } = {},
): Promise<Started> {
  const events: UpstreamEvent[] = [];
  const upstreams = await createUpstreams({
    config: () => config,
    env,
    now: () => 0,
    onChange: () => {},
    onEvent: (event) => events.push(event),
    setTimer: timers.setTimer,
  });
  closings.push(() => upstreams.close());
  return { upstreams, timers, events };
}

async function server(model: string) {
  const scripted = await startScripted(vllmAnswers(cardOf(model)));
  closings.push(() => scripted.stop());
  return scripted;
}

const summary = ({ upstreams }: Started) =>
  upstreams.all().map(({ name, served }) => `${name}: ${served.map(({ id }) => id).join(" ")}`);

describe("createUpstreams", () => {
  it("has heard from every upstream before it is there", async () => {
    const [a, b] = [await server("one"), await server("two")];
    const started = await start(configOf({ a: { url: a.url }, b: { url: b.url } }));
    assert.deepEqual(summary(started), ["a: one", "b: two"]);
    assert.equal(started.upstreams.get("b")?.served[0]?.id, "two");
    assert.equal(started.upstreams.get("c"), undefined);
  });

  it("knows the simulated endpoint", async () => {
    const simulator = await startSimulator({ models: ["sim"], maxModelLen: 4_096 });
    closings.push(() => simulator.close());
    const started = await start(configOf({ a: { url: simulator.url } }));
    const upstream = started.upstreams.get("a");
    assert.equal(upstream?.isSimulated, true);
    assert.equal(upstream.served[0]?.maxModelLen, 4_096);
    assert.match(upstream.version ?? "", /^0\.29/);
  });

  it("does without an upstream that does not answer in time", async () => {
    const a = await server("one");
    a.answers["/health"] = "hang";
    const timers = handTimers();
    const starting = start(configOf({ a: { url: a.url } }), { timers });
    await timers.elapse(3_000);
    assert.deepEqual(summary(await starting), ["a: "]);
  });

  it("can be given up while it waits for answers", async () => {
    const a = await server("one");
    a.answers["/health"] = "hang";
    const timers = handTimers();
    const controller = new AbortController();
    const config = configOf({ a: { url: a.url } });
    const nothing = () => {};
    const starting = createUpstreams(
      {
        config: () => config,
        env: {},
        now: () => 0,
        onChange: nothing,
        onEvent: nothing,
        setTimer: timers.setTimer,
      },
      controller.signal,
    );
    await timers.waiting(3_000);
    controller.abort(new Error("stop"));
    await assert.rejects(starting, /stop/);
    assert.deepEqual(timers.pending(), []);
  });

  it("sends the secret that the configuration names", async () => {
    const a = await server("one");
    const started = await start(configOf({ a: { url: a.url, key: { env: "K" } } }), {
      env: { K: "s3cret" },
    });
    assert.equal(started.upstreams.get("a")?.authorization, "Bearer s3cret");
    assert.ok(a.seen.every(({ headers }) => headers.authorization === "Bearer s3cret"));
    assert.ok(!JSON.stringify(started.events).includes("s3cret"));
  });

  it("trusts no certificate that nobody vouches for", async () => {
    const { key, cert } = selfSigned;
    const secure = createServer({ key, cert }, (_request, response) => response.end("{}"));
    await new Promise<void>((resolve) => secure.listen(0, "127.0.0.1", resolve));
    closings.push(() => new Promise((resolve) => secure.close(resolve)));
    const { port } = secure.address() as AddressInfo;
    const started = await start(configOf({ a: { url: `https://127.0.0.1:${port}/v1` } }));
    assert.equal(started.upstreams.get("a")?.isUsable, false);
    const opened = started.events.find(({ what }) => what === "opened");
    assert.ok(opened !== undefined && "reason" in opened);
    assert.equal(opened.reason, "DEPTH_ZERO_SELF_SIGNED_CERT");
  });

  it("queues nothing: every request has its own socket", async () => {
    const a = await server("one");
    const { upstreams } = await start(configOf({ a: { url: a.url } }));
    a.answers["/slow"] = "hang";
    const pool = upstreams.get("a")!.pool;
    const controller = new AbortController();
    const all = Array.from({ length: 300 }, () =>
      pool.request({ method: "GET", path: "/slow", signal: controller.signal }).catch(() => {}),
    );
    await until(() => a.seen.filter(({ path: at }) => at === "/slow").length === 300);
    assert.equal(pool.stats.queued, 0);
    controller.abort();
    await Promise.all(all);
  });
});

describe("applying another configuration", () => {
  it("keeps upstreams that are reached as before, with what is new about them", async () => {
    const a = await server("one");
    const started = await start(configOf({ a: { url: a.url } }), { env: { K: "k" } });
    const { upstreams } = started;
    const [before, pool] = [upstreams.get("a"), upstreams.get("a")?.pool];
    const revision = upstreams.revision;
    await upstreams.apply(configOf({ a: { url: a.url, maxInFlight: 7, key: { env: "K" } } }));
    assert.equal(upstreams.get("a"), before);
    assert.equal(upstreams.get("a")?.pool, pool);
    assert.equal(before?.config.maxInFlight, 7);
    assert.equal(before.authorization, "Bearer k");
    assert.notEqual(upstreams.revision, revision);
  });

  it("has heard from new upstreams before old ones go", async () => {
    const [a, b] = [await server("one"), await server("two")];
    const started = await start(configOf({ a: { url: a.url } }));
    const timers = started.timers;
    b.answers["/health"] = "hang";
    const applying = started.upstreams.apply(configOf({ b: { url: b.url } }));
    await timers.waiting(3_000);
    assert.deepEqual(summary(started), ["a: one"]);
    await timers.elapse(3_000);
    await applying;
    assert.deepEqual(summary(started), ["b: "]);
    assert.deepEqual(started.events.at(-1), { upstream: "a", what: "removed" });
  });

  it("lets requests to a removed upstream end, then closes its connections", async () => {
    const [a, b] = [await server("one"), await server("two")];
    const { upstreams } = await start(configOf({ a: { url: a.url } }));
    const pool = upstreams.get("a")!.pool;
    const { body } = await pool.request({ method: "GET", path: "/v1/models" });
    await upstreams.apply(configOf({ b: { url: b.url } }));
    assert.equal(pool.closed, true);
    assert.match(await body.text(), /"one"/);
    await until(() => pool.destroyed);
    await assert.rejects(pool.request({ method: "GET", path: "/" }), {
      code: "UND_ERR_DESTROYED",
    });
  });

  it("replaces one that has moved", async () => {
    const [a, b] = [await server("one"), await server("two")];
    const started = await start(configOf({ a: { url: a.url } }));
    const pool = started.upstreams.get("a")?.pool;
    await started.upstreams.apply(configOf({ a: { url: b.url } }));
    assert.notEqual(started.upstreams.get("a")?.pool, pool);
    assert.deepEqual(summary(started), ["a: two"]);
  });

  it("says of every secret that cannot be read whose it is", async () => {
    const config = configOf({
      a: { url: "http://127.0.0.1:1/v1", key: { env: "MISSING" } },
      "b.c": { url: "http://127.0.0.1:1/v1", key: { file: "/nowhere" } },
    });
    await assert.rejects(start(config), {
      code: "reference",
      problems: [
        "upstreams.a.key: the environment variable MISSING holds no secret: set it, or name another place.",
        'upstreams["b.c"].key: the file /nowhere cannot be read (ENOENT): check that it is there and may be read.',
      ],
    });
  });

  it("changes nothing when a secret cannot be read", async () => {
    const [a, b] = [await server("one"), await server("two")];
    const started = await start(configOf({ a: { url: a.url } }));
    const asked = b.seen.length;
    await assert.rejects(
      started.upstreams.apply(configOf({ b: { url: b.url, key: { env: "MISSING" } } })),
      /MISSING/,
    );
    assert.deepEqual(summary(started), ["a: one"]);
    assert.equal(b.seen.length, asked);
  });

  it("reads a secret again that lies in a file", async () => {
    const a = await server("one");
    const folder = await mkdtemp(path.join(tmpdir(), "tandem-upstreams-"));
    closings.push(() => rm(folder, { recursive: true }));
    const file = path.join(folder, "key");
    await writeFile(file, "first\n");
    const config = configOf({ a: { url: a.url, key: { file } } });
    const { upstreams } = await start(config);
    await writeFile(file, "second\n");
    await upstreams.apply(config);
    assert.equal(upstreams.get("a")?.authorization, "Bearer second");
  });

  it("ends what hangs when it is closed, also upstreams removed before", async () => {
    const [a, b] = [await server("one"), await server("two")];
    a.answers["/slow"] = "hang";
    const { upstreams, timers } = await start(configOf({ a: { url: a.url } }));
    const hanging = upstreams.get("a")!.pool.request({ method: "GET", path: "/slow" });
    const ended = assert.rejects(hanging, { code: "UND_ERR_DESTROYED" });
    await upstreams.apply(configOf({ b: { url: b.url } }));
    await upstreams.close();
    await ended;
    assert.deepEqual(timers.pending(), []);
  });
});

/** Looks again with every turn of the event loop; mocha ends it where it never comes true. */
async function until(isTrue: () => boolean): Promise<void> {
  for (let turn = 0; turn < 1_000_000 && !isTrue(); turn += 1) {
    await new Promise((resolve) => setImmediate(resolve));
  }
  assert.ok(isTrue());
}
