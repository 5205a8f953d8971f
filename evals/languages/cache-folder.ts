// Where things are kept that this machine can always make again: what trusted tools built for everybody's programs.
import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { chmod, mkdir, readdir, rename, rm } from "node:fs/promises";
import { homedir } from "node:os";
import path from "node:path";

export function cacheFolder(): string {
  const { TANDEM_CACHE: own, XDG_CACHE_HOME: xdg } = process.env;
  if (own !== undefined && own !== "") return path.resolve(own);
  const caches = xdg !== undefined && xdg !== "" ? xdg : path.join(homedir(), ".cache");
  return path.join(caches, "tandem");
}

const beingMade = new Map<string, Promise<string>>();

/**
 * The folder of that name inside the cache, filled by `fill` unless it is there. It appears whole or not at all, also
 * when two processes make it at once.
 * @throws what `fill` throws, and the file system's errors
 */
export function cached(
  name: string,
  fill: (draft: string, folder: string) => Promise<void>,
): Promise<string> {
  const folder = path.join(cacheFolder(), name);
  const making = beingMade.get(folder) ?? make(folder, fill);
  beingMade.set(folder, making);
  const forget = () => beingMade.delete(folder);
  making.then(forget, forget);
  return making;
}

async function make(
  folder: string,
  fill: (draft: string, folder: string) => Promise<void>,
): Promise<string> {
  if (existsSync(folder)) return folder;
  const draft = `${folder}.${randomUUID()}`;
  await mkdir(draft, { recursive: true });
  try {
    await fill(draft, folder);
    await makeReadable(draft);
    await rename(draft, folder);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
  return folder;
}

/** Programs in a sandbox run as somebody else, whatever umask this process has. */
async function makeReadable(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const name = path.join(folder, entry.name);
    if (entry.isDirectory()) await makeReadable(name);
    else await chmod(name, 0o644);
  }
}
