// A view in a real browser without VS Code around it: the built script under the real Content-Security-Policy, a stand-in for
// `acquireVsCodeApi` that records intents, and VS Code's theme variables. It knows no view's messages.
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import path from "node:path";
import { build } from "esbuild";
import type { Browser, Page } from "playwright-core";
import { type PageLanguage, pageCsp, pageHtml } from "../page-html.ts";
import { type ThemeName, themes } from "./themes.ts";

const nonce = "dGFuZGVtLXRlc3Qtbm9uY2U";

export type ViewServer = {
  url: string;
  /** The language of the pages that are served from now on. */
  speak(l10n: PageLanguage | undefined): void;
  close(): void;
};

/** Serves the view in this folder of extension/webview, built as it is shipped. */
export async function serveView(folder: string): Promise<ViewServer> {
  const files = await buildView(folder);
  let l10n: PageLanguage | undefined;
  const server = createServer((request, response) => {
    const file = files.get(request.url ?? "");
    if (file) {
      response.setHeader("content-type", file.type);
      response.end(file.text);
    } else if (request.url?.split("?")[0] === "/") {
      const cspSource = `http://${request.headers.host}`;
      response.setHeader("content-type", "text/html; charset=utf-8");
      response.setHeader("content-security-policy", pageCsp({ cspSource, nonce }));
      response.end(
        pageHtml({
          scriptUri: "/view.js",
          styleUri: "/view.css",
          cspSource,
          nonce,
          title: "View",
          l10n,
        }),
      );
    } else {
      // The browser asks for an icon, too; an error for it would drown the view's own.
      response.statusCode = request.url === "/favicon.ico" ? 204 : 404;
      response.end();
    }
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${portOf(server)}/`,
    speak: (language) => {
      l10n = language;
    },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

export type ViewPageOptions = {
  theme?: ThemeName;
  width?: number;
  height?: number;
  /** English unless given. */
  l10n?: PageLanguage;
  /** What `getState` returns at the start. */
  remembered?: unknown;
  bodyClasses?: string;
  /** What the view stands on; that of the side bar unless given. */
  background?: string;
  /** What the host answers as soon as the view says that it is ready; a few kB. */
  replay?: readonly unknown[];
  /** A page of an earlier view to load this one into: four times as quick as a new page, and as empty. */
  page?: Page | undefined;
};

/** A loaded view that has told the host that it is ready. */
export type ViewPage<Message, Intent> = {
  page: Page;
  send(...messages: Message[]): Promise<void>;
  intents(): Promise<Intent[]>;
  /** What the policy blocked and what was thrown; a healthy view has none of either. */
  complaints(): Promise<string[]>;
  close(): Promise<void>;
};

type TestWindow = {
  intents: unknown[];
  violations: string[];
  memory: unknown;
  acquireVsCodeApi?: () => unknown;
};

export async function openView<Message, Intent>(
  browser: Browser,
  server: ViewServer,
  options: ViewPageOptions = {},
): Promise<ViewPage<Message, Intent>> {
  const { theme = "dark", width = 400, height = 700 } = options;
  const page = options.page ?? (await newPage(browser));
  await page.setViewportSize({ width, height });
  const thrown = await listen(page);
  server.speak(options.l10n);
  const prepared: Prepared = {
    theme: { ...themes[theme], ...(options.background && { background: options.background }) },
    memory: options.remembered,
    bodyClasses: options.bodyClasses ?? "",
    replay: options.replay ?? [],
  };
  // The number makes it another document, the rest is read by the script that runs first.
  const hash = encodeURIComponent(JSON.stringify(prepared));
  await page.goto(`${server.url}?${++viewsOpened}#${hash}`);
  return {
    page,
    send: (...messages) =>
      // As one text: the driver takes its time over every object.
      page.evaluate((text) => {
        const list: unknown[] = JSON.parse(text);
        for (const data of list) window.dispatchEvent(new MessageEvent("message", { data }));
      }, JSON.stringify(messages)),
    // What the view has posted.
    intents: () =>
      page.evaluate(() => (window as unknown as TestWindow).intents) as Promise<Intent[]>,
    complaints: async () => [
      ...thrown,
      ...(await page.evaluate(() => (window as unknown as TestWindow).violations)),
    ],
    close: () => page.close(),
  };
}

/** Waits in the page: charts draw when they know their width, those of a load test in turn, which takes about ten frames. */
export async function framesDrawn(count: number): Promise<void> {
  for (let i = 0; i < count; i++) await new Promise((resolve) => requestAnimationFrame(resolve));
}

let viewsOpened = 0;

async function newPage(browser: Browser): Promise<Page> {
  const context = browser.contexts()[0] ?? (await browser.newContext());
  const page = await context.newPage();
  await page.addInitScript(prepareWindow);
  return page;
}

/** What is thrown from now on; nothing of an earlier view. */
async function listen(page: Page): Promise<string[]> {
  const thrown: string[] = [];
  page.removeAllListeners("pageerror").removeAllListeners("console");
  // Away from where an earlier view was clicked.
  await page.mouse.move(0, 0);
  page.on("pageerror", (error) => thrown.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error") thrown.push(message.text());
  });
  return thrown;
}

type Prepared = {
  theme: { bodyClass: string; background: string; variables: Record<string, string> };
  memory: unknown;
  bodyClasses: string;
  replay: readonly unknown[];
};

/** Runs in the page before anything else; it can use nothing from outside itself. */
function prepareWindow(): void {
  const options = JSON.parse(decodeURIComponent(location.hash.slice(1))) as Prepared;
  const fake = window as unknown as TestWindow; // The page's window with our own additions.
  fake.intents = [];
  fake.violations = [];
  fake.memory = options.memory;
  document.addEventListener("securitypolicyviolation", (event) => {
    fake.violations.push(`${event.violatedDirective}: ${event.blockedURI || event.sample}`);
  });
  fake.acquireVsCodeApi = () => {
    delete fake.acquireVsCodeApi;
    return {
      postMessage: (intent: { type?: string }) => {
        fake.intents.push(intent);
        if (intent.type === "ready") for (const data of options.replay) window.postMessage(data);
      },
      getState: () => fake.memory,
      setState: (memory: unknown) => {
        fake.memory = memory;
      },
    };
  };
  const sheet = new CSSStyleSheet();
  const variables = Object.entries(options.theme.variables)
    .map(([name, value]) => `--vscode-${name}: ${value};`)
    .join("\n");
  sheet.replaceSync(`html { background: ${options.theme.background}; ${variables} }`);
  document.adoptedStyleSheets = [sheet];
  document.addEventListener("DOMContentLoaded", () => {
    document.body.className = `${options.theme.bodyClass} ${options.bodyClasses}`;
  });
}

async function buildView(folder: string): Promise<Map<string, { type: string; text: string }>> {
  const { outputFiles } = await build({
    entryPoints: [path.join(import.meta.dirname, "..", folder, "main.ts")],
    outfile: "view.js",
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
      return [`/view${extension}`, { type: `${type}; charset=utf-8`, text: file.text }];
    }),
  );
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server has no port.");
  return address.port;
}
