import assert from "node:assert/strict";
import { revokeKey, rotateKey } from "../../keys/key-store.ts";
import { openStore } from "../../store/open-store.ts";
import type { Store } from "../../store/store.ts";
import { makeKey, type TestGateway } from "../gateway.ts";
import { done, finish, question, streamed, token, whole } from "./answers.ts";
import { ends, fieldStand, until } from "./stand.ts";
import { ask, bytesOf, codeOf, type Door } from "./wire.ts";

async function inStore<T>({ folder }: TestGateway, use: (store: Store) => Promise<T>): Promise<T> {
  const store = await openStore({ data: folder });
  try {
    return await use(store);
  } finally {
    await store.close();
  }
}

describe("keys while a gateway runs", () => {
  const stand = fieldStand();

  /** Opens a stream, takes the key away, and lets the stream go on. */
  async function checkStream(
    gateway: TestGateway,
    model: Awaited<ReturnType<typeof stand.http>>,
    { key, code, end }: { key: string; code: string; end(): Promise<unknown> },
  ): Promise<void> {
    const door: Door = { origin: gateway.origin, key };
    const wire = await stand.wire(gateway);
    wire.send(bytesOf(door, JSON.stringify(streamed), { headers: { connection: "close" } }));
    const { response } = await model.next();
    response.writeHead(200, { "content-type": "text/event-stream" }).write(token("before"));
    await wire.sees("before");
    await end();
    const refused = await until("a refusal", async () => {
      const reply = await ask(door, "", { method: "GET", path: "/v1/models" });
      return reply.status === 401 && reply;
    });
    assert.equal(codeOf(refused), code);
    assert.equal(refused.headers["www-authenticate"], "Bearer");
    assert.doesNotMatch(refused.text, new RegExp(key.slice(4)));
    response.end(token("after") + finish + done);
    assert.match(await wire.isOver, /after[\s\S]*\[DONE\]/);
    const audited = await ends(gateway);
    assert.equal(audited.at(-1)?.final?.outcome, "complete");
  }

  it("are revoked: a stream goes on, the next request does not begin", async () => {
    const model = await stand.http();
    const gateway = await stand.gateway([model]);
    const { key } = gateway;
    const end = () => inStore(gateway, (store) => revokeKey(store, key));
    await checkStream(gateway, model, { key, code: "key_revoked", end });
    assert.equal(gateway.keys(), 0);
  });

  it("expire: a stream goes on, the next request does not begin", async () => {
    const model = await stand.http();
    const gateway = await stand.gateway([model]);
    // Long enough to begin with it, and no longer.
    const key = await makeKey(gateway.folder, {
      name: "Guest",
      role: "developer",
      expiresAt: Date.now() + 1_000,
    });
    await until("the new key", () => gateway.keys() === 2);
    await checkStream(gateway, model, { key, code: "key_expired", end: async () => undefined });
  });

  it("are rotated: the old and the new one open the door, until the old one's grace is over", async () => {
    const model = await stand.http(({ response }) => {
      response.writeHead(200, { "content-type": "application/json" }).end(whole);
    });
    const gateway = await stand.gateway([model]);
    const id = gateway.key.split("_")[1] ?? "";
    const { key } = await inStore(gateway, (store) => rotateKey(store, id, { graceMs: 3_600_000 }));
    const renewed: Door = { origin: gateway.origin, key };
    await until("the new key", async () => (await ask(renewed, question)).status === 200);
    assert.equal((await ask(gateway, question)).status, 200);
  });

  describe("are presented", () => {
    let gateway: TestGateway;
    beforeEach(async () => {
      const model = await stand.http(({ response }) => {
        response.writeHead(200, { "content-type": "application/json" }).end(whole);
      });
      gateway = await stand.gateway([model]);
    });

    it("in any of the ways clients have", async () => {
      const { key } = gateway;
      for (const headers of [
        { authorization: `Bearer ${key}` },
        { authorization: `bearer   ${key} ` },
        { authorization: `BEARER ${key}` },
        { "x-api-key": key },
        { "api-key": key },
        { authorization: "Basic YTpi", "x-api-key": key },
      ]) {
        const wire = await stand.wire(gateway);
        const bare = bytesOf(gateway, JSON.stringify(question), {
          headers: { connection: "close" },
        });
        const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
        wire.send(bare.replace(/authorization: .*\r\n/, lines.join("")));
        assert.match(await wire.isOver, /^HTTP\/1.1 200 /, JSON.stringify(Object.keys(headers)));
      }
    });

    it("and refused in all others", async () => {
      const { key } = gateway;
      for (const [headers, path] of [
        [{}, `/v1/chat/completions?api_key=${key}`],
        [{}, `/v1/chat/completions?key=${key}&access_token=${key}`],
        [{ authorization: key }, undefined],
        [{ authorization: `Basic ${Buffer.from(`:${key}`).toString("base64")}` }, undefined],
        [{ authorization: `Bearer ${key}x` }, undefined],
        [{ authorization: `Bearer ${key.slice(0, -1)}` }, undefined],
        [{ authorization: `Bearer ${key} ${key}` }, undefined],
        [{ authorization: `Bearer "${key}"` }, undefined],
        [{ authorization: `Bearer ${key.toUpperCase()}` }, undefined],
        [{ authorization: "Bearer" }, undefined],
        [{ authorization: `Bearer tdm_${"x".repeat(10_000)}` }, undefined],
        [{ cookie: `key=${key}` }, undefined],
        [{ "x-tandem-key": key }, undefined],
      ] as [Record<string, string>, string | undefined][]) {
        const wire = await stand.wire(gateway);
        const asking = {
          headers: { connection: "close" },
          ...(path === undefined ? {} : { path }),
        };
        const bare = bytesOf(gateway, JSON.stringify(question), asking);
        const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
        wire.send(bare.replace(/authorization: .*\r\n/, lines.join("")));
        const seen = await wire.isOver;
        assert.match(
          seen,
          /^HTTP\/1.1 401 [\s\S]*"code":"unauthorized"/,
          JSON.stringify([headers, path]),
        );
        assert.equal(seen.includes(key.slice(13)), false);
      }
      assert.equal(gateway.logged().includes(key.slice(13)), false);
      // What has no key is counted, and not recorded one by one.
      assert.deepEqual(await gateway.audited(), []);
    });
  });
});
