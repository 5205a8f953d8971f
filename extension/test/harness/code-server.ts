// Starts VS Code's server build on a random loopback port behind a random connection token, and ends everything it
// started. It knows nothing about tests, pages or Tandem; set-up has installed it and says where by environment.
import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { type ProcessGroup, startProcessGroup } from "./process-group.ts";
import { awaitLine } from "./program-line.ts";

export type CodeServer = {
  /** `http://127.0.0.1:PORT` */
  origin: string;
  /** The address a browser opens, token included. */
  pageUrl: (query?: Record<string, string>) => string;
  output: () => string;
  ended: ProcessGroup["ended"];
  stop: () => Promise<void>;
};

export type CodeServerOptions = {
  dataFolder: string;
  extensionsFolder: string;
  /** What the page opens: a folder, or nothing. */
  workspaceFolder?: string;
  settings: Record<string, unknown>;
  env?: NodeJS.ProcessEnv;
  /** Lets a page name an extension under development and its tests; never where a person works. */
  allowsTestPayload?: boolean;
  /** VS Code's own texts stay English: it has no language pack but an empty one. Extensions speak it. */
  language?: string;
  /** Only for tests that look at something else: the trust question is part of the product. */
  trustsEverything?: boolean;
};

const readyMs = 60_000;

export async function startCodeServer(
  options: CodeServerOptions,
  signal: AbortSignal,
): Promise<CodeServer> {
  const { dataFolder, extensionsFolder, workspaceFolder } = options;
  const tokenFile = path.join(dataFolder, "connection-token");
  const token = randomBytes(24).toString("hex");
  await mkdir(extensionsFolder, { recursive: true });
  await writeSettings(dataFolder, options.settings);
  const language = options.language ?? "en";
  await writeLanguagePack(dataFolder, language);
  await writeFile(tokenFile, token, { mode: 0o600 });
  const group = startProcessGroup({
    command: process.execPath,
    args: [
      serverScript(),
      ...["--host", "127.0.0.1", "--port", "0", "--connection-token-file", tokenFile],
      ...["--server-data-dir", dataFolder, "--extensions-dir", extensionsFolder],
      ...["--accept-server-license-terms", "--telemetry-level", "off", "--locale", language],
      ...(options.allowsTestPayload ? ["--enable-smoke-test-driver"] : []),
      ...(options.trustsEverything ? ["--disable-workspace-trust"] : []),
    ],
    // Without a gallery VS Code asks no marketplace anything.
    env: { ...(options.env ?? process.env), EXTENSIONS_GALLERY: "{}" },
  });
  const [, port] = await awaitLine(
    group,
    { pattern: /listening on (\d+)/, timeoutMs: readyMs, what: "VS Code's server" },
    signal,
  );
  const origin = `http://127.0.0.1:${port}`;
  return {
    origin,
    pageUrl: (query = {}) => {
      const folder = workspaceFolder === undefined ? {} : { folder: workspaceFolder };
      return `${origin}/?${new URLSearchParams({ ...folder, ...query, tkn: token })}`;
    },
    output: group.output,
    ended: group.ended,
    stop: group.stop,
  };
}

/** Installs a packaged extension the way a person does from the command line. */
export async function installExtension(
  vsixFile: string,
  { dataFolder, extensionsFolder }: { dataFolder: string; extensionsFolder: string },
  signal: AbortSignal,
): Promise<void> {
  signal.throwIfAborted();
  const group = startProcessGroup({
    command: process.execPath,
    args: [
      serverScript(),
      ...["--install-extension", vsixFile, "--force"],
      ...["--server-data-dir", dataFolder, "--extensions-dir", extensionsFolder],
      ...["--accept-server-license-terms", "--telemetry-level", "off"],
    ],
  });
  const { code } = await group.ended;
  await group.stop();
  if (code !== 0) throw new Error(`VS Code did not install ${vsixFile}:\n${group.output()}`);
}

/**
 * Everything runs on the server in this build, so Tandem's own settings, which have machine scope, go where VS Code reads
 * those: in User settings it honours them only until it has learnt their scope.
 */
export async function writeSettings(
  dataFolder: string,
  settings: Record<string, unknown>,
): Promise<void> {
  const isMachine = (key: string) => key.startsWith("tandem.");
  const part = (wantsMachine: boolean) =>
    Object.fromEntries(Object.entries(settings).filter(([key]) => isMachine(key) === wantsMachine));
  await writeJson(path.join(dataFolder, "data/Machine/settings.json"), part(true));
  await writeJson(path.join(dataFolder, "data/User/settings.json"), part(false));
}

/** VS Code tells extensions a language only when it has a language pack for it; this is what installing one leaves. */
async function writeLanguagePack(dataFolder: string, language: string): Promise<void> {
  const texts = path.join(dataFolder, "language-pack.json");
  await writeJson(texts, { contents: {} });
  const extension = { extensionIdentifier: { id: "tandem.empty-language-pack" }, version: "1.0.0" };
  const translations = { vscode: texts };
  const pack = { hash: "empty", label: language, extensions: [extension], translations };
  await writeJson(path.join(dataFolder, "data/languagepacks.json"), { [language]: pack });
}

async function writeJson(file: string, value: unknown): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, JSON.stringify(value, null, 2));
}

function serverScript(): string {
  const install = process.env.TANDEM_CODE_SERVER ?? "";
  const script = path.join(install, "node_modules/code-server/lib/vscode/out/server-main.js");
  if (install === "" || !existsSync(script)) {
    throw new Error("VS Code's server build is not installed: run `npm test`, which installs it.");
  }
  return script;
}
