import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import type { TestGateway } from "../gateway.ts";
import type { RawUpstream } from "../raw-upstream.ts";
import { done, finish, question, streamed, token, whole } from "./answers.ts";
import { ends, fieldStand, inOrder, until } from "./stand.ts";
import { ask, bytesOf, codeOf } from "./wire.ts";

describe("a configuration that changes while streams run", () => {
  const stand = fieldStand();
  let old: RawUpstream;
  let gateway: TestGateway;

  beforeEach(async () => {
    old = await stand.http();
    gateway = await stand.gateway([old], {}, { file: true });
  });

  const write = (text: string) => writeFile(path.join(gateway.folder, "gateway.yaml"), text);

  /** A stream that is open while something happens, and has to end as if nothing had. */
  async function duringStream(change: () => Promise<void>): Promise<void> {
    const wire = await stand.wire(gateway);
    wire.send(bytesOf(gateway, JSON.stringify(streamed), { headers: { connection: "close" } }));
    const { response } = await old.next();
    response.writeHead(200, { "content-type": "text/event-stream" }).write(token("before"));
    await wire.sees("before");
    await change();
    response.write(token("between"));
    await wire.sees("between");
    response.end(token("after") + finish + done);
    assert.match(await wire.isOver, /after[\s\S]*\[DONE\]/);
    const audited = await ends(gateway);
    assert.ok(
      audited.some(({ final }) => final?.outcome === "complete" && final.upstream === "u0"),
    );
  }

  it("moves the next request to the new upstream, and leaves the stream where it is", async () => {
    const next = await stand.http(({ response }) => {
      response.writeHead(200, { "content-type": "application/json" }).end(whole);
    });
    await duringStream(async () => {
      await write(
        JSON.stringify({
          upstreams: { other: { url: next.url } },
          models: { qwen: [{ upstream: "other" }] },
        }),
      );
      await gateway.reload();
      assert.equal((await ask(gateway, question)).status, 200);
      assert.equal(next.asked.length, 1);
    });
    assert.match(gateway.logged(), /configuration loaded/);
  });

  it("leaves nobody waiting for an upstream that is gone", async () => {
    const next = await stand.http(({ response }) => {
      response.writeHead(200, { "content-type": "application/json" }).end(whole);
    });
    const one = { url: old.url, maxInFlight: 1, reserve: { inline: 0, chat: 0 } };
    const limits = { timeouts: { noUpstreamMs: 100 } };
    await write(JSON.stringify({ ...inOrder([old]), upstreams: { u0: one }, ...limits }));
    await gateway.reload();
    await duringStream(async () => {
      const waiting = ask(gateway, question);
      await until("somebody who waits", async () => (await gateway.audited()).length > 1);
      await write(
        JSON.stringify({
          upstreams: { u1: { url: next.url } },
          models: { qwen: [{ upstream: "u1" }] },
          ...limits,
        }),
      );
      await gateway.reload();
      const { status } = await waiting;
      assert.ok(status === 200 || status === 503, String(status));
      assert.equal((await ask(gateway, question)).status, 200);
    });
  });

  it("changes limits at once", async () => {
    await duringStream(async () => {
      await write(JSON.stringify({ ...inOrder([old]), admission: { maxBodyMiB: 1 } }));
      await gateway.reload();
      const reply = await ask(gateway, { ...question, padding: "x".repeat(2 ** 21) });
      assert.deepEqual([reply.status, codeOf(reply)], [413, "body_too_large"]);
    });
  });

  for (const [what, text, said] of [
    ["is no YAML", "upstreams: [", /gateway\.yaml:1:/],
    [
      "has a key nobody knows",
      '{"upstreams":{"u0":{"url":"http://127.0.0.1:1/v1","wieght":2}}}',
      /wieght.*weight/,
    ],
    [
      "names an upstream that is not there",
      '{"upstreams":{"a":{"url":"http://127.0.0.1:1/v1"}},"models":{"qwen":[{"upstream":"b"}]}}',
      /no upstream of that name/,
    ],
    ["has no upstream", '{"upstreams":{}}', /at least one/],
    [
      "needs a secret that is not there",
      '{"upstreams":{"u0":{"url":"http://127.0.0.1:1/v1","key":{"env":"NOT_THERE"}}}}',
      /NOT_THERE/,
    ],
    ["is empty", "", /upstreams/],
  ] as const) {
    it(`is refused when it ${what}, and everything goes on`, async () => {
      await duringStream(async () => {
        await write(text);
        await gateway.reload();
        const refusal = gateway
          .logged()
          .split("\n")
          .find((line) => line.includes("configuration refused"));
        assert.match(refusal ?? "", said);
        const answered = ask(gateway, question);
        const { response } = await old.next();
        response.writeHead(200, { "content-type": "application/json" }).end(whole);
        assert.equal((await answered).status, 200);
      });
    });
  }
});
