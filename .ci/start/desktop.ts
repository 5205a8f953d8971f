// Opens the desktop build of VS Code with folders of its own and ends it again. The `code` command hands over to a process
// of its own group, whose id VS Code writes into `code.lock` of the data folder; that is how it is found.
import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { startProcessGroup } from "../../extension/test/harness/process-group.ts";
import { StartProblem } from "./endpoint.ts";
import type { Profile } from "./profile.ts";

export type OpenWindow = { ended: Promise<unknown>; stop: () => Promise<void> };

const pollMs = 100;
const closeMs = 10_000;

export async function openDesktop(
  { vsixFile, profile, settings, env }: DesktopOptions,
  signal: AbortSignal,
): Promise<OpenWindow> {
  const { dataFolder, extensionsFolder, workspaceFolder } = profile;
  const folders = [`--user-data-dir=${dataFolder}`, `--extensions-dir=${extensionsFolder}`];
  await mkdir(path.dirname(desktopSettingsFile(dataFolder)), { recursive: true });
  await writeFile(desktopSettingsFile(dataFolder), JSON.stringify(settings, null, 2));
  const install = startProcessGroup({
    command: "code",
    args: [...folders, "--install-extension", vsixFile, "--force"],
    env,
  });
  const { code } = await install.ended;
  signal.throwIfAborted();
  if (code !== 0) {
    throw new StartProblem(`VS Code did not install the extension:\n${install.output()}`);
  }
  const args = [...folders, "--new-window", "--wait", "--disable-telemetry", workspaceFolder];
  const window = startProcessGroup({ command: "code", args, env });
  return {
    ended: window.ended,
    stop: async () => {
      await endEditor(dataFolder);
      await window.stop();
    },
  };
}

export type DesktopOptions = {
  vsixFile: string;
  profile: Profile;
  settings: Record<string, unknown>;
  env: NodeJS.ProcessEnv;
};

export function desktopSettingsFile(dataFolder: string): string {
  return path.join(dataFolder, "User/settings.json");
}

async function endEditor(dataFolder: string): Promise<void> {
  const pid = await readPid(path.join(dataFolder, "code.lock"));
  if (pid === undefined || !send(pid, "SIGTERM")) return;
  const deadlineMs = performance.now() + closeMs;
  while (send(pid, 0)) {
    if (performance.now() > deadlineMs) send(pid, "SIGKILL");
    await wait(pollMs);
  }
}

async function readPid(file: string): Promise<number | undefined> {
  try {
    const pid = Number.parseInt(await readFile(file, "utf8"), 10);
    return Number.isInteger(pid) && pid > 1 ? pid : undefined;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}

/** False when the process is gone. */
function send(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, signal);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ESRCH") return false;
    throw error;
  }
}
