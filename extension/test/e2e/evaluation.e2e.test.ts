// Evaluating an endpoint with the packaged extension as a person does: the command, one button, a reload in the middle, the
// scorecard, a case, a comparison, and endpoints that do not answer. The process that asks is the packaged one, too.
import assert from "node:assert/strict";
import { openProduct, type Product } from "../harness/product.ts";
import { type RunningSimulator, startSimulator } from "../harness/simulator.ts";

const signal = new AbortController().signal;
const showsMs = 30_000;
const runMs = 90_000;
const rightAnswers = [
  ...["--answers", "references"],
  ...["--enable-auto-tool-choice", "--tool-call-parser", "qwen3_coder"],
];
/** Slow enough that a window can be reloaded while it answers. */
const slow = ["--profile", "fim-7b", ...rightAnswers];
const fast = ["--profile", "instant", "--answers", "mutants:1", ...rightAnswers.slice(2)];

describe("evaluation in the packaged extension", () => {
  let product: Product;
  let other: RunningSimulator;
  const panel = () => product.workbench.evaluation;
  const part = (name: string) => panel().locator(`[data-testid="${name}"]`).first();
  const button = (name: string | RegExp) => panel().getByRole("button", { name });
  const state = (word: string) => part("state").and(panel().getByText(word));
  const inHeader = (name: string) => part("run-header").locator(`[data-testid="${name}"]`);
  const choose = async (endpoint: string) => {
    await part("endpoint").selectOption(endpoint);
    await panel().getByRole("radio", { name: "Smoke" }).check();
  };

  before(async () => {
    other = await startSimulator({ args: fast }, signal);
    const gone = { id: "gone", url: "http://127.0.0.1:1/v1" };
    product = await openProduct(
      {
        theme: "Dark Modern",
        simulatorArgs: slow,
        endpoints: [{ id: "other", url: other.url }, gone],
        settings: { "tandem.evals.concurrency": 2 },
      },
      signal,
    );
  });
  afterEach(async function () {
    if (this.currentTest?.state === "failed") {
      await product?.workbench.screenshot("evaluation-test-failed");
    }
  });
  after(async () => {
    await product?.stop();
    await other?.stop();
  });

  it("opens by its command and says what it would ask", async () => {
    await product.workbench.runCommand("Tandem: Evaluate Endpoint");
    await part("setup").waitFor({ timeout: showsMs });
    await part("badge-simulated").waitFor({ timeout: showsMs });
    await product.workbench.screenshot("evaluation-setup-dark");
  });

  it("says which endpoint does not answer, and what to do", async () => {
    await choose("gone");
    await part("problem").waitFor({ timeout: showsMs });
    assert.equal(await button("Evaluate").isDisabled(), true);
    await button("Check Connection").waitFor();
    await product.workbench.screenshot("evaluation-failed-dark");
  });

  it("runs on while the window is reloaded, and is found again", async () => {
    await choose("local");
    await button("Evaluate").click();
    await inHeader("badge-simulated").waitFor({ timeout: showsMs });
    await product.workbench.screenshot("evaluation-running-dark");
    await product.reopen("Default High Contrast", signal);
    await state("Running").waitFor({ timeout: showsMs });
    await inHeader("badge-simulated").waitFor({ timeout: showsMs });
    await product.workbench.screenshot("evaluation-running-high-contrast");
  });

  it("reaches a scorecard in which every row says why", async () => {
    await state("Complete").waitFor({ timeout: runMs });
    const rows = panel().locator('[data-testid="scorecard-row"]');
    await rows.first().waitFor();
    const words = await rows.allTextContents();
    assert.equal(words.length, 12);
    assert.deepEqual(
      words.filter((row) => !/PASS|MARGINAL|FAIL|INSUFFICIENT/.test(row)),
      [],
    );
    await product.workbench.screenshot("evaluation-finished-high-contrast");
  });

  it("opens a case with what was asked and answered", async () => {
    await panel()
      .getByRole("tab", { name: /^Cases/ })
      .click();
    await panel().locator('[data-testid="case-row"]').first().click();
    await part("case-details").waitFor();
    await part("conversation").waitFor({ timeout: showsMs });
    await part("conversation").scrollIntoViewIfNeeded();
    await product.workbench.screenshot("evaluation-case-high-contrast");
  });

  it("keeps the run, and holds another one against it", async () => {
    await button("Back to all runs").click();
    await panel()
      .locator('[data-testid="run"][data-state="complete"]')
      .waitFor({ timeout: showsMs });
    await choose("other");
    await panel().locator("summary", { hasText: "Categories" }).click();
    for (const name of ["SQL", "Regex"]) await panel().getByRole("checkbox", { name }).check();
    await button("Evaluate").click();
    await state("Complete").waitFor({ timeout: runMs });
    await product.reopen("Light Modern", signal);
    await state("Complete").waitFor({ timeout: showsMs });
    await product.workbench.screenshot("evaluation-finished-light");
    await button(/^Compare/).click();
    await part("comparison").waitFor({ timeout: showsMs });
    await product.workbench.screenshot("evaluation-compared-light");
  });
});
