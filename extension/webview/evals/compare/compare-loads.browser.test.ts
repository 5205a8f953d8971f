// Two compared load tests in a real browser: the figures of both runs, what more GPUs brought, and the chart of both.
import assert from "node:assert/strict";
import type { Browser } from "playwright-core";
import { closePages, oneBrowser } from "../../test/one-browser.ts";
import { openViews, serveViews, type ViewsPage } from "../test-views/page.ts";
import { loadsView } from "./sample-loads.ts";

describe("two load tests compared", function () {
  this.timeout(30_000);
  let browser: Browser;
  let server: Awaited<ReturnType<typeof serveViews>>;
  let views: ViewsPage;

  before(async () => {
    server = await serveViews();
    browser = await oneBrowser();
    views = await openViews(browser, server);
  });
  after(async () => {
    await closePages();
    server?.close();
  });
  beforeEach(() => views.show({ view: "nothing" }));
  afterEach(async () => assert.deepEqual(await views.complaints(), []));

  const text = async (selector: string) =>
    (await views.page.locator(selector).allInnerTexts()).map((one) =>
      one.replaceAll(/\s+/g, " ").trim(),
    );

  it("says what speaks against it first, then what more GPUs brought, then every row", async () => {
    await views.show({ view: "compare", comparison: loadsView });
    assert.deepEqual(await text("h4"), [
      "A, the baseline",
      "B, this run",
      "Before you compare",
      "Scaling",
      "Rows of both tests",
      "Throughput of both tests",
      "Both tests",
    ]);
    assert.match((await text(".compare-runs")).join(), /4 × H100 SXM.*8 × H100 SXM/);
    assert.deepEqual(await text("table:has-text('100 % is linear') td"), ["1.27×", "63 %", "63 %"]);
    assert.deepEqual(await text("table:has-text('B ÷ A') tbody tr:last-child td"), [
      ...["output tokens/s", "5,412 tok/s n 512", "7,015 tok/s n 512", "1.30×", "faster"],
    ]);
    for (const caption of await text("caption")) {
      if (!/What was run|Output tokens/.test(caption)) assert.match(caption, /simulated/);
    }
  });

  it("draws both tests in one chart", async () => {
    await views.show({ view: "compare", comparison: loadsView });
    assert.deepEqual(await text("figure h5"), [
      "Throughput against concurrency at 512/512 tokens (steady)",
    ]);
    const legend = (await text("figure")).join();
    assert.match(legend, /A, the baseline: 4 × H100 SXM/);
    assert.match(legend, /B, this run: 8 × H100 SXM/);
  });

  it("does without common rows and without declared hardware, and closes", async () => {
    const { scaling: _, ...comparison } = loadsView.comparison;
    const { hardware: __, ...run } = loadsView.current.run;
    const current = { ...loadsView.current, run, rows: [] };
    await views.show({
      view: "compare",
      comparison: { ...loadsView, current, comparison: { ...comparison, caveats: [], load: [] } },
    });
    assert.deepEqual(await text(".view-empty"), [
      "Scaling efficiency needs two tests with different numbers of GPUs: the hardware of both has to be declared.",
      "The two tests have no row in common.",
    ]);
    await views.page.getByRole("button", { name: "Close Comparison" }).click();
    assert.deepEqual((await views.intents()).at(-1), { ask: "close" });
  });
});
