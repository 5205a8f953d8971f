// The views of figures in a real browser: what a reader finds in them, what they ask for, that nothing of a model or a path
// becomes markup, and that what was typed survives.
import assert from "node:assert/strict";
import type { Browser } from "playwright-core";
import { closePages, oneBrowser } from "../test/one-browser.ts";
import { doubtfulLoadTest, loadHeader, sampleLoadRow } from "../test/sample-load.ts";
import { openedRepository, repositoryRun } from "../test/sample-repository.ts";
import { openViews, type Shown, serveViews, type ViewsPage } from "./test-views/page.ts";
import { scenes } from "./test-views/scenes.ts";

describe("the views of figures", function () {
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

  const text = (selector: string) => views.page.locator(selector).allInnerTexts();
  const count = (selector: string) => views.page.locator(selector).count();
  /** The cells of the row whose heading begins so. */
  const row = async (head: string, table = "table") =>
    (
      await views.page
        .locator(`${table} tbody tr`)
        .filter({ has: views.page.locator(`th:has-text("${head}")`) })
        .first()
        .locator("td")
        .allInnerTexts()
    ).map((cell) => cell.replaceAll(/\s+/g, " ").trim());

  describe("load test", () => {
    it("shows every row with n, beside the published figures", async () => {
      await views.show(scenes.load);
      assert.match(
        (await text(".view-header")).join(),
        /SIMULATED.*DECLARED HARDWARE\s*4 × H100 SXM/s,
      );
      assert.equal(await count(".view-table"), 2);
      assert.deepEqual(await row("512/512 × 1"), [
        ...[
          "32",
          "0",
          "none",
          "1,618 ms",
          "1,683 ms",
          "–",
          "1.01× of 1,608 ms",
          "1.22× of 1,328 ms",
        ],
        ...["5.8 ms p95 5.9 ms", "5.8 ms p95 6.7 ms · n 16,352"],
      ]);
      assert.deepEqual(await row("128/512 × 128", ".view-scroll:nth-of-type(2) table"), [
        ...["512", "6,613 tok/s", "1.00× of 6,615 tok/s", "0.79× of 8,407 tok/s", "5,685 tok/s"],
        ...["51.6 tok/s", "0 %"],
      ]);
    });

    it("keeps cold and warm apart in tables and charts", async () => {
      await views.show(scenes["load-doubtful"]);
      assert.deepEqual(await text(".view-part > h4"), ["Cold prefix cache", "Warm prefix cache"]);
      assert.equal(await count(".view-part:nth-of-type(2) .view-table"), 2);
      assert.equal(await count(".view-part:nth-of-type(2) .view-table:first-of-type tbody tr"), 2);
    });

    it("strikes out what is not to be quoted, and draws it nowhere", async () => {
      await views.show(scenes["load-doubtful"]);
      assert.equal(await count(".view-spoiled"), 2);
      assert.match((await text(".view-spoiled th"))[0] ?? "", /128\/512 × 128\s+not to be quoted/);
      assert.deepEqual(
        await views.page
          .locator(".view-spoiled td")
          .first()
          .evaluate((cell) => getComputedStyle(cell).textDecorationLine),
        "line-through",
      );
      assert.ok(!(await text(".load-charts")).join().includes("128/512"));
    });

    it("says each caution in words", async () => {
      await views.show(scenes["load-doubtful"]);
      const said = await text(".view-cautions li");
      for (const { message } of doubtfulLoadTest.rows.flatMap(({ cautions }) => cautions)) {
        assert.equal(said.filter((line) => line.includes(message)).length, 1, message);
      }
    });

    it("shows open loops in tables of their own, in no chart", async () => {
      await views.show(scenes["load-open"]);
      assert.deepEqual(await row("512/512 at 2/s", ".view-scroll:nth-of-type(2) table"), [
        ...["124", "31", "2,530 tok/s", "110 tok/s", "0 %"],
      ]);
      assert.equal(await count("figure"), 0);
    });

    it("does with nothing, with one request, and without the published run", async () => {
      await views.show(scenes["load-empty"]);
      assert.deepEqual(await text(".view-empty"), ["No row has been measured yet."]);
      const one = sampleLoadRow({ isl: 128, osl: 512, concurrency: 1 }, "h100x4", {
        n: 1,
        ttftMs: { n: 1, p50: 1_611 },
        published: [],
      });
      await views.show({ view: "load", rows: [one], facts: { header: loadHeader } });
      assert.deepEqual((await row("128/512 × 1")).slice(0, 6), [
        ...["1", "0", "none", "1,611 ms", "–", "–"],
      ]);
    });
  });

  describe("comparison", () => {
    it("says caveats and regressions before any table", async () => {
      await views.show(scenes.compare);
      assert.deepEqual(await text("h4"), [
        "A, the baseline",
        "B, this run",
        "Before you compare",
        "Regressions",
        "Pairs of cases",
        "Scorecards",
        "Load tests",
        "Both runs",
      ]);
      assert.ok((await text(".compare-ids")).join().includes("long.chain-30k#1.0"));
      assert.match((await text(".compare-runs")).join(), /SIMULATED/);
    });

    it("pairs the cases of each scope", async () => {
      await views.show(scenes.compare);
      assert.deepEqual(await row("Long context"), [
        "regression 21 points",
        ...["21", "8", "0", "0", "29", "−27.6 points −47.9 to −7.3 points", "0.008"],
      ]);
      assert.match((await text(".view-note")).join(), /McNemar.*Holm for 6 scopes/s);
    });

    it("marks changed verdicts with both figures", async () => {
      await views.show(scenes.compare);
      assert.deepEqual((await row("Long document understanding")).at(-1), "changed: worse");
      assert.deepEqual((await row("Code review / bugfix")).at(-1), "changed: better");
      assert.deepEqual((await row("Math / logic")).slice(0, 2), ["not in this run", "– n 0"]);
      assert.deepEqual((await row("SQL generation")).at(-1), "same");
    });

    it("shows load ratios and scaling beside the published one", async () => {
      await views.show(scenes.compare);
      assert.deepEqual(await row("512/512 × 1", "table:has-text('B ÷ A')"), [
        ...["p50 TTFT", "1,338 ms n 32", "1,618 ms n 32", "1.21×", "slower"],
      ]);
      assert.deepEqual(await row("512/512 × 128", "table:has-text('100 % is linear')"), [
        ...["1.27×", "63 %", "63 %"],
      ]);
    });

    it("leads to the cases that changed", async () => {
      await views.show(scenes.compare);
      await views.page.getByRole("button", { name: "long.chain-30k#1.0" }).click();
      assert.deepEqual((await views.intents()).at(-1), {
        ask: "openCase",
        id: "long.chain-30k#1.0",
      });
    });

    it("does without regressions, caveats and load tests, and closes", async () => {
      await views.show(scenes["compare-bare"]);
      assert.deepEqual(await text(".view-empty"), ["No case that A passed failed in B."]);
      assert.equal(await count("h4:text('Load tests')"), 0);
      await views.page.getByRole("button", { name: "Close Comparison" }).click();
      assert.deepEqual((await views.intents()).at(-1), { ask: "close" });
    });
  });

  describe("calculator", () => {
    const tiles = async () =>
      Object.fromEntries(
        await Promise.all(
          ["computed", "without-operations", "claimed"].map(async (name) => [
            name,
            (await text(`[data-testid=${name}] .view-tile-figure`))[0],
          ]),
        ),
      );
    const untouched = {
      computed: "205 users",
      "without-operations": "186 users",
      claimed: "about 225 users",
    };

    it("computes 205 beside the published 225, with its working", async () => {
      await views.show(scenes.economics);
      assert.deepEqual(await tiles(), untouched);
      assert.deepEqual(await row("Break-even"), ["95,974.56 USD ÷ 468.00 USD", "= 205.07 users"]);
      assert.match((await text(".view-sentences")).join(), /says “about 225”.*9,325 USD more/s);
      assert.deepEqual(await row("225 and more"), ["own hardware"]);
    });

    it("follows every input, and keeps them while the page is drawn again", async () => {
      await views.show(scenes.economics);
      await views.page.getByRole("button", { name: "individual, 19 USD" }).click();
      await views.page.getByLabel("Operations").fill("0");
      await views.page.getByLabel("Users", { exact: true }).fill("500");
      const changed = {
        computed: "382 users",
        "without-operations": "382 users",
        claimed: "about 225 users",
      };
      assert.deepEqual(await tiles(), changed);
      assert.deepEqual(await row("Own hardware with operations"), [
        ...["87,250 USD", "15 USD", "cheaper, by 26,750 USD a year"],
      ]);
      await views.show(scenes.economics);
      assert.deepEqual(await tiles(), changed);
      await views.show(scenes["load-empty"]);
      await views.show(scenes.economics);
      assert.deepEqual(await tiles(), changed);
      await views.page.getByRole("button", { name: "Back to the published inputs" }).click();
      assert.deepEqual(await tiles(), untouched);
    });

    for (const [field, typed, problem] of [
      ["Hosted seat", "", "Enter a number."],
      ["GPUs", "-4", "Enter a number of at least 1."],
      ["Users", "0", "Enter a number of at least 1."],
      ["Price of a GPU", "a lot", "Enter a number such as 2.49, without comma or unit."],
    ] as const) {
      it(`withholds the result for ${field} "${typed}"`, async () => {
        await views.show(scenes.economics);
        const input = views.page.getByLabel(field, { exact: true });
        await input.fill(typed);
        assert.equal(await input.getAttribute("aria-invalid"), "true");
        assert.deepEqual((await text(".economics-problem")).filter(Boolean), [problem]);
        assert.deepEqual(await text("[data-testid=said]"), [
          `No result until ${field} can be read.`,
        ]);
        assert.equal(await count(".view-tile, .view-chart"), 0);
        await views.page.getByRole("button", { name: "Back to the published inputs" }).click();
        assert.deepEqual(await tiles(), untouched);
      });
    }
  });

  describe("own repository", () => {
    it("is marked as private and shows shares with interval and n", async () => {
      await views.show(scenes.repository);
      assert.match((await text(".view-header")).join(), /private/i);
      assert.deepEqual((await row("Calls")).slice(0, 3), [
        ...["20", "100 % 83 %–100 % 20 of 20", "70 % 48 %–86 % 14 of 20"],
      ]);
    });

    it("opens the file of a hole, and shows both codes as text", async () => {
      await views.show(scenes.repository);
      await views.page
        .getByRole("button", { name: "shop/<b>odd & name</b>.ts:2", exact: true })
        .click();
      assert.deepEqual((await views.intents()).at(-1), {
        ask: "openFile",
        path: "shop/<b>odd & name</b>.ts",
        line: 2,
      });
      assert.equal(await count("pre"), 0);
      await views.page.getByRole("button", { name: "Show the code of shop/stock.go:31" }).click();
      const hole = repositoryRun.holes.find(({ path }) => path === "shop/stock.go");
      assert.deepEqual(await views.page.locator("pre").allTextContents(), [
        hole?.expected,
        hole?.answer,
      ]);
    });

    it("turns no code into markup", async () => {
      const hostile = "<img src=x onerror=alert(1)><script>alert(2)</script>";
      const hole = {
        ...repositoryRun.holes[0]!,
        answer: hostile,
        expected: hostile,
        path: hostile,
      };
      const run = {
        ...openedRepository,
        result: { ...repositoryRun, holes: [hole], notes: [hostile] },
      };
      await views.show({ view: "repository", run });
      await views.page.getByRole("button", { name: /^Show/ }).click();
      assert.equal(await count("main img, main script"), 0);
      assert.deepEqual(await views.page.locator("pre").allTextContents(), [hostile, hostile]);
    });

    it("shows long lists in parts and filters them", async () => {
      await views.show(scenes["repository-long"]);
      assert.equal(await count("[data-testid=hole]"), 200);
      await views.page.getByRole("button", { name: "Show 200 more of 250" }).click();
      assert.equal(await count("[data-testid=hole]"), 400);
      await views.page.getByLabel("Result").selectOption("differs");
      assert.equal(await count("[data-testid=hole]"), 0);
      assert.deepEqual(await text("tandem-holes [role=status]"), ["0 of 450 holes"]);
    });

    it("says how far it is, and why nothing could be measured", async () => {
      await views.show(scenes["repository-running"]);
      assert.match((await text(".view-note")).join(), /Running: 3 of 60 holes so far/);
      await views.show(scenes["repository-insufficient"]);
      assert.match((await text(".view-empty")).join(), /INSUFFICIENT: The model cannot fill in/);
    });
  });

  it("never make a narrow panel scroll sideways", async () => {
    await views.page.setViewportSize({ width: 420, height: 800 });
    for (const [name, shown] of Object.entries<Shown>(scenes)) {
      await views.show(shown);
      const excess = await views.page.evaluate(() => {
        const { scrollWidth, clientWidth } = document.documentElement;
        return scrollWidth - clientWidth;
      });
      assert.equal(excess, 0, name);
    }
    await views.page.setViewportSize({ width: 1_048, height: 900 });
  });
});
