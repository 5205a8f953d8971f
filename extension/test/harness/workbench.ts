// VS Code's page as a person uses it: opening files, selecting with the keyboard, running commands from the palette,
// looking at the chat. It knows VS Code's page structure so that tests do not have to, and nothing about what Tandem answers.
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { errors, type FrameLocator, type Locator, type Page } from "playwright-core";
import { checkout } from "./simulator.ts";

export type Workbench = {
  page: Page;
  /** Answers the trust question with yes; it must be asked. */
  trustWorkspace: () => Promise<void>;
  /** Waits for the editor tab with this text: what opens by itself takes the focus when it comes. */
  waitForTab: (text: string) => Promise<void>;
  runCommand: (title: string) => Promise<void>;
  /** Opens a file of the workspace and selects whole lines, 1-based and inclusive. */
  selectLines: (file: string, firstLine: number, lastLine: number) => Promise<void>;
  /** Inside the chat's webview. */
  chat: FrameLocator;
  /** Inside the evaluation panel's webview. */
  evaluation: FrameLocator;
  /** The newest turn of the chat, in the given state. */
  turn: (state: TurnState) => Locator;
  /** What stands above a line of the active editor to be clicked; in the row with these words, if there are several. */
  lens: (text: string, row?: string) => Locator;
  /** Of the code at the cursor, by the light bulb's key. */
  pickQuickFix: (title: string) => Promise<void>;
  /** Without opening the window again. */
  chooseTheme: (theme: string) => Promise<void>;
  /** Types into the input box that a command has opened, and confirms. */
  answerInput: (text: string) => Promise<void>;
  /** Opens a terminal and runs one command line in it. */
  runInTerminal: (line: string) => Promise<void>;
  statusItem: (text: string) => Locator;
  /** The text of the active editor as far as it is on screen, lines joined by newlines. */
  editorText: () => Promise<string>;
  /** Closes the window and opens it again, as a person does. */
  reload: () => Promise<void>;
  screenshot: (name: string) => Promise<void>;
};

/** Ghost text: on the cursor's line a part of the line itself, below it a zone of its own. */
export const ghostText = ".ghost-text-decoration, .ghost-text-decoration-preview, .ghost-text";

export type TurnState = "waiting" | "streaming" | "done" | "stopped" | "failed";

const statusBar = ".monaco-workbench .part.statusbar";
const quickInput = ".quick-input-widget input[type=text] >> nth=0";
const loadMs = 60_000;
const paletteMs = 30_000;
const attemptMs = 3_000;

/** Resolves once VS Code's window is built and answers the keyboard. */
export async function openWorkbench(
  page: Page,
  url: string,
  signal: AbortSignal,
): Promise<Workbench> {
  signal.throwIfAborted();
  await page.goto(url);
  await page.locator(statusBar).waitFor({ timeout: loadMs });
  const ours = 'iframe.webview.ready[src*="extensionId=tandem.tandem"]';
  const inside = (frame: string) => page.frameLocator(frame).frameLocator("#active-frame");
  const chat = inside(`${ours}[src*="purpose=webviewView"]`);
  return {
    page,
    chat,
    evaluation: inside(`${ours}:not([src*="purpose=webviewView"])`),
    trustWorkspace: () =>
      page.getByRole("button", { name: /^Yes, I trust/ }).click({ timeout: loadMs }),
    waitForTab: (text) =>
      page.locator(".tab.active", { hasText: text }).waitFor({ timeout: loadMs }),
    runCommand: (title) => runCommand(page, title),
    selectLines: (file, firstLine, lastLine) => selectLines(page, file, firstLine, lastLine),
    turn: (state) =>
      chat
        .locator('[data-testid="turn"]')
        .last()
        .and(chat.locator(`[data-state="${state}"]`)),
    lens: (text, row = text) =>
      page
        .locator(".editor-group-container.active .codelens-decoration", { hasText: row })
        .locator("a", { hasText: text }),
    pickQuickFix: (title) => pickQuickFix(page, title),
    chooseTheme: (theme) => chooseTheme(page, theme),
    answerInput: async (text) => {
      await page.locator(quickInput).fill(text);
      await page.keyboard.press("Enter");
    },
    runInTerminal: (line) => runInTerminal(page, line),
    statusItem: (text) => page.locator(".statusbar-item", { hasText: text }),
    editorText: () => editorText(page),
    reload: async () => {
      const loaded = page.waitForEvent("load", { timeout: loadMs });
      await runCommand(page, "Developer: Reload Window");
      await loaded;
      await page.locator(statusBar).waitFor({ timeout: loadMs });
    },
    screenshot: (name) => screenshot(page, name),
  };
}

async function runCommand(page: Page, title: string): Promise<void> {
  await pick(page, { key: "F1", text: `>${title}`, row: title });
}

/** Asks again when the list goes away: a page that is still loading moves the focus and so closes it. */
async function pick(
  page: Page,
  { key, text, row }: { key: string; text: string; row: string },
): Promise<void> {
  const deadlineMs = performance.now() + paletteMs;
  const input = page.locator(quickInput);
  while (true) {
    try {
      await page.keyboard.press(key);
      await input.fill(text, { timeout: attemptMs });
      const rows = page.locator(".quick-input-list .monaco-list-row", { hasText: row });
      await rows.first().click({ timeout: attemptMs });
      return;
    } catch (error) {
      if (!(error instanceof errors.TimeoutError) || performance.now() > deadlineMs) throw error;
      await page.keyboard.press("Escape");
    }
  }
}

async function selectLines(
  page: Page,
  file: string,
  firstLine: number,
  lastLine: number,
): Promise<void> {
  const name = path.basename(file);
  await pick(page, { key: "Control+P", text: `${file}:${firstLine}`, row: name });
  await page.locator(`.tab.active[data-resource-name="${name}"]`).waitFor({ timeout: paletteMs });
  await page.locator(".editor-instance .view-line").first().waitFor();
  await page.keyboard.press("Home");
  for (let line = firstLine; line < lastLine; line++) await page.keyboard.press("Shift+ArrowDown");
  await page.keyboard.press("Shift+End");
}

/** Asks again when the list does not come: what reports problems may still be starting. */
async function pickQuickFix(page: Page, title: string): Promise<void> {
  const deadlineMs = performance.now() + loadMs;
  const row = page.locator(".action-widget .monaco-list-row", { hasText: title }).first();
  while (true) {
    await page.keyboard.press("Control+.");
    try {
      await row.waitFor({ timeout: attemptMs });
      return await row.click();
    } catch (error) {
      if (!(error instanceof errors.TimeoutError) || performance.now() > deadlineMs) throw error;
      await page.keyboard.press("Escape");
    }
  }
}

async function chooseTheme(page: Page, theme: string): Promise<void> {
  await runCommand(page, "Preferences: Color Theme");
  // The list of themes, not that of commands, which may still be going.
  await page.locator(quickInput).and(page.getByPlaceholder("Select Color Theme")).fill(theme);
  await page.locator(".quick-input-list .monaco-list-row", { hasText: theme }).first().click();
}

async function runInTerminal(page: Page, line: string): Promise<void> {
  await runCommand(page, "Terminal: Create New Terminal");
  const terminal = page.locator(".terminal-wrapper.active .xterm-helper-textarea");
  await terminal.waitFor({ state: "attached", timeout: loadMs });
  await terminal.focus();
  await page.keyboard.type(line);
  await page.keyboard.press("Enter");
}

async function editorText(page: Page): Promise<string> {
  const lines = await page
    .locator(".editor-group-container.active .view-line")
    .evaluateAll((elements) =>
      elements
        .map((element) => ({
          top: Number.parseFloat((element as HTMLElement).style.top),
          text: (element.textContent ?? "").replaceAll("\u00a0", " "),
        }))
        // VS Code reuses line elements, so their order in the page says nothing.
        .sort((a, b) => a.top - b.top)
        .map(({ text }) => text),
    );
  return lines.join("\n");
}

async function screenshot(page: Page, name: string): Promise<void> {
  const folder = path.join(checkout, "screenshots");
  await mkdir(folder, { recursive: true });
  await page.screenshot({ path: path.join(folder, `${name}.png`) });
}
