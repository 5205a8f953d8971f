// `npm start` on a machine without a display, from the command to the last process: a person opens the printed address,
// asks for an explanation and presses Ctrl-C.
import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { Browser } from "playwright-core";
import { launchBrowser } from "../harness/browser.ts";
import { escapedErrors } from "../harness/extension-log.ts";
import { commandLines, listeningPorts, processesWith } from "../harness/process-table.ts";
import { checkout } from "../harness/simulator.ts";
import { openWorkbench, type Workbench } from "../harness/workbench.ts";

const signal = new AbortController().signal;
const readyMs = 60_000;
const stopMs = 10_000;

describe("npm start", () => {
  let stateFolder = "";
  let npm: ChildProcess | undefined;
  let browser: Browser | undefined;
  let workbench: Workbench | undefined;
  let output = "";

  before(async () => {
    stateFolder = await mkdtemp(path.join(tmpdir(), "tandem-start-"));
  });

  afterEach(async function () {
    if (this.currentTest?.state === "failed") await workbench?.screenshot("npm-start-failed");
    await browser?.close();
    workbench = undefined;
    if (npm?.pid === undefined || npm.exitCode !== null || npm.signalCode !== null) return;
    process.kill(-npm.pid, "SIGTERM");
    await once(npm, "exit");
  });

  after(() => rm(stateFolder, { recursive: true, force: true }));

  it("opens VS Code, answers in the chat and leaves nothing behind", async () => {
    const mark = `tandem-start-test-${process.pid}`;
    npm = startNpm(mark, stateFolder, (text) => {
      output += text;
    });
    const address = await printedAddress(npm, () => output);
    assert.match(address, /^http:\/\/127\.0\.0\.1:\d+\/.*tkn=[0-9a-f]{32,}/);
    assert.match(output, /Endpoint: simulated/);
    await refusesWithoutToken(address);

    browser = await launchBrowser(signal);
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    workbench = await openWorkbench(page, address, signal);
    await workbench.trustWorkspace();
    await workbench.waitForTab("README.md");
    await workbench.selectLines("src/cart.ts", 17, 24);
    await workbench.runCommand("Tandem: Explain Selection");
    const turn = workbench.turn("done");
    await turn.waitFor({ timeout: readyMs });
    const answer = (await turn.locator('[data-testid="answer"]').textContent()) ?? "";
    assert.match(answer, /src\/cart\.ts:19/, "the answer names the planted defect's line");
    assert.match((await turn.textContent()) ?? "", /simulated/, "and says that it is simulated");
    await workbench.screenshot("npm-start");
    const dataFolder = path.join(stateFolder, "profile-1/data");
    assert.deepEqual(await escapedErrors(dataFolder, checkout, signal), []);

    const started = await processesWith(mark);
    assert.ok(started.length >= 3, `npm, VS Code and the endpoint run, not ${started.length}`);
    const ports = await listeningPorts(started);
    assert.ok(ports.length >= 4, "VS Code, the gateway and two endpoints listen");
    npm.kill("SIGINT");
    await nothingLeft(mark);
    for (const port of ports) assert.equal(await isFree(port), true, `port ${port} is free again`);
  });

  it("writes no key anywhere", async () => {
    const mark = `tandem-start-key-${process.pid}`;
    const secret = `sk-${mark}`;
    let said = "";
    npm = startNpm(
      mark,
      stateFolder,
      (text) => {
        said += text;
      },
      { TANDEM_ENDPOINT: "http://127.0.0.1:9/v1", TANDEM_API_KEY: secret },
    );
    await printedAddress(npm, () => said);
    assert.equal(said.includes(secret), false);
    const settings = await readFile(
      path.join(stateFolder, "profile-1/data/data/Machine/settings.json"),
      "utf8",
    );
    assert.match(settings, /"url": "http:\/\/127\.0\.0\.1:\d+\/v1"/);
    assert.equal(settings.includes(secret), false);
    const gatewayFolder = path.join(stateFolder, "profile-1/gateway");
    const config = await readFile(path.join(gatewayFolder, "gateway.yaml"), "utf8");
    assert.match(config, /http:\/\/127\.0\.0\.1:9\/v1/);
    for (const file of await readdir(gatewayFolder, { recursive: true, withFileTypes: true })) {
      if (!file.isFile()) continue;
      const bytes = await readFile(path.join(file.parentPath, file.name));
      assert.equal(bytes.includes(secret), false, `no key in ${file.name}`);
    }
    for (const line of await commandLines(await processesWith(mark))) {
      assert.equal(line.includes(secret), false, `no key in ${line}`);
    }
    process.kill(-(npm.pid ?? 0), "SIGINT");
    await nothingLeft(mark);
  });
});

/** `mark` travels in the environment, so that even a process that left every group is found. */
function startNpm(
  mark: string,
  stateFolder: string,
  onOutput: (text: string) => void,
  environment: Record<string, string> = {},
): ChildProcess {
  const { DISPLAY, WAYLAND_DISPLAY, TANDEM_ENDPOINT, TANDEM_API_KEY, ...inherited } = process.env;
  const child = spawn("npm", ["start"], {
    cwd: checkout,
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...inherited, ...environment, TANDEM_START_FOLDER: stateFolder, TANDEM_MARK: mark },
  });
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", onOutput);
  return child;
}

async function printedAddress(npm: ChildProcess, output: () => string): Promise<string> {
  const deadlineMs = performance.now() + readyMs;
  while (performance.now() < deadlineMs && npm.exitCode === null) {
    const match = output().match(/http:\/\/\S+tkn=\S+/);
    if (match !== null) return match[0];
    await wait(50);
  }
  assert.fail(`npm start printed no address:\n${output()}`);
}

async function refusesWithoutToken(address: string): Promise<void> {
  const response = await fetch(new URL("/", address), { redirect: "manual" });
  assert.equal(response.status, 403);
}

async function nothingLeft(mark: string): Promise<void> {
  const deadlineMs = performance.now() + stopMs;
  let left = await processesWith(mark);
  while (left.length > 0 && performance.now() < deadlineMs) {
    await wait(50);
    left = await processesWith(mark);
  }
  assert.deepEqual(left, [], "processes that npm start left behind");
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  server.listen(port, "127.0.0.1");
  try {
    await once(server, "listening");
    return true;
  } catch (error) {
    assert.ok(error instanceof Error && "code" in error && error.code === "EADDRINUSE");
    return false;
  } finally {
    server.close();
  }
}
