// A day with the packaged extension in one walk: mention a file, ask for a change and decide it hunk by hunk, commands in
// the composer, several chats, a reload, a quick fix, an edit at the cursor and a command that fails. It presses what a
// person presses and reads what is on screen.
import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { eventually } from "../harness/eventually.ts";
import { openProduct, type Product } from "../harness/product.ts";

const signal = new AbortController().signal;
const answerMs = 60_000;

describe("the packaged extension, all day", () => {
  let product: Product;
  let original = "";
  const file = () => path.join(product.workspaceFolder, "src/cart.ts");
  const chat = () => product.workbench.chat;
  const part = (name: string) => chat().locator(`[data-testid="${name}"]`);
  const composer = () => part("composer");
  const keys = () => product.workbench.page.keyboard;
  const ask = async (question: string) => {
    await composer().fill(question);
    await composer().press("Enter");
    await chat().locator('[data-testid="turn"] h2', { hasText: question }).last().waitFor();
    await product.workbench.turn("done").waitFor({ timeout: answerMs });
  };
  const save = async (expected: string) => {
    await keys().press("ControlOrMeta+S");
    await eventually(async () => assert.equal(await readFile(file(), "utf8"), expected));
  };

  before(async () => {
    const options = { theme: "Dark Modern", simulatorArgs: ["--profile", "instant"] };
    product = await openProduct(options, signal);
    original = await readFile(file(), "utf8");
  });

  afterEach(async function () {
    if (this.currentTest?.state === "failed") await product?.workbench.screenshot("day-failed");
  });

  after(() => product?.stop());

  it("attaches the file that is mentioned, and says what it costs", async () => {
    await product.workbench.selectLines("src/cart.ts", 1, 1);
    await product.workbench.runCommand("Tandem: Open Chat");
    await product.workbench.screenshot("day-01-empty");
    await composer().click();
    await keys().type("@cart");
    const option = part("suggestions").getByRole("option", { name: /cart\.ts/ });
    await option.first().waitFor({ timeout: answerMs });
    await product.workbench.screenshot("day-02-mention");
    await keys().press("Enter");
    const chip = chat().locator('form [data-testid="chip"]');
    await chip.getByText("cart.ts").waitFor();
    assert.match((await part("meter").textContent()) ?? "", /\d/);
    await product.workbench.screenshot("day-03-chip");
  });

  it("shows the change that was asked for, and leaves the keyboard in the chat", async () => {
    await ask("Fix the bugs in src/cart.ts");
    await product.workbench.waitForTab("Proposed: cart.ts");
    await part("card")
      .getByText(/Proposed change of 1 file/)
      .waitFor();
    await chat().locator("ins.edit-line").first().waitFor();
    await product.workbench.lens("Accept All").waitFor();
    await product.workbench.screenshot("day-04-proposed");
    await keys().type("Thanks");
    assert.equal(await composer().inputValue(), "Thanks");
    await composer().fill("");
  });

  it("applies the hunks that are accepted, and one undo restores the file", async () => {
    const { lens, statusItem } = product.workbench;
    await lens("Accept", "Hunk 1 of 3").click();
    await part("card").getByText("1 of 3 hunks decided").waitFor();
    // The next hunk, which the keyboard goes to.
    await statusItem("Ln 29, Col 1").waitFor();
    await product.workbench.screenshot("day-05-first-hunk");
    await lens("Reject", "Hunk 2 of 3").click();
    await statusItem("Ln 36, Col 1").waitFor();
    assert.equal(await readFile(file(), "utf8"), original, "nothing is applied unseen");
    await keys().press("Control+Enter");
    await product.workbench.page.locator('.tab.active[data-resource-name="cart.ts"]').waitFor();
    await part("card")
      .getByText(/applied to src\/cart\.ts/)
      .waitFor();
    await statusItem("Ln 36, Col 1").waitFor();
    await product.workbench.screenshot("day-06-applied");
    await save(
      original
        .replace("items.length - 1;", "items.length;")
        .replace("return items.sort(", "return [...items].sort("),
    );
    await keys().press("ControlOrMeta+Z");
    await save(original);
  });

  it("explains the selection by a command in the composer", async () => {
    await product.workbench.selectLines("src/cart.ts", 17, 24);
    await composer().click();
    await keys().type("/");
    await part("suggestions").waitFor();
    await product.workbench.screenshot("day-07-slash");
    await keys().type("explain");
    await keys().press("Enter");
    await part("turn").nth(1).and(chat().locator('[data-state="done"]')).waitFor();
    assert.match((await part("answer").last().textContent()) ?? "", /last item is never charged/);
    await product.workbench.screenshot("day-08-explained");
  });

  it("keeps several chats, finds one again and opens it", async () => {
    await product.workbench.runCommand("Tandem: New Chat");
    await part("turn").first().waitFor({ state: "hidden" });
    await ask("What can I try in this workspace?");
    await product.workbench.screenshot("day-09-second-chat");
    await product.workbench.runCommand("Tandem: Show Chats");
    const rows = part("chat-row");
    await rows.nth(1).waitFor();
    await product.workbench.screenshot("day-10-chats");
    await part("chat-list").getByRole("searchbox").fill("bugs in src");
    await rows.nth(1).waitFor({ state: "hidden" });
    await product.workbench.screenshot("day-11-found");
    await rows.first().getByRole("button").first().click();
    await part("turn").nth(1).waitFor();
    await product.workbench.screenshot("day-12-opened");
  });

  it("has chat, draft and history again after a reload", async () => {
    await composer().fill("What about vouchers");
    await product.workbench.selectLines("src/cart.ts", 1, 1);
    await product.workbench.reload();
    await part("turn").nth(1).waitFor({ timeout: answerMs });
    assert.equal(await composer().inputValue(), "What about vouchers");
    await product.workbench.screenshot("day-13-reloaded");
    await product.workbench.runCommand("Tandem: Show Chats");
    await part("chat-row").nth(1).waitFor();
    await keys().press("Escape");
    await composer().fill("");
  });

  it("fixes a problem from the light bulb, and says what became of it", async () => {
    await writeFile(
      file(),
      original.replace("(items: Item[], count", "(items: readonly Item[], count"),
    );
    const line = original.split("\n").findIndex((each) => each.includes("return items.sort(")) + 1;
    await product.workbench.selectLines("src/cart.ts", line, line);
    await product.workbench.page.locator(".squiggly-error").first().waitFor({ timeout: answerMs });
    await keys().press("Home");
    for (const _ of "return items.") await keys().press("ArrowRight");
    await product.workbench.pickQuickFix("Fix with Tandem");
    const accept = product.workbench.lens("Accept", "Hunk 1 of 1");
    await accept.waitFor({ timeout: answerMs });
    await product.workbench.screenshot("day-14-problem-fix");
    await accept.click();
    await part("card").last().getByText(/gone/).waitFor({ timeout: answerMs });
    await product.workbench.screenshot("day-15-problem-gone");
    await keys().press("ControlOrMeta+Z");
  });

  it("edits code at the cursor", async () => {
    await product.workbench.selectLines("src/cart.ts", 17, 24);
    await keys().press("Shift+Alt+T");
    await keys().press("I");
    await product.workbench.page.getByText("Say what to do").waitFor();
    await product.workbench.screenshot("day-16-inline-input");
    await product.workbench.answerInput("rename sum to total");
    await product.workbench.lens("Accept All").waitFor({ timeout: answerMs });
    await product.workbench.screenshot("day-17-inline-preview");
    await keys().press("ControlOrMeta+Shift+Enter");
    await product.workbench.page.locator('.tab.active[data-resource-name="cart.ts"]').waitFor();
    assert.match(await product.workbench.editorText(), /total \+= item\.unitPriceCents/);
    await product.workbench.screenshot("day-18-inline-accepted");
    await keys().press("ControlOrMeta+Z");
  });

  it("offers to explain a command that failed, until the next one", async () => {
    const offer = product.workbench.statusItem("Explain Failure");
    await product.workbench.runInTerminal("node src/missing.js");
    await offer.waitFor({ timeout: answerMs });
    await product.workbench.screenshot("day-19-failed-command");
    await keys().type("true\n");
    await offer.waitFor({ state: "hidden" });
    await keys().type("node src/missing.js\n");
    await offer.click();
    const answer = part("answer")
      .last()
      .getByText(/ended with exit code 1/);
    await answer.waitFor({ timeout: answerMs });
    assert.equal(await offer.count(), 0);
    await product.workbench.screenshot("day-20-explained-failure");
  });

  it("leaves the keyboard in the composer after a command that changes code", async () => {
    await product.workbench.selectLines("src/cart.ts", 17, 24);
    await composer().click();
    await keys().type("/fix");
    await keys().press("Enter");
    await product.workbench.waitForTab("Proposed: cart.ts");
    await part("card")
      .last()
      .getByText(/Proposed change of 1 file/)
      .waitFor({ timeout: answerMs });
    await keys().type("Thanks");
    assert.equal(await composer().inputValue(), "Thanks");
    await product.workbench.screenshot("day-21-slash-fix");
  });
});
