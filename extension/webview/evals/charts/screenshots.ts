// Stores pictures of the charts in VS Code's themes, narrow and wide, under the git-ignored screenshots/ folder, for a person
// to look at: `node extension/webview/evals/charts/screenshots.ts [theme]`.
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { launchBrowser } from "../../../test/harness/browser.ts";
import { type ThemeName, themes } from "../../test/themes.ts";
import {
  depths,
  distribution,
  flips,
  hostile,
  lines,
  pareto,
  samples,
  seriesOf,
  throughput,
} from "./sample-charts.ts";
import type { Shown } from "./test-main.ts";
import { openCharts, serveCharts } from "./test-page.ts";

const folder = path.resolve(import.meta.dirname, "../../../../screenshots/charts");

const real: Shown[] = [distribution(), throughput(), pareto(), depths(), flips()];
const atWorst: Shown[] = [
  distribution({
    title: hostile,
    series: [
      seriesOf(hostile, samples(10_000, 12, 0.8)),
      seriesOf("one sample", [0]),
      ...["a", "b", "c", "d"].map((name, index) =>
        seriesOf(`${name}${name} ${hostile}`, samples(30, 400 + 60 * index, 0.05)),
      ),
    ],
    lines: [...lines, { label: hostile, atMs: 1_400, kind: "published" }],
  }),
  throughput({
    series: [{ label: hostile, points: [{ concurrency: 1, tokensPerSecond: 0, n: 1 }] }],
    published: [],
  }),
  pareto({
    points: samples(10_000, 60, 0.6).map((interactivity, index) => ({
      label: `${hostile} ${index}`,
      interactivity,
      tokensPerSecond: (samples(1, 40 + (index % 977), 0.4)[0] ?? 0) * 100,
      n: 8,
    })),
  }),
  depths({
    cells: Array.from({ length: 200 }, (_, index) => ({
      tokens: 1_000 + index * 631,
      depth: index % 9 === 0 ? undefined : ((index * 37) % 100) / 100,
      passed: index % 4 === 0 ? 0 : 1,
      n: 1,
    })),
  }),
  flips(2_000, 8),
  distribution({ title: "Nothing measured", series: [] }),
];

await mkdir(folder, { recursive: true });
const server = await serveCharts();
const browser = await launchBrowser(new AbortController().signal);
try {
  // The keys of `themes` are the names of the themes.
  for (const theme of Object.keys(themes) as ThemeName[]) {
    if (process.argv[2] !== undefined && process.argv[2] !== theme) continue;
    for (const width of [420, 1_400]) {
      await shoot(`real-${width}-${theme}`, theme, width, real);
      await shoot(`worst-${width}-${theme}`, theme, width, atWorst);
    }
  }
} finally {
  await browser.close();
  server.close();
}

async function shoot(name: string, theme: ThemeName, width: number, charts: Shown[]) {
  const { page, show, complaints, close } = await openCharts(browser, server, { theme, width });
  await show(...charts);
  await page.locator(".chart-mark").nth(1).focus();
  await page.screenshot({
    path: path.join(folder, `${name}.png`),
    fullPage: true,
    animations: "disabled",
  });
  for (const complaint of await complaints()) {
    process.stderr.write(`${name}: ${complaint}\n`);
    process.exitCode = 1;
  }
  await close();
}
