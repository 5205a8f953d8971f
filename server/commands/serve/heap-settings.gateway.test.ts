import assert from "node:assert/strict";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { start } from "../../command-process.ts";

describe("the heap of tandem serve", function () {
  this.timeout(60_000);
  let folder: string;

  before(function () {
    // Nowhere else can be read what a process was started with.
    if (process.platform !== "linux") this.skip();
  });
  beforeEach(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), "tandem-heap-"));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  /** What Node was given, of a gateway that listens and is stopped again. */
  const optionsOfNode = async (env: Record<string, string>) => {
    const from = ["serve", "--upstream", "http://127.0.0.1:9/v1", "--data", folder];
    const gateway = start([...from, "--port", "0", "--json"], env);
    const { pid } = JSON.parse(await gateway.firstLine);
    assert.equal(pid, gateway.child.pid);
    const words = (await readFile(`/proc/${pid}/cmdline`, "utf8")).split("\0");
    gateway.child.kill("SIGINT");
    const { code, stderr } = await gateway.isOver;
    assert.equal(code, 0);
    assert.doesNotMatch(stderr, /ExperimentalWarning/);
    return words.filter((word) => word.startsWith("--max-semi") || word.startsWith("--v8-pool"));
  };

  it("is collected in short pauses, by the process that was started", async () => {
    const options = await optionsOfNode({ NODE_OPTIONS: "" });
    assert.deepEqual(options, ["--max-semi-space-size=8", "--v8-pool-size=1"]);
  });

  it("is left to whoever chose its size", async () => {
    assert.deepEqual(await optionsOfNode({ NODE_OPTIONS: "--max-semi-space-size=32" }), []);
  });
});
