// The charts in a real Chromium under the policy that ships: keyboard, readout, the table that says the same, bad data, and
// axe in four themes.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type axe from "axe-core";
import type { Browser, Locator } from "playwright-core";
import { closePages, oneBrowser } from "../../test/one-browser.ts";
import { type ThemeName, themes } from "../../test/themes.ts";
import {
  depths,
  distribution,
  flips,
  hostile,
  lines,
  pareto,
  seriesOf,
  throughput,
} from "./sample-charts.ts";
import type { Shown } from "./test-main.ts";
import { type ChartPage, type ChartServer, openCharts, serveCharts } from "./test-page.ts";

const all: Shown[] = [distribution(), throughput(), pareto(), depths(), flips()];

/** One of everything there is; axe takes its time over every element. */
const few: Shown[] = [distribution(), throughput(), pareto(), depths(), flips(9, 2)];

describe("the charts", function () {
  this.timeout(30_000);
  let server: ChartServer;
  let browser: Browser;
  let charts: ChartPage;
  let axeSource: string;

  before(async () => {
    const axeFile = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
    axeSource = await readFile(axeFile, "utf8");
    server = await serveCharts();
    browser = await oneBrowser();
    charts = await openCharts(browser, server);
  });

  after(async () => {
    await charts?.close();
    await closePages();
    server?.close();
  });

  afterEach(async () => assert.deepEqual(await charts.complaints(), []));

  const find = (selector: string): Locator => charts.page.locator(selector);
  const press = (...keys: string[]) =>
    keys.reduce(
      (before, key) => before.then(() => charts.page.keyboard.press(key)),
      Promise.resolve(),
    );
  const readout = async () => {
    const text = await find(".chart-readout").first().textContent();
    return (text ?? "").replace(/\s+/g, " ").trim();
  };
  const focused = () =>
    charts.page.evaluate(() => document.activeElement?.getAttribute("aria-label"));
  const openTables = () =>
    charts.page.evaluate(async () => {
      for (const details of document.querySelectorAll("details")) details.open = true;
      for (let i = 0; i < 3; i++) await new Promise((resolve) => requestAnimationFrame(resolve));
    });
  /** Rows of all tables, a row as its cells joined by ` | `. */
  const rows = () =>
    find("tbody tr").evaluateAll((list) =>
      list.map((row) => [...row.children].map((cell) => cell.textContent).join(" | ")),
    );
  const fresh = async (...shown: Shown[]) => {
    await charts.show();
    await charts.show(...shown);
  };

  it("have a name, a description, a badge where simulated, and n", async () => {
    await fresh(...all);
    for (const { props } of all) {
      const figure = charts.page.getByRole("figure", { name: props.title, exact: true });
      assert.equal(await figure.getByRole("img", { name: props.title }).count(), 1);
      assert.equal(
        await figure.getByText("simulated", { exact: true }).count(),
        props.isSimulated ? 1 : 0,
      );
      assert.equal(await figure.getByRole("heading", { level: 3, name: props.title }).count(), 1);
      const described = await figure.locator('[role="img"]').getAttribute("aria-describedby");
      assert.match((await find(`#${described}`).textContent()) ?? "", /\d/);
    }
    assert.match((await find(".chart-legend").first().textContent()) ?? "", /n 64/);
  });

  it("are one tab stop each; arrows go along a series and to the next one", async () => {
    await fresh(throughput({ published: [] }), flips());
    await press("Tab");
    assert.equal(await focused(), "128/512 tokens, 1 stream");
    await press("ArrowLeft", "ArrowRight", "ArrowRight");
    assert.equal(await focused(), "128/512 tokens, 32 streams");
    await press("ArrowDown");
    assert.equal(await focused(), "128/1024 tokens, 32 streams");
    await press("End", "ArrowDown", "ArrowDown", "ArrowDown");
    assert.equal(await focused(), "512/1024 tokens, 128 streams");
    await press("Home", "ArrowUp");
    assert.equal(await focused(), "512/512 tokens, 1 stream");
    assert.equal(await find('.chart-mark[tabindex="0"]').count(), 2);
    await press("Tab", "Tab");
    assert.equal(await focused(), "algorithm.py.interval-merge#3.0, epoch 1");
    // Back to the mark that was left, over the summary of the table.
    await press("Shift+Tab", "Shift+Tab");
    assert.equal(await focused(), "512/512 tokens, 1 stream");
  });

  it("keep their tab stop and their readout when data comes in", async () => {
    await fresh(throughput({ published: [] }));
    await press("Tab", "End");
    await charts.show(throughput({ published: [], isSimulated: true }));
    assert.equal(await focused(), "128/512 tokens, 128 streams");
    const only = [{ label: "one", points: [{ concurrency: 4, tokensPerSecond: 99.99, n: 7 }] }];
    await charts.show(throughput({ series: only, published: [] }));
    assert.equal(await find('.chart-mark[tabindex="0"]').count(), 1);
    await find(".chart-mark").focus();
    assert.equal(await readout(), "one, 4 streams 99.9 tok/s · n 7");
  });

  it("read out the mark under the pointer, else the one with the focus", async () => {
    await fresh(depths());
    await find(".chart-mark").first().focus();
    assert.equal(await readout(), "4k tokens, depth 10 %: 3/3 100 % passed · n 3");
    await find('.chart-mark[aria-label="30k tokens, depth 90 %: 0/3"]').hover();
    assert.equal(await readout(), "30k tokens, depth 90 %: 0/3 0 % passed · n 3");
    await charts.page.mouse.move(2, 2);
    assert.equal(await readout(), "4k tokens, depth 10 %: 3/3 100 % passed · n 3");
    await press("Shift+Tab");
    assert.doesNotMatch(await readout(), /passed/);
    assert.equal(await find('[aria-live="polite"]').count(), 1);
  });

  it("open the case of a cell with Enter and with a click", async () => {
    await fresh(flips());
    await find(".chart-mark").nth(1).focus();
    await press("Enter");
    await find(".chart-mark").nth(6).click();
    assert.deepEqual(await charts.opened(), [
      { id: "algorithm.py.interval-merge#3.0", epoch: 2 },
      { id: "sql.running-total#14.0", epoch: 3 },
    ]);
  });

  it("say in their tables what they were given", async () => {
    await fresh(throughput(), pareto());
    await openTables();
    const text = await rows();
    const given = throughput();
    assert.ok(given.kind === "throughput");
    const measured = given.props.series.flatMap(({ label, points }) =>
      points.map(({ concurrency, tokensPerSecond: rate, n }) => {
        const floored = rate < 100 ? Math.floor(rate * 10) / 10 : Math.floor(rate);
        const digits = { minimumFractionDigits: rate < 100 ? 1 : 0 };
        return `${label} | ${concurrency} | ${floored.toLocaleString("en", digits)} tok/s | ${n}`;
      }),
    );
    assert.deepEqual(text.slice(0, measured.length), measured);
    assert.ok(text.includes("8× H100 | 128 | 8,407 tok/s | published"));
    assert.equal(text.length, measured.length + 4 + 16);
    assert.equal(text.filter((row) => row.endsWith("| yes")).length, 8);
  });

  it("say in the tables of grid and map what became of every test", async () => {
    await fresh(depths(), flips(12, 2));
    await openTables();
    const text = await rows();
    assert.ok(text.includes("50 % | 30k | 1 | 3 | 33 %"), text.join("\n"));
    assert.ok(text.includes("no single place | 8k | 3 | 3 | 100 %"), text.join("\n"));
    assert.ok(text.includes("algorithm.py.interval-merge#3.0 | yes | passed | failed"));
    assert.ok(
      text.includes("algorithm.py.interval-merge#6.0 | no | passed | infrastructure error"),
    );
    assert.equal(text.length, 22 + 12);
  });

  it("draw percentiles that n carries, and the share within every line", async () => {
    const few = [100, 150, 300, 400];
    await fresh(distribution({ series: [seriesOf("few", few)], lines }));
    await openTables();
    const [percentiles, ...edges] = await rows();
    assert.equal(percentiles, "few | 4 | 300 ms | – | – | 50 % | 100 % | 100 %");
    assert.match(edges.at(-1) ?? "", /^4\d\d ms \| 4 · 100 %$/);
    assert.equal(await find(".chart-mark").count(), 4);
  });

  it("survive bad data with a sentence or a drawing inside its frame", async () => {
    const one = [{ label: hostile, points: [{ concurrency: 1, tokensPerSecond: 0, n: 1 }] }];
    const same = Array.from({ length: 5 }, () => ({
      label: hostile,
      interactivity: 0,
      tokensPerSecond: 0,
      n: 1,
    }));
    await fresh(
      distribution({ series: [] }),
      throughput({ series: [], published: [] }),
      pareto({ points: [] }),
      depths({ cells: [] }),
      flips(0),
      distribution({
        series: [seriesOf("zeros", [0, 0, 0])],
        lines: [{ label: "", atMs: 0, kind: "limit" }],
      }),
      throughput({ series: one }),
      pareto({ points: same }),
      depths({ cells: [{ tokens: 5, depth: 2, passed: 9, n: 1 }] }),
      flips(1, 1),
    );
    assert.equal(await find(".chart-empty").count(), 5);
    assert.equal(await find('svg [role="img"]').count(), 5);
    assert.deepEqual(await charts.page.evaluate(outsideTheirFrame), []);
    assert.doesNotMatch(await find("main").innerHTML(), /NaN|Infinity|undefined/);
  });

  it("stay small with 10,000 points, 10,000 cases and 10,000 samples", async () => {
    const points = Array.from({ length: 10_000 }, (_, i) => ({
      label: `row ${i}`,
      interactivity: (i * 7919) % 997,
      tokensPerSecond: (i * 104_729) % 9_973,
      n: 8,
    }));
    const samples = points.map(({ tokensPerSecond }) => tokensPerSecond / 10);
    await fresh(
      pareto({ points }),
      flips(10_000, 5),
      distribution({ series: [seriesOf("many", samples)] }),
    );
    assert.ok((await find("*").count()) < 20_000);
    assert.match((await find("main").textContent()) ?? "", /9,\d\d\d left out/);
    assert.deepEqual(await charts.page.evaluate(outsideTheirFrame), []);
  });

  for (const width of [420, 1_400]) {
    it(`keep every letter inside at ${width} px`, async () => {
      await charts.page.setViewportSize({ width, height: 900 });
      const longest = { label: hostile, atMs: 1_400, kind: "published" } as const;
      await fresh(...all, distribution({ title: hostile, lines: [...lines, longest] }));
      assert.deepEqual(await charts.page.evaluate(outsideTheirFrame), []);
      const overflow = await charts.page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      assert.equal(overflow, 0);
    });
  }

  // The keys of `themes` are the names of the themes.
  for (const theme of Object.keys(themes) as ThemeName[]) {
    it(`leave nothing for axe to find in ${theme}`, async () => {
      const themed = await openCharts(browser, server, { theme });
      await themed.page.evaluate(axeSource);
      await themed.show(...few, distribution({ title: "Empty", series: [] }));
      const found = await themed.page.evaluate(async () => {
        for (const details of document.querySelectorAll("details")) details.open = true;
        for (let i = 0; i < 3; i++) await new Promise((resolve) => requestAnimationFrame(resolve));
        const { violations } = await (globalThis as unknown as { axe: typeof axe }).axe.run();
        return violations.flatMap(({ id, nodes }) =>
          nodes.map((node) => `${id}: ${node.html.slice(0, 120)} ${node.failureSummary}`),
        );
      });
      assert.deepEqual(found, []);
      assert.deepEqual(await themed.complaints(), []);
      await themed.close();
    });
  }
});

/** Texts that leave the drawing they are in. */
function outsideTheirFrame(): string[] {
  return [...document.querySelectorAll("svg.chart-svg")].flatMap((frame) => {
    const { left, right, top, bottom } = frame.getBoundingClientRect();
    return [...frame.querySelectorAll("text")].flatMap((text) => {
      const box = text.getBoundingClientRect();
      const isInside =
        box.left >= left - 1 &&
        box.right <= right + 1 &&
        box.top >= top - 1 &&
        box.bottom <= bottom + 1;
      return isInside ? [] : [text.textContent ?? ""];
    });
  });
}
