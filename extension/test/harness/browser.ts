// Finds the machine's Chromium or Chrome and launches it quietly. It downloads nothing and knows nothing about VS Code.
import { accessSync, constants } from "node:fs";
import path from "node:path";
import { type Browser, chromium } from "playwright-core";

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const macBrowser = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";
/** Without these the browser looks for updates and a sandbox that containers do not have. */
const args = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-dev-shm-usage",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export async function launchBrowser(signal: AbortSignal): Promise<Browser> {
  signal.throwIfAborted();
  return chromium.launch({ executablePath: browserPath(), args });
}

function browserPath(): string {
  const folders = (process.env.PATH ?? "").split(path.delimiter);
  const candidates = [
    ...(process.env.TANDEM_BROWSER ? [process.env.TANDEM_BROWSER] : []),
    ...names.flatMap((name) => folders.map((folder) => path.join(folder, name))),
    macBrowser,
  ];
  const found = candidates.find(isExecutable);
  if (found === undefined) throw new Error("There is no Chromium or Chrome on this machine.");
  return found;
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error) return false;
    throw error;
  }
}
