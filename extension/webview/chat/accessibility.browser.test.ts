// axe-core over every state of the chat view in four of VS Code's themes.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type axe from "axe-core";
import type { Browser, Page } from "playwright-core";
import { launchBrowser } from "../../test/harness/browser.ts";
import type { HostMessage } from "../messages.ts";
import { type ChatServer, openChat, serveChat } from "../test/chat-page.ts";
import {
  composerChips,
  connected,
  explained,
  failed,
  fixed,
  simulated,
  streaming,
  turn,
  unconfigured,
} from "../test/sample-turns.ts";
import { type ThemeName, themes } from "../test/themes.ts";

const base = { type: "replay", composerChips, draft: "", connection: connected } as const;
const states: Record<string, HostMessage> = {
  conversation: { ...base, turns: [explained, fixed, failed], connection: simulated },
  streaming: { ...base, turns: [explained, streaming] },
  waiting: { ...base, turns: [turn()], draft: "next" },
  empty: { ...base, turns: [] },
  unconfigured: { ...base, turns: [], connection: unconfigured },
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
    browser = await launchBrowser(new AbortController().signal);
  });

  after(async () => {
    await browser?.close();
    server?.close();
  });

  for (const theme of Object.keys(themes) as ThemeName[]) {
    it(`in ${theme}`, async () => {
      const chat = await openChat(browser, server, { theme, page, height: 1_600 });
      page = chat.page;
      await chat.page.evaluate(source);
      for (const [name, message] of Object.entries(states)) {
        await chat.send(message);
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
