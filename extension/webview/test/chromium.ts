// Finds and starts the Chromium that the browser tests, the screenshots and the render benchmark share. It downloads
// nothing: a machine without one gets a sentence that says so.
import { accessSync, constants } from "node:fs";
import path from "node:path";
import { type Browser, chromium } from "playwright-core";

const names = ["chromium", "chromium-browser", "google-chrome", "chrome"];
/** Keeps it quiet on a closed network. */
const flags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** @throws when there is no Chromium. */
export async function startChromium(): Promise<Browser> {
  return await chromium.launch({ executablePath: chromiumPath(), args: flags });
}

function chromiumPath(): string {
  const folders = [...(process.env.PATH ?? "").split(path.delimiter), "/usr/bin"];
  const found = folders
    .flatMap((folder) => names.map((name) => path.join(folder, name)))
    .find(isExecutable);
  if (found !== undefined) return found;
  throw new Error(`No Chromium found (${names.join(", ")}): install it, or put it on PATH.`);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch (error) {
    // Not there, or not ours to run: both mean to look further.
    if (error instanceof Error && "code" in error) return false;
    throw error;
  }
}
