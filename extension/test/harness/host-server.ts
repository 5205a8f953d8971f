// Runs the suite inside VS Code's server build: a page opened with a test payload loads the extension under development
// and its tests in the extension host, which reports its exit code back to the page. It knows nothing about the tests.
import { mkdir } from "node:fs/promises";
import path from "node:path";
import type { Page } from "playwright-core";
import { launchBrowser } from "./browser.ts";
import { type CodeServer, startCodeServer } from "./code-server.ts";
import { escapedErrors } from "./extension-log.ts";
import { quietSettings } from "./quiet-settings.ts";
import { checkout } from "./simulator.ts";
import type { SuiteRun } from "./suite-run.ts";

const suiteDeadlineMs = 420_000;
/** suite.ts says so; what VS Code's page logs before is only of interest when this never comes. */
const suiteBegins = "Suite begins.";

export async function runInServer(run: SuiteRun, signal: AbortSignal): Promise<number> {
  const dataFolder = path.join(run.stateFolder, "data");
  const server = await startCodeServer(
    {
      dataFolder,
      extensionsFolder: path.join(run.stateFolder, "extensions"),
      workspaceFolder: run.workspaceFolder,
      settings: quietSettings,
      env: { ...process.env, ...run.env },
      allowsTestPayload: true,
      trustsEverything: true,
    },
    signal,
  );
  const browser = await launchBrowser(signal);
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    const exit = await listenForExit(page, signal);
    await page.goto(server.pageUrl({ payload: payload(run, server) }));
    const code = await exit.code;
    if (code !== 0) await takeScreenshot(page);
    const escaped = await escapedErrors(dataFolder, run.extensionFolder, signal);
    for (const error of escaped) console.error(`Escaped from the extension: ${error}`);
    return escaped.length > 0 ? 1 : code;
  } finally {
    await browser.close();
    await server.stop();
  }
}

/** The names are VS Code's own: its browser integration tests use the same page functions. */
async function listenForExit(page: Page, signal: AbortSignal): Promise<{ code: Promise<number> }> {
  const { promise, resolve } = Promise.withResolvers<number>();
  const beforeSuite: unknown[][] = [];
  let hasBegun = false;
  const deadline = setTimeout(() => {
    console.error(`The suite did not end within ${suiteDeadlineMs / 1000} s.`);
    for (const args of hasBegun ? [] : beforeSuite) console.log(...args);
    resolve(124);
  }, suiteDeadlineMs);
  signal.addEventListener("abort", () => resolve(130), { once: true });
  await page.exposeFunction("codeAutomationLog", (_type: string, args: unknown[]) => {
    hasBegun ||= args.includes(suiteBegins);
    // Unprefixed, because mocha's report arrives as a format string with its values.
    if (hasBegun) console.log(...args);
    else beforeSuite.push(args);
  });
  await page.exposeFunction("codeAutomationExit", (code: number) => resolve(code));
  return { code: promise.finally(() => clearTimeout(deadline)) };
}

function payload({ extensionFolder, suiteFile, env }: SuiteRun, { origin }: CodeServer): string {
  const remote = (file: string) => `vscode-remote://${new URL(origin).host}${file}`;
  return JSON.stringify([
    ["extensionDevelopmentPath", remote(extensionFolder)],
    ["extensionTestsPath", remote(suiteFile)],
    ["extensionEnvironment", JSON.stringify(env)],
    ["skipWelcome", "true"],
    ["skipReleaseNotes", "true"],
  ]);
}

async function takeScreenshot(page: Page): Promise<void> {
  const folder = path.join(checkout, "screenshots");
  await mkdir(folder, { recursive: true });
  const file = path.join(folder, "vscode-suite-failed.png");
  await page.screenshot({ path: file });
  console.error(`What VS Code showed: ${path.relative(checkout, file)}`);
}
