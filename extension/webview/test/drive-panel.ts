// Drives the evaluation panel in a test: one browser and one page for the whole file, in which each test opens the panel anew.
// After each test nothing may have been blocked or thrown.
import assert from "node:assert/strict";
import type { Browser, Locator, Page } from "playwright-core";
import type { HostMessage, Intent } from "../evals/messages.ts";
import { type EvalsPage, openEvals, serveEvals } from "./evals-page.ts";
import { closePages, oneBrowser } from "./one-browser.ts";
import type { ViewPageOptions, ViewServer } from "./view-page.ts";

export type PanelDriver = {
  readonly page: Page;
  open(messages: HostMessage[], options?: ViewPageOptions): Promise<void>;
  /** Posts as the host does, and waits until it is drawn. */
  send(...messages: HostMessage[]): Promise<void>;
  settled(): Promise<void>;
  byId(id: string): Locator;
  button(name: string): Locator;
  tab(name: string): Locator;
  /** Without line breaks and indentation. */
  textOf(locator: Locator): Promise<string>;
  /** All that the panel has posted but that it is ready. */
  intents(): Promise<Intent[]>;
  lastIntent(): Promise<Intent | undefined>;
  main(): Promise<string>;
};

/** To be called inside `describe`. */
export function drivePanel(): PanelDriver {
  let server: ViewServer;
  let browser: Browser;
  let panel: EvalsPage;

  before(async () => {
    server = await serveEvals();
    browser = await oneBrowser();
  });

  after(async () => {
    await closePages();
    server?.close();
  });

  afterEach(async () => assert.deepEqual(await panel.complaints(), []));

  const send = async (...messages: HostMessage[]) => {
    await panel.send(...messages);
    await settled();
  };
  /** News of a running run are drawn after a tenth of a second at most, everything else with the next frames. */
  const settled = () =>
    panel.page.evaluate(async () => {
      const isRunning = document.querySelector('[data-testid="progress"]') !== null;
      if (isRunning) await new Promise((resolve) => setTimeout(resolve, 110));
      for (let i = 0; i < 3; i++) await new Promise((resolve) => requestAnimationFrame(resolve));
    });
  const textOf = async (locator: Locator) =>
    ((await locator.textContent()) ?? "").replace(/\s+/g, " ").trim();

  return {
    get page() {
      return panel.page;
    },
    open: async (messages, options = {}) => {
      panel = await openEvals(browser, server, { page: panel?.page, ...options });
      await send(...messages);
    },
    send,
    settled,
    byId: (id) => panel.page.getByTestId(id),
    button: (name) => panel.page.getByRole("button", { name, exact: true }),
    tab: (name) => panel.page.getByRole("tab", { name }),
    textOf,
    intents: async () => (await panel.intents()).filter(({ type }) => type !== "ready"),
    lastIntent: async () => (await panel.intents()).at(-1),
    main: () => textOf(panel.page.locator("main")),
  };
}
