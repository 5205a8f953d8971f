// Runs the tests that need a real VS Code: in the desktop build where a window can open and VS Code can be downloaded,
// otherwise in the server build with a browser. TANDEM_TEST_HOST=electron|server decides instead. Beside it runs a
// simulated endpoint, whose address the tests find in TANDEM_TEST_ENDPOINT.
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { findDesktop, runInDesktop } from "./host-desktop.ts";
import { runInServer } from "./host-server.ts";
import { checkout, startSimulator } from "./simulator.ts";
import type { SuiteRun } from "./suite-run.ts";

const controller = new AbortController();
for (const name of ["SIGINT", "SIGTERM"] as const) process.once(name, () => controller.abort());
process.exitCode = await main(controller.signal);

async function main(signal: AbortSignal): Promise<number> {
  const stateFolder = await mkdtemp(path.join(tmpdir(), "tandem-suite-"));
  const workspaceFolder = path.join(stateFolder, "workspace");
  await cp(path.join(checkout, "extension/test/workspaces/sample"), workspaceFolder, {
    recursive: true,
  });
  const simulator = await startSimulator({ args: ["--profile", "instant"] }, signal);
  try {
    const run: SuiteRun = {
      extensionFolder: process.env.TANDEM_TEST_EXTENSION ?? checkout,
      suiteFile: path.join(checkout, "dist/test/suite.cjs"),
      workspaceFolder,
      stateFolder,
      env: {
        TANDEM_TEST_ENDPOINT: simulator.url,
        TANDEM_TEST_COMMAND: path.join(checkout, "dist/tandem.js"),
        TANDEM_TEST_NODE: process.execPath,
        ...passedOn("TANDEM_TEST_RESULTS", "TANDEM_TEST_GREP"),
      },
    };
    const desktop = wantsDesktop() ? await findDesktop(signal) : undefined;
    console.log(
      `VS Code: ${desktop === undefined ? "server build, in a browser" : "desktop build"}`,
    );
    if (desktop !== undefined) return await runInDesktop(run, desktop, signal);
    if (process.env.TANDEM_TEST_HOST === "electron") return 1;
    return await runInServer(run, signal);
  } finally {
    await simulator.stop();
    await rm(stateFolder, { recursive: true, force: true });
  }
}

function wantsDesktop(): boolean {
  const forced = process.env.TANDEM_TEST_HOST;
  if (forced !== undefined) return forced === "electron";
  return (
    process.platform !== "linux" || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY)
  );
}

function passedOn(...names: string[]): Record<string, string> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = process.env[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}
