// The folders of one `npm start`: a profile of its own, kept between starts, and a fresh copy of the sample workspace.
// It never touches the person's own VS Code profile and knows nothing about how VS Code is started.
import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";

export type Profile = {
  dataFolder: string;
  extensionsFolder: string;
  workspaceFolder: string;
  gatewayFolder: string;
  /** Lets the next start have this profile. */
  release: () => Promise<void>;
};

/** Takes the first profile that no running start holds, so that several may run at once. */
export async function openProfile(
  stateFolder: string,
  sampleFolder: string,
  signal: AbortSignal,
): Promise<Profile> {
  let number = 1;
  while (!(await claim(path.join(stateFolder, `profile-${number}`)))) number++;
  signal.throwIfAborted();
  const folder = path.join(stateFolder, `profile-${number}`);
  const startedAt = new Date().toISOString().slice(0, 19).replaceAll(":", "-");
  const workspaceFolder = path.join(
    stateFolder,
    "workspaces",
    `${startedAt}-${process.pid}`,
    "sample",
  );
  await cp(sampleFolder, workspaceFolder, { recursive: true });
  return {
    dataFolder: path.join(folder, "data"),
    extensionsFolder: path.join(folder, "extensions"),
    workspaceFolder,
    gatewayFolder: path.join(folder, "gateway"),
    release: () => rm(path.join(folder, "owner"), { force: true }),
  };
}

async function claim(folder: string): Promise<boolean> {
  const file = path.join(folder, "owner");
  await mkdir(folder, { recursive: true });
  try {
    await writeFile(file, String(process.pid), { flag: "wx" });
    return true;
  } catch (error) {
    if (!hasCode(error, "EEXIST")) throw error;
  }
  if (isRunning(Number(await readFile(file, "utf8")))) return false;
  await rm(file, { force: true });
  return claim(folder);
}

function isRunning(pid: number): boolean {
  try {
    return pid > 0 && process.kill(pid, 0);
  } catch (error) {
    if (hasCode(error, "ESRCH")) return false;
    if (hasCode(error, "EPERM")) return true;
    throw error;
  }
}

/**
 * The settings for this start: what the person changed in this profile stays, what `npm start` must decide does not.
 * Every `tandem.` key is dropped first, because a model chosen for one endpoint is unknown to the next.
 */
export function mergeSettings(
  kept: Record<string, unknown>,
  decided: Record<string, unknown>,
): Record<string, unknown> {
  const own = Object.entries(kept).filter(([key]) => !key.startsWith("tandem."));
  return { ...Object.fromEntries(own), ...decided };
}

/** The settings a previous start left; none when there are none, or when they are no plain JSON. */
export async function readSettings(file: string): Promise<Record<string, unknown>> {
  try {
    const parsed: unknown = JSON.parse(await readFile(file, "utf8"));
    // An object, checked here; its values stay unknown.
    return typeof parsed === "object" && parsed !== null ? (parsed as Record<string, unknown>) : {};
  } catch (error) {
    if (hasCode(error, "ENOENT") || error instanceof SyntaxError) return {};
    throw error;
  }
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
