// The charts in a real browser without VS Code around them: built as they are shipped, under the policy that ships, with the
// theme's variables. For tests and screenshots.
import { once } from "node:events";
import { createServer } from "node:http";
import path from "node:path";
import { build } from "esbuild";
import type { Browser, Page } from "playwright-core";
import { type ThemeName, themes } from "../../test/themes.ts";
import type { Opened, Shown } from "./test-main.ts";

const nonce = "dGFuZGVtLXRlc3Qtbm9uY2U";

export type ChartServer = { url: string; close(): void };

export async function serveCharts(): Promise<ChartServer> {
  const files = await buildCharts();
  const server = createServer((request, response) => {
    const origin = `http://${request.headers.host}`;
    const file = files.get(request.url ?? "");
    response.setHeader("content-security-policy", policy(origin));
    response.setHeader("content-type", file?.type ?? "text/html; charset=utf-8");
    if (request.url === "/favicon.ico") response.statusCode = 204;
    response.end(file?.text ?? page);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server has no port.");
  return {
    url: `http://127.0.0.1:${address.port}/`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** That of the webviews: nothing runs or styles but what the page itself loads. */
function policy(origin: string): string {
  return `default-src 'none'; script-src 'nonce-${nonce}'; style-src ${origin}; form-action 'none'; base-uri 'none'`;
}

const page = `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Charts</title>
<link rel="stylesheet" href="/charts.css"></head><body><script nonce="${nonce}" src="/charts.js"></script></body></html>`;

export type ChartPage = {
  page: Page;
  show(...charts: Shown[]): Promise<void>;
  opened(): Promise<Opened[]>;
  /** What the policy blocked and what was thrown. */
  complaints(): Promise<string[]>;
  close(): Promise<void>;
};

type TestWindow = { violations: string[]; opened: Opened[] };

export async function openCharts(
  browser: Browser,
  server: ChartServer,
  { theme = "dark", width = 700 }: { theme?: ThemeName; width?: number } = {},
): Promise<ChartPage> {
  const context = browser.contexts()[0] ?? (await browser.newContext());
  const page = await context.newPage();
  await page.setViewportSize({ width, height: 900 });
  const thrown: string[] = [];
  page.on("pageerror", (error) => thrown.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error") thrown.push(message.text());
  });
  const { bodyClass, background, variables } = themes[theme];
  await page.addInitScript(prepareWindow, {
    bodyClass,
    background,
    variables: { ...variables, ...chartColours[theme] },
  });
  await page.goto(server.url);
  return {
    page,
    show: (...charts) =>
      // As one text, because ten thousand objects take the driver seconds.
      page.evaluate(async (text) => {
        window.dispatchEvent(new MessageEvent("message", { data: JSON.parse(text) }));
        // The first frame measures the width, the second has the drawing.
        for (let i = 0; i < 3; i++) await new Promise((resolve) => requestAnimationFrame(resolve));
      }, JSON.stringify(charts)),
    opened: () => page.evaluate(() => (window as unknown as TestWindow).opened),
    complaints: async () => [
      ...thrown,
      ...(await page.evaluate(() => (window as unknown as TestWindow).violations)),
    ],
    close: () => page.close(),
  };
}

/** Runs in the page before anything else; it can use nothing from outside itself. */
function prepareWindow(theme: {
  bodyClass: string;
  background: string;
  variables: Record<string, string>;
}): void {
  const fake = window as unknown as TestWindow; // The page's window with our own additions.
  fake.violations = [];
  document.addEventListener("securitypolicyviolation", (event) => {
    fake.violations.push(`${event.violatedDirective}: ${event.blockedURI || event.sample}`);
  });
  const sheet = new CSSStyleSheet();
  const variables = Object.entries(theme.variables)
    .map(([name, value]) => `--vscode-${name}: ${value};`)
    .join("\n");
  sheet.replaceSync(`html { background: ${theme.background}; ${variables} }`);
  document.adoptedStyleSheets = [sheet];
  document.addEventListener("DOMContentLoaded", () => {
    document.body.className = theme.bodyClass;
  });
}

/** What VS Code's themes set for charts; those for high contrast have no orange. */
const chartColours: Record<ThemeName, Record<string, string>> = {
  dark: {
    "charts-foreground": "#cccccc",
    "charts-lines": "rgba(204, 204, 204, 0.5)",
    "charts-red": "#f14c4c",
    "charts-blue": "#3794ff",
    "charts-yellow": "#cca700",
    "charts-orange": "#d18616",
    "charts-green": "#89d185",
    "charts-purple": "#b180d7",
  },
  light: {
    "charts-foreground": "#3b3b3b",
    "charts-lines": "rgba(59, 59, 59, 0.5)",
    "charts-red": "#e51400",
    "charts-blue": "#0063d3",
    "charts-yellow": "#bf8803",
    "charts-orange": "#d18616",
    "charts-green": "#388a34",
    "charts-purple": "#652d90",
  },
  "high-contrast": {
    "charts-foreground": "#ffffff",
    "charts-lines": "rgba(255, 255, 255, 0.5)",
    "charts-red": "#f48771",
    "charts-blue": "#3794ff",
    "charts-yellow": "#ffd370",
    "charts-green": "#89d185",
    "charts-purple": "#b180d7",
  },
  "high-contrast-light": {
    "charts-foreground": "#292929",
    "charts-lines": "rgba(41, 41, 41, 0.5)",
    "charts-red": "#b5200d",
    "charts-blue": "#0063d3",
    "charts-yellow": "#895503",
    "charts-green": "#374e06",
    "charts-purple": "#652d90",
  },
};

async function buildCharts(): Promise<Map<string, { type: string; text: string }>> {
  const { outputFiles } = await build({
    entryPoints: [path.join(import.meta.dirname, "test-main.ts")],
    outfile: "charts.js",
    bundle: true,
    minify: true,
    write: false,
    platform: "browser",
    format: "iife",
    target: "chrome130",
  });
  return new Map(
    outputFiles.map((file) => {
      const extension = path.extname(file.path);
      const type = extension === ".js" ? "text/javascript" : "text/css";
      return [`/charts${extension}`, { type: `${type}; charset=utf-8`, text: file.text }];
    }),
  );
}
