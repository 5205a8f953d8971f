// axe-core over every state of the chat view in four of VS Code's themes.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type axe from "axe-core";
import type { Browser, Page } from "playwright-core";
import type { HostMessage } from "../messages.ts";
import { type ChatServer, openChat, serveChat } from "../test/chat-page.ts";
import { closePages, oneBrowser } from "../test/one-browser.ts";
import {
  changed,
  changing,
  chatHeads,
  composerChips,
  explained,
  failed,
  fixed,
  fullMeter,
  manyChips,
  mentionItems,
  replayOf,
  simulated,
  streaming,
  turn,
  unconfigured,
} from "../test/sample-turns.ts";
import { type ThemeName, themes } from "../test/themes.ts";

type State = {
  messages: HostMessage[];
  act?: (page: Page) => Promise<void>;
  after?: HostMessage[];
};

const base = { composerChips, slashItems: [] };
const shown = (changes: Parameters<typeof replayOf>[0]) => [replayOf({ ...base, ...changes })];
const states: Record<string, State> = {
  conversation: { messages: shown({ turns: [explained, fixed, failed], connection: simulated }) },
  streaming: { messages: shown({ turns: [explained, streaming] }) },
  waiting: { messages: shown({ turns: [turn()], draft: "next" }) },
  empty: { messages: shown({}) },
  unconfigured: { messages: shown({ connection: unconfigured }) },
  "cards with files and changes": { messages: shown({ turns: [changed] }) },
  "a change that arrives": { messages: shown({ turns: [changing] }) },
  "older turns": { messages: shown({ turns: [explained], olderCount: 60 }) },
  "the meter's warning and many chips": {
    messages: shown({ composerChips: manyChips, meter: fullMeter }),
  },
  "editing a question": {
    messages: shown({ turns: [failed] }),
    act: (page) => page.locator(".edit-button").click(),
    after: [],
  },
  "the list of suggestions": {
    messages: shown({}),
    act: async (page) => {
      await page.locator('[data-testid="composer"]').fill("@");
    },
    after: [{ type: "mentions", ask: 1, items: mentionItems }],
  },
  "the list of chats": {
    messages: shown({}),
    after: [{ type: "showChats" }, { type: "chats", ask: 1, chats: chatHeads, currentId: "c1" }],
  },
};

describe("axe finds nothing", function () {
  this.timeout(30_000);
  let server: ChatServer;
  let browser: Browser;
  let source: string;
  let page: Page | undefined;

  before(async () => {
    source = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
    server = await serveChat();
    browser = await oneBrowser();
  });

  after(async () => {
    await closePages();
    server?.close();
  });

  for (const theme of Object.keys(themes) as ThemeName[]) {
    it(`in ${theme}`, async () => {
      const chat = await openChat(browser, server, { theme, page, height: 1_600 });
      page = chat.page;
      await chat.page.evaluate(source);
      for (const [name, { messages, act, after = [] }] of Object.entries(states)) {
        await chat.send(...messages);
        await act?.(chat.page);
        await chat.send(...after);
        const found = await chat.page.evaluate(async () => {
          for (let i = 0; i < 3; i++)
            await new Promise((resolve) => requestAnimationFrame(resolve));
          // Colours come when the page is idle, and they are part of what is checked.
          for (let i = 0; i < 5; i++) await new Promise((resolve) => requestIdleCallback(resolve));
          const { violations } = await (globalThis as unknown as { axe: typeof axe }).axe.run({
            // The levels of the headings inside an answer are the model's choice.
            rules: { "heading-order": { enabled: false } },
          });
          return violations.flatMap(({ id, nodes }) =>
            nodes.map((node) => `${id}: ${node.html.slice(0, 120)} ${node.failureSummary}`),
          );
        });
        assert.deepEqual(found, [], name);
      }
    });
  }
});
