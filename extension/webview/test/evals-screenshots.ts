// Stores pictures of every state of the evaluation panel in VS Code's themes and in narrower views under the git-ignored
// screenshots/ folder, for a person to look at: `node extension/webview/test/evals-screenshots.ts [WORD...]` takes those whose
// name holds a word; `--language=de` takes them in the language of that bundle.
import { mkdir, readFile } from "node:fs/promises";
import path from "node:path";
import { parseArgs } from "node:util";
import { launchBrowser } from "../../test/harness/browser.ts";
import type { PageLanguage } from "../page-html.ts";
import { openEvals, serveEvals } from "./evals-page.ts";
import { type EvalsState, evalsStates } from "./evals-states.ts";
import type { ThemeName } from "./themes.ts";
import { framesDrawn } from "./view-page.ts";

const folder = path.resolve(import.meta.dirname, "../../../screenshots/evals");
const themeNames: ThemeName[] = ["dark", "light", "high-contrast", "high-contrast-light"];
/** An editor tab alone, the one of a window of 1440 × 900 beside both side bars, and the narrowest. */
const views = [
  { suffix: "", width: 1_200, height: 900, isWhole: true },
  { suffix: "-panel", width: 760, height: 800, isWhole: false },
  { suffix: "-narrow", width: 420, height: 900, isWhole: true },
] as const;
type View = (typeof views)[number];
const { values, positionals: words } = parseArgs({
  options: { language: { type: "string" } },
  allowPositionals: true,
});
const l10n = values.language === undefined ? undefined : await pageLanguage(values.language);

await mkdir(folder, { recursive: true });
const server = await serveEvals();
const browser = await launchBrowser(new AbortController().signal);
try {
  for (const theme of themeNames) {
    for (const [name, state] of Object.entries(evalsStates)) {
      for (const view of theme === "dark" ? views : views.slice(0, 1)) {
        const file = `${name}-${theme}${view.suffix}${l10n ? `-${l10n.language}` : ""}`;
        if (words.length === 0 || words.some((word) => file.includes(word))) {
          await shoot(file, theme, view, state);
        }
      }
    }
  }
} finally {
  await browser.close();
  server.close();
}

async function shoot(
  file: string,
  theme: ThemeName,
  { width, height, isWhole }: View,
  { messages, prepare }: EvalsState,
): Promise<void> {
  const panel = await openEvals(browser, server, {
    ...{ theme, width, height },
    ...(l10n && { l10n }),
  });
  await panel.send(...messages);
  await prepare?.(panel);
  await panel.page.evaluate(framesDrawn, 12);
  await panel.page.screenshot({
    path: path.join(folder, `${file}.png`),
    animations: "disabled",
    fullPage: isWhole,
  });
  for (const complaint of await panel.complaints()) {
    process.stderr.write(`${file}: ${complaint}\n`);
    process.exitCode = 1;
  }
  await panel.close();
}

async function pageLanguage(language: string): Promise<PageLanguage> {
  const file = path.resolve(folder, `../../l10n/bundle.l10n.${language}.json`);
  // Texts by text, as VS Code reads them.
  const bundle = JSON.parse(await readFile(file, "utf8")) as Record<string, string>;
  return { language, bundle };
}
