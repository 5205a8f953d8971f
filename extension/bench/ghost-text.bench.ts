// From a key to visible ghost text inside real VS Code: the packaged Tandem beside a provider that does nothing but one fetch
// to the same endpoint. Both have a server and a window of their own, take turns in one run and complete the same places.
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { Browser, Page } from "playwright-core";
import { launchBrowser } from "../test/harness/browser.ts";
import { installExtension, startCodeServer } from "../test/harness/code-server.ts";
import { timeGhostText } from "../test/harness/ghost-text.ts";
import { quietSettings } from "../test/harness/quiet-settings.ts";
import { checkout, type RunningSimulator, startSimulator } from "../test/harness/simulator.ts";
import { openWorkbench } from "../test/harness/workbench.ts";
import { burstKeys, placesOf, singleKey } from "./completion-places.ts";
import { nullTask, writeNullProvider } from "./null-provider.ts";

export const name = "ghost-text";

/** An odd number each, so that the median is one of the samples; warm-ups come on top and are left out. */
const singles = { warmUps: 5, trials: 41 };
const bursts = { warmUps: 2, trials: 15 };
/** Before each trial, so that whatever the one before has set off is over. */
const pauseMs = 1_200;
/** After each trial, so that late requests are counted with it. */
const settleMs = 500;
/** What is not shown by then is not shown. */
const limitMs = 3_000;
/** Between two keys of a burst, in this order. */
const gapsMs = [71, 108, 84, 119, 62, 97, 76];
const file = "src/ledger.ts";
/** Chat has a model of its own, as it should: Tandem completes with the chat's model only once that has proved fast enough. */
const models = { chat: "qwen3-coder", inline: "qwen2.5-coder-7b" };

const providers = ["tandem", "null"] as const;
type Provider = (typeof providers)[number];
type Window = { provider: Provider; page: Page; simulator: RunningSimulator };
/** `shownMs` is undefined where no ghost text came. */
type Trial = { shownMs: number | undefined; requests: number };
type Measured = Record<Provider, Trial[]>;

export async function run(signal: AbortSignal) {
  const ends: (() => Promise<unknown>)[] = [];
  try {
    const served = ["--model", models.chat, "--model", models.inline];
    const args = ["--profile", "fim-7b", ...served];
    const simulator = await startSimulator({ args }, signal);
    ends.push(simulator.stop);
    const browser = await launchBrowser(signal);
    ends.push(() => browser.close());
    const windows: Window[] = [];
    for (const provider of providers) {
      windows.push(await openWindow(provider, { simulator, browser, ends }, signal));
    }
    const single = await takeTurns(windows, singles, (window) => trial(window, singleKey, signal));
    const burst = await takeTurns(windows, bursts, (window, nth) =>
      trial(window, burstKeys(nth), signal),
    );
    return [
      ...timeRows("one key", single, { atMost: 1.1 }),
      ...timeRows("last of 8 quick keys", burst),
      ...requestRows("8 quick keys", burst),
    ];
  } finally {
    for (const end of ends.reverse()) await end();
  }
}

type Around = {
  simulator: RunningSimulator;
  browser: Browser;
  ends: (() => Promise<unknown>)[];
};

async function openWindow(
  provider: Provider,
  { simulator, browser, ends }: Around,
  signal: AbortSignal,
): Promise<Window> {
  const folder = await mkdtemp(path.join(tmpdir(), `tandem-ghost-text-${provider}-`));
  ends.push(() => rm(folder, { recursive: true, force: true }));
  const folders = {
    dataFolder: path.join(folder, "data"),
    extensionsFolder: path.join(folder, "extensions"),
  };
  const workspaceFolder = path.join(folder, "workspace");
  const { text, firstLine } = placesOf(`The ${provider} ledger`, {
    singles: singles.warmUps + singles.trials,
    bursts: bursts.warmUps + bursts.trials,
  });
  await mkdir(path.join(workspaceFolder, "src"), { recursive: true });
  await writeFile(path.join(workspaceFolder, file), text);
  const { extensionsFolder } = folders;
  const endpoint = { url: simulator.url, model: models.inline };
  if (provider === "null") await writeNullProvider(extensionsFolder, endpoint);
  else await installExtension(path.join(checkout, "dist/tandem.vsix"), folders, signal);
  const server = await startCodeServer(
    { ...folders, workspaceFolder, settings: settingsFor(simulator.url), trustsEverything: true },
    signal,
  );
  ends.push(server.stop);
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  const workbench = await openWorkbench(page, server.pageUrl(), signal);
  await workbench.selectLines(file, firstLine - 1, firstLine - 1);
  return { provider, page, simulator };
}

/** The same for both: the null provider's window does not look at Tandem's. */
function settingsFor(url: string): Record<string, unknown> {
  return {
    ...quietSettings,
    // A list of suggestions would stand in the way of ghost text.
    "editor.quickSuggestions": { other: "off", comments: "off", strings: "off" },
    "editor.suggestOnTriggerCharacters": false,
    "tandem.endpoints": [{ id: "local", url }],
    "tandem.models": [
      { id: "large", endpoint: "local", model: models.chat },
      { id: "fast", endpoint: "local", model: models.inline },
    ],
    "tandem.routes": { chat: "large", inline: "fast" },
  };
}

/** The first of a pair is the second of the next: what one leaves behind on the machine hits both alike. */
async function takeTurns(
  windows: readonly Window[],
  { warmUps, trials }: { warmUps: number; trials: number },
  once: (window: Window, nth: number) => Promise<Trial>,
): Promise<Measured> {
  const results: Measured = { tandem: [], null: [] };
  for (let nth = 0; nth < warmUps + trials; nth++) {
    for (const window of nth % 2 === 0 ? windows : windows.toReversed()) {
      const result = await once(window, nth);
      if (nth >= warmUps) results[window.provider].push(result);
    }
  }
  return results;
}

/** Goes to the end of the next line and types there. */
async function trial(
  { provider, page, simulator }: Window,
  keys: readonly string[],
  signal: AbortSignal,
): Promise<Trial> {
  await page.bringToFront();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("End");
  await wait(pauseMs, undefined, { signal });
  const known = await requestCount(simulator.origin, provider);
  const press = () => typeKeys(page, keys, signal);
  const shownMs = await timeGhostText(page, { keys: keys.length, limitMs, press });
  await page.keyboard.press("Escape");
  await wait(settleMs, undefined, { signal });
  const requests = (await requestCount(simulator.origin, provider)) - known;
  return { shownMs, requests };
}

async function typeKeys(page: Page, keys: readonly string[], signal: AbortSignal): Promise<void> {
  let dueMs = performance.now();
  for (const [nth, key] of keys.entries()) {
    await wait(Math.max(0, dueMs - performance.now()), undefined, { signal });
    await page.keyboard.press(key);
    dueMs += gapsMs[nth] ?? 0;
  }
}

async function requestCount(origin: string, provider: Provider): Promise<number> {
  const response = await fetch(`${origin}/simulator/requests`);
  // The simulator is our own, and its record is part of its documented interface.
  const { requests } = (await response.json()) as { requests: { route: string; task?: string }[] };
  return requests.filter(
    ({ route, task }) =>
      route === "/v1/completions" && (task === nullTask) === (provider === "null"),
  ).length;
}

function timeRows(
  what: string,
  { tandem, null: baseline }: Measured,
  ratioBudget?: { atMost: number },
) {
  const times = (list: readonly Trial[]) => list.flatMap(({ shownMs }) => shownMs ?? []);
  const row = (who: string, samples: number[]) => ({
    what: `${what} to ghost text, ${who}`,
    unit: "ms",
    samples,
    isSimulated: true,
    note: `p95 ${quantile(samples, 0.95).toFixed(0)} ms`,
  });
  const missing = (list: readonly Trial[]) =>
    list.filter(({ shownMs }) => shownMs === undefined).length;
  return [
    row("Tandem", times(tandem)),
    row("null provider", times(baseline)),
    {
      what: `${what} to ghost text, p50 of Tandem / p50 of the null provider`,
      unit: "×",
      samples: [quantile(times(tandem), 0.5) / quantile(times(baseline), 0.5)],
      ...(ratioBudget && { budget: ratioBudget }),
      isSimulated: true,
    },
    {
      what: `${what}: trials in which Tandem showed nothing`,
      unit: "trials",
      samples: [missing(tandem)],
      budget: { atMost: 0 },
      isSimulated: true,
      note: `of ${tandem.length}; the null provider: ${missing(baseline)} of ${baseline.length}`,
    },
  ];
}

function requestRows(what: string, { tandem, null: baseline }: Measured) {
  const row = (who: string, list: readonly Trial[]) => ({
    what: `${what}: requests, ${who}`,
    unit: "requests",
    samples: list.map(({ requests }) => requests),
    isSimulated: true,
  });
  return [row("Tandem", tandem), row("null provider", baseline)];
}

/** The nearest rank, so it is always one of the samples. */
function quantile(samples: readonly number[], share: number): number {
  return samples.toSorted((a, b) => a - b)[Math.ceil(samples.length * share) - 1] ?? Number.NaN;
}
