// Stores pictures of the views of figures in four themes under the git-ignored screenshots/ folder, for a person to look at:
// `node extension/webview/evals/test-views/screenshots.ts [name…]`.
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { launchBrowser } from "../../../test/harness/browser.ts";
import { type ThemeName, themes } from "../../test/themes.ts";
import { openViews, serveViews } from "./page.ts";
import { scenes } from "./scenes.ts";

const folder = path.resolve(import.meta.dirname, "../../../../screenshots/evals-views");
const only = process.argv.slice(2);

await mkdir(folder, { recursive: true });
const server = await serveViews();
const browser = await launchBrowser(new AbortController().signal);
try {
  for (const theme of Object.keys(themes)) {
    const views = await openViews(browser, server, { theme: theme as ThemeName }); // Its keys are the names.
    for (const [name, shown] of Object.entries(scenes)) {
      if (only.length > 0 && !only.includes(name)) continue;
      await views.show({ view: "nothing" });
      await views.show(shown);
      await views.page.screenshot({
        path: path.join(folder, `${name}-${theme}.png`),
        animations: "disabled",
        fullPage: true,
      });
    }
    for (const complaint of await views.complaints()) {
      process.stderr.write(`${theme}: ${complaint}\n`);
      process.exitCode = 1;
    }
    await views.close();
  }
} finally {
  await browser.close();
  server.close();
}
