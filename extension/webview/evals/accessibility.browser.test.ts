// axe-core over every state of the evaluation panel in four of VS Code's themes.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type axe from "axe-core";
import type { Browser, Page } from "playwright-core";
import { openEvals, serveEvals } from "../test/evals-page.ts";
import { evalsStates } from "../test/evals-states.ts";
import { closePages, oneBrowser } from "../test/one-browser.ts";
import { type ThemeName, themes } from "../test/themes.ts";
import { framesDrawn, type ViewServer } from "../test/view-page.ts";

/** The states that look different, with what else is unfolded or typed in them; the others are made of the same parts. */
const states: [name: string, unfold?: (page: Page) => Promise<void>][] = [
  ["no-endpoint"],
  ["models-failed"],
  ["setup", (page) => page.locator("summary", { hasText: "Categories" }).click()],
  ["setup-repository"],
  ["running"],
  ["failed"],
  ["scorecard-real"],
  ["case"],
  ["latency"],
  ["long-context"],
  ["repeats"],
  ["economics"],
  ["economics", (page) => page.getByLabel("GPUs").fill("-4")],
  ["facts"],
  ["compared", (page) => page.locator("summary", { hasText: "Passed in B" }).click()],
  ["compared-case"],
  ["load-doubtful"],
  [
    "repository",
    (page) => page.getByRole("button", { name: "Show the code of shop/stock.go:31" }).click(),
  ],
];

describe("axe finds nothing in the evaluation panel", function () {
  this.timeout(60_000);
  let server: ViewServer;
  let browser: Browser;
  let source: string;
  let page: Page | undefined;

  before(async () => {
    source = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
    server = await serveEvals();
    browser = await oneBrowser();
  });

  after(async () => {
    await closePages();
    server?.close();
  });

  for (const theme of Object.keys(themes) as ThemeName[]) {
    it(`in ${theme}`, async () => {
      const panel = await openEvals(browser, server, { theme, page });
      page = panel.page;
      await panel.page.evaluate(source);
      for (const [name, unfold] of states) {
        // The states are named in evals-states.ts.
        const { messages, prepare } = evalsStates[name]!;
        await panel.send({ type: "opened" }, ...messages);
        await prepare?.(panel);
        await unfold?.(panel.page);
        await panel.page.evaluate(framesDrawn, /latency|load/.test(name) ? 12 : 4);
        const found = await panel.page.evaluate(async () => {
          const { violations } = await (globalThis as unknown as { axe: typeof axe }).axe.run({
            resultTypes: ["violations"],
            preload: false,
          });
          return violations.flatMap(({ id, nodes }) =>
            nodes.map((node) => `${id}: ${node.html.slice(0, 160)} ${node.failureSummary}`),
          );
        });
        assert.deepEqual(found, [], name);
      }
    });
  }
});
