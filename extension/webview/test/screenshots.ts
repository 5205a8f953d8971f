// Stores pictures of the chat view in VS Code's themes and in narrow and wide views under the git-ignored screenshots/
// folder, for a person to look at: `node extension/webview/test/screenshots.ts`.
import { existsSync } from "node:fs";
import { mkdir, readFile } from "node:fs/promises";
import path from "node:path";
import type { Page } from "playwright-core";
import { launchBrowser } from "../../test/harness/browser.ts";
import type { HostMessage } from "../messages.ts";
import type { PageLanguage } from "../page-html.ts";
import { openChat, serveChat } from "./chat-page.ts";
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
  proposed,
  replayOf,
  roomyMeter,
  simulated,
  streaming,
  turn,
  unconfigured,
} from "./sample-turns.ts";
import type { ThemeName } from "./themes.ts";

const folder = path.resolve(import.meta.dirname, "../../../screenshots/webview");
const themeNames: ThemeName[] = ["dark", "light", "high-contrast", "high-contrast-light"];

type Scene = {
  name: string;
  messages: HostMessage[];
  width?: number;
  height?: number;
  act?: (page: Page) => Promise<void>;
  after?: HostMessage[];
  l10n?: PageLanguage;
};

const scene = (
  name: string,
  changes: Parameters<typeof replayOf>[0],
  rest: Partial<Scene> = {},
) => ({
  name,
  messages: [replayOf({ composerChips, meter: roomyMeter, ...changes })],
  ...rest,
});

const typeMention = async (page: Page) => {
  await page.locator('[data-testid="composer"]').pressSequentially("see @car");
};
const openList: HostMessage[] = [
  { type: "showChats" },
  { type: "chats", ask: 1, chats: chatHeads, currentId: "c1" },
];
const cut = "Only 20,000 files are searched: others are attached with Add to Chat in the Explorer.";
const mentionsFound: HostMessage[] = [{ type: "mentions", ask: 4, items: mentionItems }];

function scenes(german: PageLanguage | undefined): Scene[] {
  return [
    scene("explain", { turns: [explained] }, { height: 1_260 }),
    scene(
      "fix-and-error",
      { turns: [fixed, failed], connection: simulated, draft: "What about a rate of 1?" },
      { height: 1_000 },
    ),
    scene("change", { turns: [changed] }, { height: 1_250 }),
    scene(
      "change-hover",
      { turns: [changed] },
      { height: 1_250, act: (page) => page.locator(".code-block").last().hover() },
    ),
    scene("change-proposed", { turns: [proposed] }, { height: 1_050 }),
    scene("change-streaming", { turns: [changing] }, { height: 620 }),
    scene("streaming", { turns: [failed, streaming] }, { height: 820 }),
    scene("waiting", { turns: [turn({ id: "waiting" })], composerChips: [] }, { height: 460 }),
    scene("empty", { turns: [] }, { height: 600 }),
    scene(
      "unconfigured",
      { turns: [], connection: unconfigured, composerChips: [] },
      { height: 520 },
    ),
    scene(
      "unreachable",
      {
        turns: [failed],
        connection: {
          state: "unreachable",
          label: "gpu1:8000 does not answer",
          isSimulated: false,
        },
      },
      { height: 560 },
    ),
    scene("popup", { turns: [explained] }, { act: typeMention, after: mentionsFound }),
    scene(
      "popup-cut",
      { turns: [explained] },
      { act: typeMention, after: [{ type: "mentions", ask: 4, items: mentionItems, note: cut }] },
    ),
    scene(
      "commands",
      { turns: [explained] },
      { act: (page) => page.locator('[data-testid="composer"]').pressSequentially("/") },
    ),
    scene("many-chips", { turns: [], composerChips: manyChips, meter: fullMeter }, { height: 640 }),
    scene(
      "editing",
      { turns: [failed, { ...explained, isEditable: true }] },
      {
        height: 760,
        act: async (page) => {
          await page.locator(".edit-button").first().click();
          await page.locator("main").evaluate((main) => main.scrollTo(0, 0));
        },
      },
    ),
    scene("history", { turns: [explained] }, { after: openList }),
    scene(
      "history-empty",
      { turns: [explained] },
      { after: [{ type: "showChats" }, { type: "chats", ask: 1, chats: [], currentId: "c1" }] },
    ),
    scene("narrow", { turns: [explained, fixed] }, { width: 260, height: 1_900 }),
    scene(
      "narrow-change",
      { turns: [changed], composerChips: manyChips, meter: fullMeter },
      { width: 260, height: 1_500 },
    ),
    scene("narrow-history", { turns: [explained] }, { width: 260, after: openList }),
    scene(
      "narrow-popup",
      { turns: [explained] },
      { width: 260, act: typeMention, after: mentionsFound },
    ),
    scene("wide", { turns: [explained, changed] }, { width: 900, height: 1_900 }),
    ...(german
      ? [
          scene("german", { turns: [changed], meter: fullMeter }, { l10n: german, height: 1_300 }),
          scene("german-empty", { turns: [], composerChips: [] }, { l10n: german, height: 640 }),
          scene("german-history", { turns: [explained] }, { l10n: german, after: openList }),
        ]
      : []),
  ];
}

await mkdir(folder, { recursive: true });
/** Names of scenes; without any all are taken. */
const only = process.argv.slice(2);
const german = await germanPage();
const server = await serveChat();
const browser = await launchBrowser(new AbortController().signal);
try {
  for (const theme of themeNames) {
    for (const each of scenes(german)) {
      if (only.length === 0 || only.includes(each.name)) await shoot(theme, each);
    }
  }
} finally {
  await browser.close();
  server.close();
}

/** The translations as they ship; none in a checkout that has none yet. */
async function germanPage(): Promise<PageLanguage | undefined> {
  const file = path.resolve(import.meta.dirname, "../../../l10n/bundle.l10n.de.json");
  if (!existsSync(file)) return undefined;
  return { language: "de", bundle: JSON.parse(await readFile(file, "utf8")) };
}

async function shoot(theme: ThemeName, scene: Scene): Promise<void> {
  const size = { width: scene.width ?? 400, height: scene.height ?? 700 };
  const language = scene.l10n ? { l10n: scene.l10n } : {};
  const chat = await openChat(browser, server, { theme, ...size, ...language });
  await chat.send(...scene.messages);
  await scene.act?.(chat.page);
  await chat.send(...(scene.after ?? []));
  await chat.page.evaluate(async () => {
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    // Colours come when the page is idle.
    for (let i = 0; i < 20; i++) await new Promise((resolve) => requestIdleCallback(resolve));
  });
  await chat.page.screenshot({
    path: path.join(folder, `${scene.name}-${theme}.png`),
    animations: "disabled",
  });
  for (const complaint of await chat.complaints()) {
    process.stderr.write(`${scene.name}-${theme}: ${complaint}\n`);
    process.exitCode = 1;
  }
  await chat.close();
}
