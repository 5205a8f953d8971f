// The packaged extension as a developer meets it, in VS Code with one trusted folder and a simulated endpoint: explain,
// stop, fix, accept, undo, a broken endpoint, three themes. It presses what a person presses and reads what is on screen.
import assert from "node:assert/strict";
import { cp, mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Browser } from "playwright-core";
import { launchBrowser } from "../harness/browser.ts";
import {
  type CodeServer,
  installExtension,
  startCodeServer,
  writeSettings,
} from "../harness/code-server.ts";
import { quietSettings } from "../harness/quiet-settings.ts";
import { checkout, type RunningSimulator, startSimulator } from "../harness/simulator.ts";
import { openWorkbench, type Workbench } from "../harness/workbench.ts";

const signal = new AbortController().signal;
const answerMs = 60_000;
const vsixFile = path.join(checkout, "dist/tandem.vsix");
/** Slow enough to be stopped in the middle, fast enough for a test. */
const speed = ["--profile", "fim-7b"];
const themes = [
  ["dark", "Dark Modern"],
  ["light", "Light Modern"],
  ["high-contrast", "Default High Contrast"],
] as const;

describe("the packaged extension", () => {
  let folder = "";
  let simulator: RunningSimulator;
  let server: CodeServer;
  let browser: Browser;
  let workbench: Workbench;

  const dataFolder = () => path.join(folder, "data");
  const cartFile = () => path.join(folder, "workspace/src/cart.ts");
  const settings = (theme: string, url: string) => ({
    ...quietSettings,
    "workbench.colorTheme": theme,
    "files.autoSave": "off",
    "tandem.endpoints": [{ id: "local", url }],
  });
  const lastAnswer = () => workbench.chat.locator('[data-testid="answer"]').last();

  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "tandem-walk-"));
    await cp(
      path.join(checkout, "extension/test/workspaces/sample"),
      path.join(folder, "workspace"),
      {
        recursive: true,
      },
    );
    await mkdir(dataFolder());
    simulator = await startSimulator({ args: speed }, signal);
    const folders = { dataFolder: dataFolder(), extensionsFolder: path.join(folder, "extensions") };
    await installExtension(vsixFile, folders, signal);
    server = await startCodeServer(
      {
        ...folders,
        workspaceFolder: path.join(folder, "workspace"),
        settings: settings(themes[0][1], simulator.url),
        trustsEverything: true,
      },
      signal,
    );
    browser = await launchBrowser(signal);
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    workbench = await openWorkbench(page, server.pageUrl(), signal);
  });

  afterEach(async function () {
    if (this.currentTest?.state === "failed") await workbench?.screenshot("walk-failed");
  });

  after(async () => {
    await browser?.close();
    await server?.stop();
    await simulator?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it("explains the selected function, streamed, with the model and its speed below", async () => {
    await workbench.selectLines("src/cart.ts", 17, 24);
    await workbench.runCommand("Tandem: Explain Selection");
    const turn = workbench.turn("done");
    await turn.waitFor({ timeout: answerMs });
    const chips = await turn.locator('[data-testid="chip"]').allTextContents();
    assert.match(chips.join(" "), /cart\.ts:17–24 · typescript/);
    assert.match((await lastAnswer().textContent()) ?? "", /last item is never charged/);
    const facts = (await turn.locator('[data-testid="facts"]').textContent()) ?? "";
    assert.match(facts, /simulated.*qwen3-coder.*TTFT \d+.*tokens\/s/s);
    await workbench.screenshot("walk-explain");
  });

  it("stops an answer at once, keeps what arrived and frees the endpoint", async () => {
    const composer = workbench.chat.locator('[data-testid="composer"]');
    await composer.fill("simulator: long answer");
    await composer.press("Enter");
    await workbench.turn("streaming").waitFor({ timeout: answerMs });
    await workbench.chat.getByRole("button", { name: "Stop" }).click();
    await workbench.turn("stopped").waitFor({ timeout: answerMs });
    assert.notEqual((await lastAnswer().textContent()) ?? "", "");
    const metrics = await (await fetch(`${simulator.origin}/metrics`)).text();
    assert.match(metrics, /^vllm:num_requests_running\{[^}]*\} 0(\.0)?$/m);
    assert.match(metrics, /finished_reason="abort"[^}]*\} 1(\.0)?$/m);
  });

  it("shows a fix as a diff, applies it when accepted and takes it back with one undo", async () => {
    const original = await readFile(cartFile(), "utf8");
    await workbench.selectLines("src/cart.ts", 17, 24);
    await workbench.runCommand("Tandem: Fix Selection");
    await workbench.page.getByText("Accept Change").first().waitFor({ timeout: answerMs });
    await workbench.page.locator(".tab.active", { hasText: "proposed change" }).waitFor();
    await workbench.screenshot("walk-fix-diff");
    assert.equal(await readFile(cartFile(), "utf8"), original, "nothing is applied unseen");

    await workbench.chat.getByRole("button", { name: "Accept" }).last().click();
    await workbench.chat.getByText("The change was applied to src/cart.ts.").waitFor();
    await workbench.page.locator('.tab.active[data-resource-name="cart.ts"]').waitFor();
    await workbench.page.keyboard.press("ControlOrMeta+S");
    await eventually(async () =>
      assert.equal(
        await readFile(cartFile(), "utf8"),
        original.replace("items.length - 1;", "items.length;"),
      ),
    );
    await workbench.screenshot("walk-fix-accepted");

    await workbench.page.keyboard.press("ControlOrMeta+Z");
    await workbench.page.keyboard.press("ControlOrMeta+S");
    await eventually(async () => assert.equal(await readFile(cartFile(), "utf8"), original));
  });

  it("says that the endpoint went away, keeps the question and answers it once it is back", async () => {
    const { port } = new URL(simulator.url);
    await simulator.stop();
    const composer = workbench.chat.locator('[data-testid="composer"]');
    await composer.fill("Which test would have caught this?");
    await composer.press("Enter");
    const turn = workbench.turn("failed");
    await turn.waitFor({ timeout: answerMs });
    const said = (await turn.textContent()) ?? "";
    assert.match(said, /Which test would have caught this\?/);
    assert.ok(said.includes(`Nothing is listening at 127.0.0.1:${port}.`), said);
    await workbench.screenshot("walk-unreachable");
    simulator = await startSimulator({ args: [...speed, "--port", port] }, signal);
    await turn.getByRole("button", { name: "Retry" }).first().click();
    await workbench.turn("done").waitFor({ timeout: answerMs });
  });

  for (const [name, theme] of themes) {
    it(`reviews a file in the theme ${theme}`, async () => {
      await writeSettings(dataFolder(), settings(theme, simulator.url));
      workbench = await openWorkbench(workbench.page, server.pageUrl(), signal);
      await workbench.selectLines("reports/sales.py", 1, 36);
      await workbench.runCommand("Tandem: Review Selection");
      await workbench.chat.locator(`body.vscode-${name}`).waitFor({ timeout: answerMs });
      await workbench.turn("done").waitFor({ timeout: answerMs });
      const findings = await lastAnswer().locator("li").count();
      assert.ok(findings >= 3, `three defects are planted, ${findings} found`);
      await workbench.screenshot(`walk-review-${name}`);
    });
  }
});

/** Saving is asynchronous; the assertion itself says when it is done. */
async function eventually(check: () => Promise<void>): Promise<void> {
  const deadlineMs = performance.now() + 10_000;
  while (true) {
    try {
      return await check();
    } catch (error) {
      if (!(error instanceof assert.AssertionError) || performance.now() > deadlineMs) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
