// The packaged extension in a VS Code that speaks German: the manifest, the messages of the host and both views say it. What
// each text is, german.test.ts knows; here it is looked at whether it arrives.
import assert from "node:assert/strict";
import { openProduct, type Product } from "../harness/product.ts";

const signal = new AbortController().signal;
const waitMs = 60_000;

describe("the packaged extension in German", () => {
  let product: Product;
  const chat = () => product.workbench.chat;
  before(async () => {
    product = await openProduct(
      { theme: "Dark Modern", simulatorArgs: ["--profile", "instant"], language: "de" },
      signal,
    );
  });

  afterEach(async function () {
    if (this.currentTest?.state === "failed") await product?.workbench.screenshot("german-failed");
  });

  after(() => product?.stop());

  it("has German commands, and answers with German words and numbers around it", async () => {
    await product.workbench.selectLines("src/cart.ts", 17, 24);
    await product.workbench.runCommand("Tandem: Auswahl erklären");
    await product.workbench.turn("done").waitFor({ timeout: waitMs });
    const page = chat().locator("html");
    assert.equal(await page.getAttribute("lang"), "de");
    const composer = chat().locator('[data-testid="composer"]');
    assert.equal(await composer.getAttribute("placeholder"), "Frage zum Code stellen");
    const facts = (await chat().locator('[data-testid="facts"]').textContent()) ?? "";
    assert.match(facts, /simuliert.*TTFT.*Token\/s/s);
    await product.workbench.screenshot("german-explain");
  });

  it("says what went wrong in German", async () => {
    await product.takeEndpointAway(signal);
    await chat().locator('[data-testid="composer"]').fill("Warum?");
    await chat().locator('[data-testid="composer"]').press("Enter");
    await product.workbench.turn("failed").waitFor({ timeout: waitMs });
    await chat()
      .getByText(/antwortet kein Server/)
      .first()
      .waitFor({ timeout: waitMs });
    await chat().getByRole("button", { name: "Verbindung prüfen" }).first().waitFor();
    await product.workbench.page
      .locator(".statusbar-item", { hasText: "Tandem: nicht erreichbar" })
      .waitFor({ timeout: waitMs });
    await product.workbench.screenshot("german-unreachable");
  });

  it("reports the connection in German", async () => {
    await product.workbench.runCommand("Tandem: Verbindung prüfen");
    await product.workbench.waitForTab("Verbindungsprüfung.md");
    await product.workbench.screenshot("german-connection");
  });
});
