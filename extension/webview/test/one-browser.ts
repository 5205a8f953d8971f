// One browser for all test files that run in this process, since starting one costs a second of processor time. Each file
// finds it empty and leaves it empty. It knows no view.
import type { Browser } from "playwright-core";
import { launchBrowser } from "../../test/harness/browser.ts";

let starting: Promise<Browser> | undefined;

export function oneBrowser(): Promise<Browser> {
  starting ??= launchBrowser(new AbortController().signal);
  return starting;
}

/** With everything in them. */
export async function closePages(): Promise<void> {
  const browser = await starting;
  for (const context of browser?.contexts() ?? []) await context.close();
}

after(async () => (await starting)?.close());
