// Inline completion in the packaged extension as somebody sees it who types: ghost text, Tab, undo, the status item and the
// trace, in three themes; and what a model looks like that is too slow.
import assert from "node:assert/strict";
import { errors } from "playwright-core";
import { openProduct, type Product } from "../harness/product.ts";
import { ghostText } from "../harness/workbench.ts";

const signal = new AbortController().signal;
const showsMs = 30_000;
const themes = [
  ["dark", "Dark Modern"],
  ["light", "Light Modern"],
  ["high-contrast", "Default High Contrast"],
] as const;
const models = ["--model", "large", "--model", "fast"];
const routed = {
  "tandem.models": [{ id: "small", endpoint: "local", model: "fast" }],
  "tandem.routes": { inline: "small" },
  // A list of words would stand in front of the ghost text.
  "editor.quickSuggestions": { other: "off", comments: "off", strings: "off" },
};

const status = (product: Product) =>
  product.workbench.page.locator('.statusbar-item[id^="tandem.tandem"]').first();

/** Puts the cursor on a new line at the end of the function that sums the cart up, and types. */
async function typeInCart(product: Product, text: string): Promise<void> {
  const { page } = product.workbench;
  await product.workbench.selectLines("src/cart.ts", 23, 23);
  // One key and its effect: on a slow machine single keys of several got lost while the editor was opening.
  const line = page.locator(".statusbar-item", { hasText: "Ln 23, Col 3" });
  while (!(await line.isVisible())) {
    await page.keyboard.press("Control+Shift+Enter");
    await line.waitFor({ timeout: 3_000 }).catch(keepTrying);
  }
  await page.keyboard.type(text, { delay: 60 });
}

function keepTrying(error: unknown): void {
  if (!(error instanceof errors.TimeoutError)) throw error;
}

async function showHover(product: Product): Promise<string> {
  await status(product).hover();
  const hover = product.workbench.page
    .locator(".workbench-hover-container .hover-contents")
    .first();
  await hover.waitFor({ timeout: showsMs });
  return (await hover.textContent()) ?? "";
}

describe("completion in the packaged extension", () => {
  let product: Product;
  before(async () => {
    product = await openProduct(
      {
        theme: themes[0][1],
        simulatorArgs: ["--profile", "fim-7b", ...models],
        settings: routed,
      },
      signal,
    );
  });
  afterEach(async function () {
    if (this.currentTest?.state === "failed") {
      await product?.workbench.screenshot("completion-failed");
    }
  });
  after(() => product?.stop());

  for (const [name, theme] of themes) {
    it(`shows ghost text while one types, in ${name}, and Tab takes it`, async () => {
      const { page } = product.workbench;
      if (theme !== themes[0][1]) await product.workbench.chooseTheme(theme);
      await product.workbench.selectLines("src/cart.ts", 1, 1);
      await status(product).and(page.getByLabel(/is on/)).waitFor({ timeout: showsMs });
      await typeInCart(product, "const first = it");
      await page.locator(ghostText).first().waitFor({ timeout: showsMs });
      await product.workbench.screenshot(`completion-ghost-text-${name}`);
      await page.keyboard.press("Tab");
      await page.locator(".view-line", { hasText: "const first = items[index];" }).waitFor();
      await product.workbench.runCommand("File: Revert File");
    });
  }

  it("says in the status item's hover where the time goes", async () => {
    const text = await showHover(product);
    assert.match(text, /TTFT/);
    assert.match(text, /Completion \(simulated\)/);
    await product.workbench.screenshot("completion-hover");
  });

  it("shows the prompts and times on a page", async () => {
    await product.workbench.runCommand("Tandem: Show Completion Trace");
    await product.workbench.waitForTab("Completion Trace");
    assert.match(await product.workbench.editorText(), /completion trace/);
    await product.workbench.screenshot("completion-trace");
  });
});

describe("completion with a model that is too slow", () => {
  let product: Product;
  before(async () => {
    product = await openProduct(
      {
        theme: themes[0][1],
        simulatorArgs: ["--profile", "fim-7b", ...models],
        settings: {
          ...routed,
          "tandem.models": [{ id: "small", endpoint: "local", model: "large" }],
          "tandem.completion.maxTtftMs": 5,
        },
      },
      signal,
    );
  });
  after(() => product?.stop());

  it("pauses, says the figure and offers a way out", async () => {
    await typeInCart(product, "const first = it");
    const item = status(product);
    await item.getByText(/completion paused, TTFT \d+ ms/).waitFor({ timeout: showsMs });
    assert.match(await showHover(product), /Use Anyway.*Choose Another Model/);
    await product.workbench.screenshot("completion-paused");
    // What came before the verdict may still stand there: it is the next line that must stay empty.
    await product.workbench.page.keyboard.press("Escape");
    await typeInCart(product, "const second = it");
    assert.equal(await product.workbench.page.locator(ghostText).count(), 0);
    await product.workbench.runCommand("Tandem: Show Completion Trace");
    await product.workbench.waitForTab("Completion Trace");
    assert.match(await product.workbench.editorText(), /cart\.ts: not asked/);
    // On this page completion is off, and the way out has to be there all the same.
    await item.getByText(/completion paused/).waitFor({ state: "hidden", timeout: showsMs });
    await product.workbench.runCommand("Tandem: Use Completion Model Anyway");
    await typeInCart(product, "const first = it");
    await product.workbench.page.locator(ghostText).first().waitFor({ timeout: showsMs });
  });
});
