import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { type Simulator, startSimulator } from "../evals/simulator/server.ts";
import { type Started, start } from "./command-process.ts";
import { startRawUpstream } from "./test/raw-upstream.ts";

describe("tandem serve", function () {
  this.timeout(60_000);
  let simulator: Simulator;
  let data: string;
  const started: Started[] = [];

  before(async () => {
    simulator = await startSimulator({ apiKey: "key-of-the-model" });
  });
  after(() => simulator.close());
  beforeEach(async () => {
    data = await mkdtemp(path.join(tmpdir(), "tandem-serve-"));
  });
  afterEach(async () => {
    for (const { child, isOver } of started.splice(0)) {
      child.kill("SIGKILL");
      await isOver;
    }
    await rm(data, { recursive: true, force: true });
  });

  function serve(args: string[], env: Record<string, string> = {}): Started {
    const one = start(["serve", "--port", "0", "--data", data, ...args], env);
    started.push(one);
    return one;
  }

  const key = { TANDEM_UPSTREAM_API_KEY: "key-of-the-model" };

  it("says what it serves, how to make a key, and takes that key while it runs", async () => {
    const { child, isOver, firstLine, says } = serve(["--upstream", simulator.url], key);
    const [, url] =
      /^gateway listening on (http:\/\/127\.0\.0\.1:\d+\/v1)$/.exec(await firstLine) ?? [];
    await says("models: qwen3-coder (simulated)");
    await says(`tandem keys create --name YOUR-NAME --role admin --data ${data}`);
    const made = await start([
      "keys",
      "create",
      "--name",
      "Ada",
      "--role",
      "admin",
      "--json",
      "--data",
      data,
    ]).isOver;
    const authorization = `Bearer ${JSON.parse(made.stdout).key}`;
    let status = 401;
    for (let left = 2_000; status === 401 && left > 0; left--) {
      status = (await fetch(`${url}/models`, { headers: { authorization } })).status;
    }
    assert.equal(status, 200);
    child.kill("SIGTERM");
    const { code, stderr } = await isOver;
    assert.equal(code, 0);
    assert.doesNotMatch(stderr, /key-of-the-model|tdm_/);
  });

  it("says so in JSON, and serves anybody where it is told to", async () => {
    const { child, isOver, firstLine } = serve(
      ["--upstream", simulator.url, "--open", "--json"],
      key,
    );
    const { url, origin, pid } = JSON.parse(await firstLine);
    assert.deepEqual([url, pid], [`${origin}/v1`, child.pid]);
    const response = await fetch(`${url}/completions`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ prompt: "def", max_tokens: 4 }),
    });
    assert.equal(response.status, 200);
    child.kill("SIGINT");
    assert.equal((await isOver).code, 0);
  });

  it("says that it waits for requests, and ends them when it is asked again", async () => {
    const model = await startRawUpstream();
    const { child, isOver, firstLine, says } = serve(["--upstream", model.url, "--open", "--json"]);
    const { url } = JSON.parse(await firstLine);
    const answer = fetch(`${url}/chat/completions`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ messages: [] }),
    });
    await model.next();
    child.kill("SIGINT");
    await says("finishing 1 request; Ctrl-C again ends it at once");
    child.kill("SIGINT");
    assert.equal((await answer).status, 503);
    assert.equal((await isOver).code, 0);
    await model.close();
  });

  it("reads its configuration again when it is hung up on, and keeps it when that is bad", async () => {
    const file = path.join(data, "gateway.yaml");
    const good = `upstreams:\n  gpu:\n    url: ${simulator.url}\n    key: { env: TANDEM_UPSTREAM_API_KEY }\n`;
    await writeFile(file, good);
    const { child, isOver, firstLine, says } = serve(["--config", file, "--json"], key);
    const { origin } = JSON.parse(await firstLine);
    await writeFile(file, `${good}surprise: 1\n`);
    child.kill("SIGHUP");
    await says("configuration refused");
    await says("surprise");
    assert.equal((await fetch(`${origin}/readyz`)).status, 200);
    child.kill("SIGTERM");
    assert.equal((await isOver).code, 0);
  });

  it("refuses a second gateway on one folder, and a port that is taken", async () => {
    const first = serve(["--upstream", simulator.url, "--json"], key);
    await first.firstLine;
    const second = await serve(["--upstream", simulator.url]).isOver;
    assert.equal(second.code, 2);
    assert.match(second.stderr, /^tandem serve: Another gateway uses the data folder/m);
    const taken = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => taken.once("listening", resolve));
    const address = taken.address();
    const port = typeof address === "object" ? String(address?.port) : "";
    const other = await mkdtemp(path.join(tmpdir(), "tandem-serve-"));
    const third = await start(
      ["serve", "--upstream", simulator.url, "--port", port, "--data", other],
      key,
    ).isOver;
    taken.close();
    await rm(other, { recursive: true, force: true });
    assert.equal(third.code, 2);
    assert.match(third.stderr, /cannot listen on 127\.0\.0\.1:\d+ \(EADDRINUSE\)/);
  });

  for (const [what, args, sentence] of [
    ["no upstream", [], /name a model server with --upstream URL/],
    ["an upstream that is no URL", ["--upstream", "http://a b"], /the upstream has to be a URL/],
    [
      "a configuration that is not there",
      ["--config", "/nowhere.yaml"],
      /\/nowhere\.yaml: cannot be read/,
    ],
    [
      "an open door for everybody",
      ["--upstream", "http://127.0.0.1:1", "--open", "--host", "0.0.0.0"],
      /--open works on this machine only/,
    ],
    [
      "two sources",
      ["--upstream", "http://127.0.0.1:1", "--config", "a.yaml"],
      /cannot be used with option/,
    ],
  ] as [string, string[], RegExp][]) {
    it(`refuses ${what} with one sentence`, async () => {
      const { code, stderr } = await serve(args).isOver;
      assert.equal(code, 2);
      assert.match(stderr, sentence);
      assert.equal(stderr.trimEnd().split("\n").length, 1);
    });
  }

  it("names every problem of a configuration with its line", async () => {
    const file = path.join(data, "gateway.yaml");
    await writeFile(file, "upstreams:\n  gpu:\n    url: 5\n    wieght: 2\n");
    const { code, stderr } = await serve(["--config", file]).isOver;
    assert.equal(code, 2);
    assert.match(stderr, /:3:/);
    assert.match(stderr, /:4:/);
  });
});
