// Drives the chat view in a test: one browser and one page for the whole file, in which each test opens the view anew. After
// each test nothing may have been blocked or thrown.
import assert from "node:assert/strict";
import type { Browser, Locator, Page } from "playwright-core";
import type { HostMessage, Intent } from "../messages.ts";
import {
  type ChatPage,
  type ChatPageOptions,
  type ChatServer,
  openChat,
  serveChat,
} from "./chat-page.ts";
import { closePages, oneBrowser } from "./one-browser.ts";

export type ChatDriver = {
  readonly page: Page;
  open(message?: HostMessage, options?: ChatPageOptions): Promise<void>;
  send(...messages: HostMessage[]): Promise<void>;
  /** Waits for what the view does with its next frames; text may wait for the third. */
  frames(): Promise<void>;
  byId(id: string): Locator;
  button(name: string): Locator;
  textOf(locator: Locator): Promise<string>;
  composer(): Locator;
  intents(): Promise<Intent[]>;
  /** Those of one type. */
  posted<Type extends Intent["type"]>(type: Type): Promise<Extract<Intent, { type: Type }>[]>;
  /** Drafts left out: they are posted when typing pauses, which may be any time. */
  lastIntent(): Promise<Intent | undefined>;
  /** What has the focus: its name or its text. */
  focused(): Promise<string>;
};

/** To be called inside `describe`. */
export function driveChat(): ChatDriver {
  let server: ChatServer;
  let browser: Browser;
  let chat: ChatPage;

  before(async () => {
    server = await serveChat();
    browser = await oneBrowser();
  });

  after(async () => {
    await closePages();
    server?.close();
  });

  afterEach(async () => assert.deepEqual(await chat.complaints(), []));

  const byId = (id: string) => chat.page.locator(`[data-testid="${id}"]`);
  return {
    get page() {
      return chat.page;
    },
    open: async (message, options = {}) => {
      chat = await openChat(browser, server, { page: chat?.page, ...options });
      if (message) await chat.send(message);
    },
    send: (...messages) => chat.send(...messages),
    frames: () =>
      chat.page.evaluate(async () => {
        for (let i = 0; i < 8; i++) await new Promise((resolve) => requestAnimationFrame(resolve));
      }),
    byId,
    button: (name) => chat.page.getByRole("button", { name, exact: true }),
    textOf: async (locator) => ((await locator.textContent()) ?? "").replace(/\s+/g, " ").trim(),
    composer: () => byId("composer"),
    intents: () => chat.intents(),
    // Filtered by exactly the type that is named.
    posted: async (type) =>
      (await chat.intents()).filter((intent) => intent.type === type) as never,
    lastIntent: async () => (await chat.intents()).filter(({ type }) => type !== "draft").at(-1),
    focused: () =>
      chat.page.evaluate(() => {
        const node = document.activeElement;
        return node?.ariaLabel ?? node?.textContent?.replace(/\s+/g, " ").trim() ?? "";
      }),
  };
}

export const delta = (seq: number, text: string, turnId = "t1"): HostMessage => ({
  type: "delta",
  turnId,
  seq,
  text,
  reasoning: "",
});
