// The packaged extension as a person has it: installed in VS Code's server build, one trusted copy of the sample workspace,
// a simulated endpoint configured, a browser on the page. It owns all of these and ends them; what is done is the caller's.
import { cp, mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Browser } from "playwright-core";
import { launchBrowser } from "./browser.ts";
import {
  type CodeServer,
  installExtension,
  startCodeServer,
  writeSettings,
} from "./code-server.ts";
import { endJobs } from "./evaluation-jobs.ts";
import { quietSettings } from "./quiet-settings.ts";
import { checkout, type RunningSimulator, startSimulator } from "./simulator.ts";
import { openWorkbench, type Workbench } from "./workbench.ts";

export type Product = {
  workspaceFolder: string;
  /** The window as it is now; `reopen` replaces it. */
  readonly workbench: Workbench;
  readonly simulator: RunningSimulator;
  /** Ends the endpoint and returns how to bring it back on the same port. */
  takeEndpointAway: (signal: AbortSignal) => Promise<() => Promise<void>>;
  /** Opens the window again, in another colour theme. */
  reopen: (theme: string, signal: AbortSignal) => Promise<void>;
  stop: () => Promise<void>;
};

export type ProductOptions = {
  theme: string;
  simulatorArgs: readonly string[];
  /** Configured behind the simulated one. */
  endpoints?: readonly { id: string; url: string }[];
  /** On top of the usual ones. */
  settings?: Record<string, unknown>;
  /** English when left out. */
  language?: string;
};

export async function openProduct(options: ProductOptions, signal: AbortSignal): Promise<Product> {
  const folder = await mkdtemp(path.join(tmpdir(), "tandem-product-"));
  const ends: (() => Promise<unknown>)[] = [() => rm(folder, { recursive: true, force: true })];
  const stop = async () => {
    for (const end of ends.reverse()) await end();
  };
  try {
    return await open(folder, options, { ends, stop }, signal);
  } catch (error) {
    await stop();
    throw error;
  }
}

async function open(
  folder: string,
  { theme, simulatorArgs, endpoints = [], settings: more = {}, language = "en" }: ProductOptions,
  { ends, stop }: { ends: (() => Promise<unknown>)[]; stop: () => Promise<void> },
  signal: AbortSignal,
): Promise<Product> {
  const workspaceFolder = path.join(folder, "workspace");
  const dataFolder = path.join(folder, "data");
  const folders = { dataFolder, extensionsFolder: path.join(folder, "extensions") };
  await cp(path.join(checkout, "extension/test/workspaces/sample"), workspaceFolder, {
    recursive: true,
  });
  await mkdir(dataFolder);
  let simulator = await startSimulator({ args: simulatorArgs }, signal);
  ends.push(() => simulator.stop());
  const settings = (colorTheme: string) => ({
    ...quietSettings,
    "workbench.colorTheme": colorTheme,
    "files.autoSave": "off",
    // One process for TypeScript instead of two, in each of many windows.
    "typescript.tsserver.useSyntaxServer": "never",
    "tandem.endpoints": [{ id: "local", url: simulator.url }, ...endpoints],
    // Not where a person keeps theirs.
    "tandem.evals.runsFolder": path.join(folder, "runs"),
    ...more,
  });
  await installExtension(path.join(checkout, "dist/tandem.vsix"), folders, signal);
  const server: CodeServer = await startCodeServer(
    {
      ...folders,
      workspaceFolder,
      settings: settings(theme),
      trustsEverything: true,
      language,
    },
    signal,
  );
  ends.push(() => endJobs(dataFolder), server.stop);
  const browser: Browser = await launchBrowser(signal);
  ends.push(() => browser.close());
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  let workbench = await openWorkbench(page, server.pageUrl(), signal);
  return {
    workspaceFolder,
    stop,
    get workbench() {
      return workbench;
    },
    get simulator() {
      return simulator;
    },
    takeEndpointAway: async (whileAway) => {
      const { port } = new URL(simulator.url);
      await simulator.stop();
      return async () => {
        simulator = await startSimulator({ args: [...simulatorArgs, "--port", port] }, whileAway);
      };
    },
    reopen: async (colorTheme, whileOpening) => {
      await writeSettings(dataFolder, settings(colorTheme));
      workbench = await openWorkbench(page, server.pageUrl(), whileOpening);
    },
  };
}
