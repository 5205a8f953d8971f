import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import type { IncomingMessage } from "node:http";
import { request as httpsRequest } from "node:https";
import { connect as connectTcp } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { text } from "node:stream/consumers";
import { connect } from "node:tls";
import { ConfigError } from "../config/config-error.ts";
import { fieldStand } from "../test/field/stand.ts";
import type { TestGateway } from "../test/gateway.ts";
import { selfSigned } from "../upstreams/test/self-signed.ts";

const question = { model: "qwen", messages: [{ role: "user", content: "hello" }] };
const whole =
  '{"choices":[{"index":0,"message":{"content":"hi"},"finish_reason":"stop"}],"usage":{"prompt_tokens":3,"total_tokens":5,"completion_tokens":2}}';

function ask({ origin, key }: TestGateway, ca?: string): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const request = httpsRequest(`${origin}/v1/chat/completions`, {
      method: "POST",
      agent: false,
      ...(ca === undefined ? {} : { ca }),
      headers: { "content-type": "application/json", authorization: `Bearer ${key}` },
    });
    request.on("response", resolve).on("error", reject).end(JSON.stringify(question));
  });
}

describe("a gateway with a certificate", function () {
  this.timeout(30_000);
  const stand = fieldStand();

  async function secured(files: { cert?: string; key?: string } = {}): Promise<TestGateway> {
    const folder = await mkdtemp(path.join(tmpdir(), "tandem-tls-"));
    stand.owns(() => rm(folder, { recursive: true }));
    const tls = { cert: path.join(folder, "cert.pem"), key: path.join(folder, "key.pem") };
    await writeFile(tls.cert, selfSigned.cert);
    await writeFile(tls.key, selfSigned.key);
    const upstream = await stand.http(({ response }) => {
      response.writeHead(200, { "content-type": "application/json" }).end(whole);
    });
    return stand.gateway([upstream], { tls: { ...tls, ...files } });
  }

  it("is who its certificate says, and serves nobody who does not believe it", async () => {
    const door = await secured();
    assert.match(door.origin, /^https:/);
    const response = await ask(door, selfSigned.cert);
    assert.equal(response.statusCode, 200);
    assert.equal(await text(response), whole);
    await assert.rejects(ask(door), { code: "DEPTH_ZERO_SELF_SIGNED_CERT" });
    const audited = await door.audited();
    assert.deepEqual(
      audited.map(({ final }) => final?.outcome),
      ["complete"],
    );
  });

  it("speaks no TLS that has been broken, and nothing without", async () => {
    const door = await secured();
    const port = Number(new URL(door.origin).port);
    const old = { port, host: "127.0.0.1", ca: selfSigned.cert, ciphers: "DEFAULT@SECLEVEL=0" };
    await assert.rejects(
      new Promise((resolve, reject) => {
        const socket = connect({ ...old, minVersion: "TLSv1", maxVersion: "TLSv1.1" });
        socket.on("secureConnect", resolve).on("error", reject);
      }),
      /version|protocol|ECONNRESET/i,
    );
    const plain = await stand.wire({ origin: `http://127.0.0.1:${port}` });
    plain.send("GET /healthz HTTP/1.1\r\nhost: gateway\r\n\r\n");
    assert.doesNotMatch(await plain.isOver, /200 OK/);
    assert.equal((await ask(door, selfSigned.cert)).statusCode, 200);
  });

  it("ends without waiting for those that never negotiate", async () => {
    const door = await secured();
    const silent = connectTcp(Number(new URL(door.origin).port), "127.0.0.1");
    stand.owns(() => silent.destroy());
    silent.on("error", () => undefined);
    await new Promise((resolve) => silent.once("connect", resolve));
    // The server has taken it: connections are taken in their order.
    assert.equal((await ask(door, selfSigned.cert)).statusCode, 200);
    await door.close();
  });

  it("says which file it cannot read", async () => {
    await assert.rejects(secured({ key: "/nowhere/key.pem" }), (error) => {
      assert.ok(error instanceof ConfigError);
      assert.match(error.problems.join(), /tls: \/nowhere\/key\.pem .*ENOENT/);
      return true;
    });
  });

  it("says when the files are no certificate", async () => {
    await assert.rejects(secured({ cert: import.meta.filename }), (error) => {
      assert.ok(error instanceof ConfigError);
      assert.match(error.problems.join(), /tls: /);
      return true;
    });
  });
});
