// The packaged extension as a developer meets it, in VS Code with one trusted folder and a simulated endpoint: explain,
// stop, fix, accept, undo, a broken endpoint, three themes. It presses what a person presses and reads what is on screen.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { eventually } from "../harness/eventually.ts";
import { openProduct, type Product } from "../harness/product.ts";

const signal = new AbortController().signal;
const answerMs = 60_000;
/** Slow enough to be stopped in the middle, fast enough for a test. */
const speed = ["--profile", "fim-7b"];
const themes = [
  ["dark", "Dark Modern"],
  ["light", "Light Modern"],
  ["high-contrast", "Default High Contrast"],
] as const;

describe("the packaged extension", () => {
  let product: Product;
  const chat = () => product.workbench.chat;
  const cartFile = () => path.join(product.workspaceFolder, "src/cart.ts");
  const lastAnswer = () => chat().locator('[data-testid="answer"]').last();

  before(async () => {
    product = await openProduct({ theme: themes[0][1], simulatorArgs: speed }, signal);
  });

  afterEach(async function () {
    if (this.currentTest?.state === "failed") await product?.workbench.screenshot("walk-failed");
  });

  after(() => product?.stop());

  it("explains the selected function, streamed, with the model and its speed below", async () => {
    await product.workbench.selectLines("src/cart.ts", 17, 24);
    await product.workbench.runCommand("Tandem: Explain Selection");
    const turn = product.workbench.turn("done");
    await turn.waitFor({ timeout: answerMs });
    const chips = await turn.locator('[data-testid="chip"]').allTextContents();
    assert.match(chips.join(" "), /cart\.ts:17–24 · typescript/);
    assert.match((await lastAnswer().textContent()) ?? "", /last item is never charged/);
    const facts = (await turn.locator('[data-testid="facts"]').textContent()) ?? "";
    assert.match(facts, /simulated.*qwen3-coder.*TTFT \d+.*tokens\/s/s);
    await product.workbench.screenshot("walk-explain");
  });

  it("stops an answer at once, keeps what arrived and frees the endpoint", async () => {
    const composer = chat().locator('[data-testid="composer"]');
    await composer.fill("simulator: long answer");
    await composer.press("Enter");
    await product.workbench.turn("streaming").waitFor({ timeout: answerMs });
    await chat().getByRole("button", { name: "Stop" }).click();
    await product.workbench.turn("stopped").waitFor({ timeout: answerMs });
    assert.notEqual((await lastAnswer().textContent()) ?? "", "");
    const metrics = await (await fetch(`${product.simulator.origin}/metrics`)).text();
    assert.match(metrics, /^vllm:num_requests_running\{[^}]*\} 0(\.0)?$/m);
    assert.match(metrics, /finished_reason="abort"[^}]*\} 1(\.0)?$/m);
  });

  it("shows a fix as a diff, applies it when accepted and takes it back with one undo", async () => {
    const original = await readFile(cartFile(), "utf8");
    await product.workbench.selectLines("src/cart.ts", 17, 24);
    await product.workbench.runCommand("Tandem: Fix Selection");
    await product.workbench.lens("Accept All").waitFor({ timeout: answerMs });
    await product.workbench.waitForTab("Proposed: cart.ts");
    await product.workbench.screenshot("walk-fix-diff");
    assert.equal(await readFile(cartFile(), "utf8"), original, "nothing is applied unseen");

    await chat().getByRole("button", { name: "Accept" }).last().click();
    await chat().getByText("The change was applied to src/cart.ts.").waitFor();
    await product.workbench.page.locator('.tab.active[data-resource-name="cart.ts"]').waitFor();
    await product.workbench.page.keyboard.press("ControlOrMeta+S");
    await eventually(async () =>
      assert.equal(
        await readFile(cartFile(), "utf8"),
        original.replace("items.length - 1;", "items.length;"),
      ),
    );
    await product.workbench.screenshot("walk-fix-accepted");

    await product.workbench.page.keyboard.press("ControlOrMeta+Z");
    await product.workbench.page.keyboard.press("ControlOrMeta+S");
    await eventually(async () => assert.equal(await readFile(cartFile(), "utf8"), original));
  });

  it("says that the endpoint went away, keeps the question and answers it once it is back", async () => {
    const { host } = new URL(product.simulator.url);
    const bringBack = await product.takeEndpointAway(signal);
    const composer = chat().locator('[data-testid="composer"]');
    await composer.fill("Which test would have caught this?");
    await composer.press("Enter");
    const turn = product.workbench.turn("failed");
    await turn.waitFor({ timeout: answerMs });
    const said = (await turn.textContent()) ?? "";
    assert.match(said, /Which test would have caught this\?/);
    assert.ok(said.includes(`Nothing is listening at ${host}.`), said);
    await product.workbench.screenshot("walk-unreachable");
    await bringBack();
    await turn.getByRole("button", { name: "Retry" }).first().click();
    await product.workbench.turn("done").waitFor({ timeout: answerMs });
  });

  for (const [name, theme] of themes) {
    it(`reviews a file in the theme ${theme}`, async () => {
      // The chat from before is there again in a window that is opened anew.
      if (theme === themes[0][1]) await product.reopen(theme, signal);
      else await product.workbench.chooseTheme(theme);
      await product.workbench.runCommand("Tandem: New Chat");
      await chat().locator('[data-testid="welcome"]').waitFor({ timeout: answerMs });
      await product.workbench.selectLines("reports/sales.py", 1, 36);
      await product.workbench.runCommand("Tandem: Review Selection");
      await chat().locator(`body.vscode-${name}`).waitFor({ timeout: answerMs });
      await product.workbench.turn("done").waitFor({ timeout: answerMs });
      const findings = await lastAnswer().locator("li").count();
      assert.ok(findings >= 3, `three defects are planted, ${findings} found`);
      await product.workbench.screenshot(`walk-review-${name}`);
    });
  }
});
