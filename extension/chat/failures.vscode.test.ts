import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { createServer as createTcpServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import * as vscode from "vscode";
import { startEndpoint, type TestEndpoint } from "../test/inside/endpoint.ts";
import {
  askBy,
  closeEverything,
  configure,
  configureEndpoint,
  openSelected,
  tandem,
  when,
} from "../test/inside/tandem.ts";

type Expected = {
  title: RegExp;
  /** The first button. */
  action: string;
  keepsPart?: boolean;
};

async function check({ title, action, keepsPart = false }: Expected) {
  await openSelected("src/cart.ts", "export function subtotalCents", "}");
  const turn = await askBy("tandem.explainSelection");
  assert.equal(turn.state, "failed");
  assert.match(turn.card?.title ?? "", title);
  assert.ok(turn.card?.detail, "The card says what to do next.");
  assert.equal(turn.card?.actions[0]?.action, action);
  assert.equal(turn.answer !== "", keepsPart);
  assert.equal(turn.question, "Explain src/cart.ts:17–24");
}

async function closedPort(): Promise<number> {
  const server = createTcpServer();
  const port = await portOf(server);
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function portOf(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  assert.ok(typeof address === "object" && address !== null);
  return address.port;
}

function selfSigned(): { key: Buffer; cert: Buffer } {
  const folder = mkdtempSync(path.join(tmpdir(), "tandem-tls-"));
  const [key, cert] = [path.join(folder, "key.pem"), path.join(folder, "cert.pem")];
  const kind = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"];
  const what = ["-subj", "/CN=localhost", "-days", "1", "-keyout", key, "-out", cert];
  try {
    execFileSync("openssl", ["req", "-x509", ...kind, ...what], { stdio: "ignore" });
    return { key: readFileSync(key), cert: readFileSync(cert) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe("an endpoint that fails", () => {
  const { signal } = new AbortController();
  const stops: (() => Promise<unknown>)[] = [];
  beforeEach(() => vscode.commands.executeCommand("tandem.newChat"));
  afterEach(async () => {
    for (const stop of stops.splice(0)) await stop();
  });
  after(async () => {
    await configureEndpoint();
    await closeEverything();
  });

  async function faulty(...args: string[]): Promise<TestEndpoint> {
    const endpoint = await startEndpoint(["--profile", "instant", ...args], signal);
    stops.push(endpoint.stop);
    await configureEndpoint(endpoint.url);
    return endpoint;
  }

  it("has the wrong port", async () => {
    const port = await closedPort();
    await configureEndpoint(`http://127.0.0.1:${port}/v1`);
    await check({
      title: new RegExp(`Nothing is listening at 127.0.0.1:${port}`),
      action: "retry",
    });
  });

  it("has a host name that does not exist", async () => {
    await configureEndpoint("http://does-not-exist.invalid:8000/v1");
    await check({ title: /does-not-exist\.invalid.* could not be resolved/, action: "retry" });
  });

  it("has a certificate that nobody trusts", async () => {
    const server = createTlsServer(selfSigned());
    const port = await portOf(server);
    stops.push(async () => server.close());
    await configureEndpoint(`https://127.0.0.1:${port}/v1`);
    await check({ title: /trusted TLS connection to .* is not possible/, action: "retry" });
  });

  it("is no OpenAI server", async () => {
    const server = createServer((_, response) =>
      response.writeHead(200, { "content-type": "text/html" }).end("<h1>It works!</h1>"),
    );
    const port = await portOf(server);
    stops.push(async () => server.close());
    await configureEndpoint(`http://127.0.0.1:${port}/v1`);
    await check({ title: /not like an OpenAI-compatible server/, action: "openSettings" });
  });

  it("wants a key", async () => {
    await faulty("--api-key", "right");
    await check({ title: /rejected the API key/, action: "setApiKey" });
    const { connection, status } = await tandem();
    await when(connection.onDidChange, () => connection.now().state === "unauthorised");
    assert.equal(status.text(), "$(key) Tandem: key rejected");
  });

  it("does not serve the model", async () => {
    const { url } = await faulty();
    await configure({
      endpoints: [{ id: "test", url }],
      models: [{ id: "large", endpoint: "test", model: "no-such-model" }],
      routes: { chat: "large" },
    });
    await check({ title: /does not serve the model/, action: "selectModel" });
    const { connection, status } = await tandem();
    await when(connection.onDidChange, () => connection.now().state === "noModel");
    assert.equal(status.text(), "$(warning) Tandem: no model (simulated)");
  });

  it("has a full queue", async () => {
    await faulty("--fault", "503");
    await check({ title: /too busy/, action: "retry" });
  });

  it("closes the connection before it answers", async () => {
    await faulty("--fault", "refuse");
    await check({ title: /connection to .* failed/, action: "retry" });
  });

  it("breaks off in the middle", async () => {
    await faulty("--fault", "reset@20");
    await check({ title: /connection broke before/, action: "retry", keepsPart: true });
  });

  it("ends its stream without an end", async () => {
    await faulty("--fault", "truncate@20");
    await check({ title: /connection broke before/, action: "retry", keepsPart: true });
  });

  it("reports an error in the middle", async () => {
    await faulty("--fault", "error-event@20");
    await check({ title: /internal error/, action: "retry", keepsPart: true });
  });

  it("hides an error in a 200", async () => {
    await faulty("--fault", "200-error");
    await check({ title: /endpoint/i, action: "retry" });
  });

  it("stalls", async () => {
    const { url } = await faulty("--fault", "stall@20");
    await configure({
      endpoints: [{ id: "test", url }],
      "chat.timeouts": { firstByteSeconds: 20, stalledSeconds: 1 },
    });
    await check({ title: /stopped arriving for 1 second/, action: "retry", keepsPart: true });
  });

  it("has a context window that is too small", async () => {
    await faulty("--max-model-len", "200");
    await check({ title: /longer than the model's context window/, action: "newChat" });
  });

  it("is not there at all", async () => {
    await configure({});
    await check({ title: /No endpoint is configured/, action: "connectEndpoint" });
    const { status, connection } = await tandem();
    await when(connection.onDidChange, () => connection.now().state === "unconfigured");
    assert.equal(status.text(), "$(plug) Tandem: not connected");
  });

  it("is asked again by Retry with the same question", async () => {
    const port = await closedPort();
    await configureEndpoint(`http://127.0.0.1:${port}/v1`);
    await check({ title: /Nothing is listening/, action: "retry" });
    await faulty();
    const { chat } = await tandem();
    const turnId = chat.turns()[0]?.id ?? "";
    chat.receive({ type: "card", turnId, action: "retry" });
    await when(chat.onDidPost, () => chat.turns()[0]?.state === "done");
    assert.deepEqual(
      chat.turns().map(({ question }) => question),
      ["Explain src/cart.ts:17–24"],
    );
  });
});
