// The four views of figures in a real browser without the panel around them: built under the Content-Security-Policy that
// ships, with VS Code's theme variables. For tests and screenshots.
import { once } from "node:events";
import { createServer } from "node:http";
import path from "node:path";
import { build } from "esbuild";
import type { Browser, Page } from "playwright-core";
import type { LoadRow } from "../../../core/protocol/load-test.ts";
import type { Published } from "../../../core/protocol/published.ts";
import { pageCsp, pageHtml } from "../page-html.ts";
import { type ThemeName, themes } from "../test/themes.ts";
import type { LoadFacts } from "./load-view.ts";
import type { ComparisonView, OpenedRun } from "./messages.ts";

export type Shown =
  | { view: "load"; rows: LoadRow[]; facts: LoadFacts }
  | { view: "compare"; comparison: ComparisonView }
  | { view: "economics"; published: Published }
  | { view: "repository"; run: Extract<OpenedRun, { kind: "repository" }> }
  | { view: "nothing" };
export type Asked = { ask: "close" } | { ask: "openFile"; path: string; line: number };

const nonce = "dGFuZGVtLXRlc3Qtbm9uY2U";

export async function serveViews(): Promise<{ url: string; close(): void }> {
  const files = await buildViews();
  const server = createServer((request, response) => {
    const file = files.get(request.url ?? "");
    if (file) {
      response.setHeader("content-type", file.type).end(file.text);
    } else if (request.url === "/") {
      const cspSource = `http://${request.headers.host}`;
      response.setHeader("content-type", "text/html; charset=utf-8");
      response.setHeader("content-security-policy", pageCsp({ cspSource, nonce }));
      const uris = { scriptUri: "/views.js", styleUri: "/views.css" };
      response.end(pageHtml({ ...uris, cspSource, nonce, title: "Views" }));
    } else {
      // The browser asks for an icon, too; an error for it would drown the page's own.
      response.writeHead(request.url === "/favicon.ico" ? 204 : 404).end();
    }
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

export type ViewsPage = {
  page: Page;
  show(shown: Shown): Promise<void>;
  asked(): Promise<Asked[]>;
  /** What the policy blocked and what was thrown; a healthy view has none of either. */
  complaints(): Promise<string[]>;
};

/** The page's window with our own additions. */
type TestWindow = { asked: Asked[]; violations: string[] };

export async function openViews(
  browser: Browser,
  url: string,
  {
    theme = "dark",
    width = 1000,
    height = 900,
  }: { theme?: ThemeName; width?: number; height?: number } = {},
): Promise<ViewsPage> {
  const page = await browser.newPage({ viewport: { width, height } });
  const thrown: string[] = [];
  page.on("pageerror", (error) => thrown.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error") thrown.push(message.text());
  });
  await page.addInitScript(prepareWindow, themes[theme]);
  await page.goto(url);
  return {
    page,
    show: (shown) =>
      page.evaluate(async (data) => {
        window.dispatchEvent(new MessageEvent("message", { data }));
        // Charts draw when they know their width, elements when they are asked to.
        for (let i = 0; i < 3; i++) await new Promise((resolve) => requestAnimationFrame(resolve));
      }, shown),
    asked: () => page.evaluate(() => (window as unknown as TestWindow).asked),
    complaints: async () => [
      ...thrown,
      ...(await page.evaluate(() => (window as unknown as TestWindow).violations)),
    ],
  };
}

/** Runs in the page before anything else; it can use nothing from outside itself. */
function prepareWindow(theme: {
  bodyClass: string;
  background: string;
  variables: Record<string, string>;
}): void {
  const violations: string[] = [];
  Object.assign(window, { violations });
  document.addEventListener("securitypolicyviolation", (event) => {
    violations.push(`${event.violatedDirective}: ${event.blockedURI || event.sample}`);
  });
  const sheet = new CSSStyleSheet();
  const variables = Object.entries(theme.variables)
    .map(([name, value]) => `--vscode-${name}: ${value};`)
    .join("\n");
  sheet.replaceSync(
    `html { background: var(--vscode-editor-background, ${theme.background}); ${variables} } body { padding: 16px }`,
  );
  document.adoptedStyleSheets = [sheet];
  document.addEventListener("DOMContentLoaded", () => {
    document.body.className = theme.bodyClass;
  });
}

async function buildViews(): Promise<Map<string, { type: string; text: string }>> {
  const { outputFiles } = await build({
    entryPoints: [path.join(import.meta.dirname, "test-views-main.ts")],
    outfile: "views.js",
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
      return [`/views${extension}`, { type: `${type}; charset=utf-8`, text: file.text }];
    }),
  );
}
