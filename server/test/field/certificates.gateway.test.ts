import assert from "node:assert/strict";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { connect } from "node:tls";
import { selfSigned, selfSignedAnew } from "../../upstreams/test/self-signed.ts";
import type { TestGateway } from "../gateway.ts";
import { fieldStand } from "./stand.ts";

describe("the gateway's certificate", () => {
  const stand = fieldStand();
  let folder: string;
  let gateway: TestGateway;

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "tandem-tls-"));
    stand.owns(() => rm(folder, { recursive: true }));
    await write(selfSigned);
    const tls = { cert: path.join(folder, "cert.pem"), key: path.join(folder, "key.pem") };
    gateway = await stand.gateway([{ url: "http://127.0.0.1:1/v1" }], { tls }, { file: true });
  });

  async function write({ cert, key }: { cert: string; key: string }): Promise<void> {
    await writeFile(path.join(folder, "cert.pem"), cert);
    await writeFile(path.join(folder, "key.pem"), key);
  }

  async function shown(): Promise<string> {
    const { port } = new URL(gateway.origin);
    // It is looked at, and not trusted.
    const socket = connect({ host: "127.0.0.1", port: Number(port), rejectUnauthorized: false });
    await once(socket, "secureConnect");
    const { raw } = socket.getPeerCertificate();
    socket.destroy();
    return raw.toString("base64");
  }

  const derOf = ({ cert }: { cert: string }) => cert.replaceAll(/-----.*-----|\n/g, "");

  it("is read again when the configuration is", async () => {
    assert.equal(await shown(), derOf(selfSigned));
    await write(selfSignedAnew);
    await gateway.reload();
    assert.equal(await shown(), derOf(selfSignedAnew));
  });

  for (const [what, pair, said] of [
    ["no certificate", { ...selfSignedAnew, cert: "x" }, /no certificate with its key/],
    ["of another key", { ...selfSignedAnew, key: selfSigned.key }, /no certificate with its key/],
  ] as const) {
    it(`stays when the new one is ${what}`, async () => {
      await write(pair);
      await gateway.reload();
      assert.match(gateway.logged(), said);
      assert.equal(await shown(), derOf(selfSigned));
    });
  }

  it("cannot be done without while the gateway runs", async () => {
    const upstreams = { u0: { url: "http://127.0.0.1:1/v1" } };
    await writeFile(path.join(gateway.folder, "gateway.yaml"), JSON.stringify({ upstreams }));
    await gateway.reload();
    assert.match(gateway.logged(), /HTTPS begins and ends with the gateway/);
    assert.equal(await shown(), derOf(selfSigned));
  });
});
