// Stores pictures of the chat view in VS Code's themes and in narrow and wide views under the git-ignored screenshots/
// folder, for a person to look at: `node extension/webview/test/screenshots.ts`.
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { launchBrowser } from "../../test/harness/browser.ts";
import type { HostMessage, TurnView } from "../messages.ts";
import { openChat, serveChat } from "./chat-page.ts";
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
} from "./sample-turns.ts";
import type { ThemeName } from "./themes.ts";

const folder = path.resolve(import.meta.dirname, "../../../screenshots/webview");
const themeNames: ThemeName[] = ["dark", "light", "high-contrast", "high-contrast-light"];

type Scene = { name: string; message: HostMessage; width?: number; height?: number };

function replay(
  turns: TurnView[],
  changes: Partial<Extract<HostMessage, { type: "replay" }>> = {},
): HostMessage {
  return {
    type: "replay",
    turns,
    composerChips,
    draft: "",
    connection: connected,
    ...changes,
  };
}

const scenes: Scene[] = [
  { name: "explain", message: replay([explained]), height: 1_200 },
  {
    name: "fix-and-error",
    message: replay([fixed, failed], { connection: simulated, draft: "What about a rate of 1?" }),
    height: 900,
  },
  { name: "streaming", message: replay([failed, streaming]), height: 760 },
  {
    name: "waiting",
    message: replay([turn({ id: "waiting" })], { composerChips: [] }),
    height: 460,
  },
  { name: "empty", message: replay([]), height: 560 },
  {
    name: "unconfigured",
    message: replay([], { connection: unconfigured, composerChips: [] }),
    height: 520,
  },
  {
    name: "unreachable",
    message: replay([failed], {
      connection: { state: "unreachable", label: "gpu1:8000 does not answer", isSimulated: false },
    }),
    height: 520,
  },
  { name: "narrow", message: replay([explained, fixed]), width: 260, height: 1_700 },
  { name: "wide", message: replay([explained, streaming]), width: 900, height: 1_100 },
];

await mkdir(folder, { recursive: true });
const server = await serveChat();
const browser = await launchBrowser(new AbortController().signal);
try {
  for (const theme of themeNames) {
    for (const scene of scenes) await shoot(theme, scene);
  }
} finally {
  await browser.close();
  server.close();
}

async function shoot(theme: ThemeName, scene: Scene): Promise<void> {
  const size = { width: scene.width ?? 400, height: scene.height ?? 700 };
  const chat = await openChat(browser, server, { theme, ...size });
  await chat.send(scene.message);
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
