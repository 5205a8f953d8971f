// What the packaged extension adds to VS Code's start: load plus activation as VS Code itself counts it in "Developer: Show
// Running Extensions", minus the same figure of an extension that does nothing, both from one start of the extension host.
import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Browser, Page } from "playwright-core";
import { launchBrowser } from "../test/harness/browser.ts";
import { type CodeServer, installExtension, startCodeServer } from "../test/harness/code-server.ts";
import { quietSettings } from "../test/harness/quiet-settings.ts";
import { checkout } from "../test/harness/simulator.ts";
import { openWorkbench } from "../test/harness/workbench.ts";

export const name = "activation";

const starts = 5;
/** Tall enough that the list of running extensions is all in the page. */
const viewport = { width: 1280, height: 4000 };
const emptyName = "Empty Extension";

export async function run(signal: AbortSignal) {
  const folder = await mkdtemp(path.join(tmpdir(), "tandem-activation-"));
  const server = await startServer(folder, signal);
  const browser = await launchBrowser(signal);
  try {
    // The first start fills the caches of disk and compiler, as a person's machine has them.
    await measureStart(browser, server, signal);
    const measured: Figures[] = [];
    while (measured.length < starts) measured.push(await measureStart(browser, server, signal));
    return [
      {
        what: "load + activation, minus an empty extension's",
        unit: "ms",
        samples: measured.map(({ tandem, empty }) => tandem - empty),
        budget: { atMost: 30 },
        note: "each sample is one start of the extension host; the first start is left out",
      },
      { what: "load + activation", unit: "ms", samples: measured.map(({ tandem }) => tandem) },
      {
        what: "load + activation of the empty extension",
        unit: "ms",
        samples: measured.map(({ empty }) => empty),
      },
    ];
  } finally {
    await browser.close();
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

type Figures = { tandem: number; empty: number };

async function startServer(folder: string, signal: AbortSignal): Promise<CodeServer> {
  const folders = {
    dataFolder: path.join(folder, "data"),
    extensionsFolder: path.join(folder, "extensions"),
  };
  const workspaceFolder = path.join(folder, "workspace");
  await cp(path.join(checkout, "extension/test/workspaces/sample"), workspaceFolder, {
    recursive: true,
  });
  await writeEmptyExtension(folders.extensionsFolder);
  await installExtension(path.join(checkout, "dist/tandem.vsix"), folders, signal);
  return startCodeServer(
    { ...folders, workspaceFolder, settings: quietSettings, trustsEverything: true },
    signal,
  );
}

async function writeEmptyExtension(extensionsFolder: string): Promise<void> {
  const folder = path.join(extensionsFolder, "tandem-bench.empty-0.0.1");
  const manifest = {
    name: "empty",
    displayName: emptyName,
    publisher: "tandem-bench",
    version: "0.0.1",
    engines: { vscode: "^1.110.0" },
    main: "./main.cjs",
    activationEvents: ["onStartupFinished"],
  };
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, "package.json"), JSON.stringify(manifest));
  await writeFile(path.join(folder, "main.cjs"), "exports.activate = () => undefined;\n");
}

/** A new page is a new extension host. */
async function measureStart(
  browser: Browser,
  server: CodeServer,
  signal: AbortSignal,
): Promise<Figures> {
  const page = await browser.newPage({ viewport });
  try {
    const workbench = await openWorkbench(page, server.pageUrl(), signal);
    await workbench.runCommand("Developer: Show Running Extensions");
    return {
      tandem: await activationMs(page, "Tandem"),
      empty: await activationMs(page, emptyName),
    };
  } finally {
    await page.close();
  }
}

async function activationMs(page: Page, displayName: string): Promise<number> {
  const row = page
    .locator(".runtime-extensions-editor .extension")
    .filter({ has: page.getByText(displayName, { exact: true }) })
    .filter({ hasText: /Activation: \d+ms/ });
  const text = await row.first().textContent();
  return Number(text?.match(/Activation: (\d+)ms/)?.[1]);
}
