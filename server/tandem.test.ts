import assert from "node:assert/strict";
import { start } from "./command-process.ts";

describe("tandem", function () {
  this.timeout(20_000);

  it("says which verbs it has", async () => {
    const { code, stdout } = await start(["--help"]).isOver;
    assert.equal(code, 0);
    assert.match(stdout, /bench .*latency and throughput/);
    assert.match(stdout, /eval .*coding suite/);
    assert.match(stdout, /keys .*gateway/);
    assert.match(stdout, /serve .*gateway/);
    assert.match(stdout, /sim .*simulated vLLM endpoint/);
  });

  it("says which version it is", async () => {
    const { code, stdout } = await start(["--version"]).isOver;
    assert.equal(code, 0);
    assert.match(stdout, /^tandem \d+\.\d+\.\d+\n$/);
  });

  for (const [name, args, sentence] of [
    ["an unknown verb", ["fly"], /^tandem: unknown command 'fly'\n$/],
    ["an unknown option", ["sim", "--fly"], /^tandem: unknown option '--fly'\n$/],
    ["a port that is no number", ["sim", "--port", "x"], /'x' is invalid.*whole number/],
    ["an unknown profile", ["sim", "--profile", "warp"], /'warp' is invalid.*h100x4/],
    ["an unknown manner", ["sim", "--completions", "song"], /'song' is invalid.*fences/],
    ["an unknown fault", ["sim", "--fault", "quake"], /'quake' is invalid.*KIND/],
    [
      "options that contradict each other",
      ["sim", "--enable-auto-tool-choice"],
      /requires --tool-call-parser/,
    ],
    ["a cache that is too small", ["sim", "--num-gpu-blocks", "10"], /needs 4096 KV blocks/],
    [
      "an address it cannot listen on",
      ["sim", "--host", "192.0.2.1"],
      /cannot listen on 192\.0\.2\.1:8000/,
    ],
  ] as const) {
    it(`refuses ${name} with one sentence and exit code 2`, async () => {
      const { code, stdout, stderr } = await start(args).isOver;
      assert.equal(code, 2);
      assert.equal(stdout, "");
      assert.match(stderr, sentence);
      assert.equal(stderr.trimEnd().split("\n").length, 1);
    });
  }
});

describe("tandem sim", function () {
  this.timeout(20_000);

  it("says in one line where it listens", async () => {
    const { child, isOver, firstLine } = start(["sim", "--port", "0"]);
    assert.match(
      await firstLine,
      /^simulated endpoint listening on http:\/\/127\.0\.0\.1:\d+\/v1 \(profile instant, vLLM 0\.29\)$/,
    );
    child.kill("SIGTERM");
    const { code, stdout, stderr } = await isOver;
    assert.deepEqual([code, stdout.split("\n").length, stderr], [0, 2, ""]);
  });

  it("says so in JSON, answers, and leaves at once on SIGINT with a stream open", async () => {
    const args = ["sim", "--port", "0", "--json", "--profile", "h100x4", "--vllm-version", "0.8"];
    const { child, isOver, firstLine } = start(args);
    const { url, profile, vllmVersion } = JSON.parse(await firstLine);
    assert.deepEqual([profile, vllmVersion], ["h100x4", "0.8"]);
    const stream = fetch(`${url}/completions`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ prompt: "x", stream: true }),
    }).then((response) => response.text());
    const whenRefused = assert.rejects(stream);
    while (!(await (await fetch(url.replace(/\/v1$/, "/load"))).text()).includes("1"));
    child.kill("SIGINT");
    assert.equal((await isOver).code, 0);
    await whenRefused;
  });

  it("takes the key from the environment", async () => {
    const { child, isOver, firstLine } = start(["sim", "--port", "0", "--json"], {
      TANDEM_SIM_API_KEY: "secret",
    });
    const { url } = JSON.parse(await firstLine);
    const headers = { authorization: "Bearer secret" };
    const statuses = [
      (await fetch(`${url}/models`)).status,
      (await fetch(`${url}/models`, { headers })).status,
    ];
    assert.deepEqual(statuses, [401, 200]);
    child.kill();
    await isOver;
  });
});
