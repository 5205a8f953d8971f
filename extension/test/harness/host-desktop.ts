// Runs the suite inside the desktop build of VS Code, which @vscode/test-electron downloads once. It knows nothing about
// the tests.
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { downloadAndUnzipVSCode, runTests, TestRunFailedError } from "@vscode/test-electron";
import { quietSettings } from "./quiet-settings.ts";
import { checkout } from "./simulator.ts";
import type { SuiteRun } from "./suite-run.ts";

/** The executable, downloaded unless it is there; undefined, and said why, where it cannot be downloaded. */
export async function findDesktop(signal: AbortSignal): Promise<string | undefined> {
  signal.throwIfAborted();
  try {
    return await downloadAndUnzipVSCode({ cachePath: path.join(checkout, ".vscode-test") });
  } catch (error) {
    console.log(
      `VS Code cannot be downloaded here: ${error instanceof Error ? error.message : error}`,
    );
    return undefined;
  }
}

export async function runInDesktop(
  run: SuiteRun,
  vscodeExecutablePath: string,
  signal: AbortSignal,
): Promise<number> {
  signal.throwIfAborted();
  const userDataFolder = path.join(run.stateFolder, "data");
  await mkdir(path.join(userDataFolder, "User"), { recursive: true });
  await writeFile(
    path.join(userDataFolder, "User/settings.json"),
    JSON.stringify(quietSettings, null, 2),
  );
  try {
    return await runTests({
      vscodeExecutablePath,
      extensionDevelopmentPath: run.extensionFolder,
      extensionTestsPath: run.suiteFile,
      extensionTestsEnv: run.env,
      launchArgs: [
        run.workspaceFolder,
        `--user-data-dir=${userDataFolder}`,
        `--extensions-dir=${path.join(run.stateFolder, "extensions")}`,
        "--disable-workspace-trust",
        "--skip-welcome",
        "--skip-release-notes",
      ],
    });
  } catch (error) {
    if (error instanceof TestRunFailedError) return error.code ?? 1;
    throw error;
  }
}
