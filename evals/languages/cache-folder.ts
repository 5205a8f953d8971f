// Where things are kept that this machine can always make again: what trusted tools built for everybody's programs.
import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { chmod, mkdir, readdir, rename, rm } from "node:fs/promises";
import path from "node:path";
import { homeFolders } from "../sandbox/host-folders.ts";

/** Nothing can be kept; the message says what to do about it. */
export class CacheError extends Error {
  readonly code = "cache_unusable";

  constructor(problem: string, cause?: unknown) {
    super(`${problem}: set TANDEM_CACHE to a folder that can be written.`, { cause });
    this.name = "CacheError";
  }
}

/** @throws CacheError when nobody says where */
export function cacheFolder(): string {
  const { TANDEM_CACHE: own, XDG_CACHE_HOME: xdg } = process.env;
  if (own !== undefined && own !== "") return path.resolve(own);
  // The environment's word counts only where it is a whole path.
  if (xdg !== undefined && path.isAbsolute(xdg)) return path.join(xdg, "tandem");
  const home = homeFolders()[0];
  if (home === undefined) throw new CacheError("There is no home folder to keep a cache in");
  return path.join(home, ".cache", "tandem");
}

const beingMade = new Map<string, Promise<string>>();

/**
 * The folder of that name inside the cache, filled by `fill` unless it is there. It appears whole or not at all, also
 * when two processes make it at once.
 * @throws CacheError where it cannot be written, else what `fill` throws
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
  try {
    await mkdir(draft, { recursive: true });
    await fill(draft, folder);
    await makeReadable(draft);
    await rename(draft, folder);
  } catch (error) {
    // Where it could not be made, it need not be removable.
    await rm(draft, { recursive: true, force: true }).catch(() => undefined);
    if (!existsSync(folder)) throw unusable(error) ?? error;
  }
  return folder;
}

const refusals = new Set([
  "EACCES",
  "EDQUOT",
  "EEXIST",
  "ENOENT",
  "ENOSPC",
  "ENOTDIR",
  "EPERM",
  "EROFS",
]);

function unusable(error: unknown): CacheError | undefined {
  if (!(error instanceof Error && "code" in error && "syscall" in error)) return undefined;
  const { code } = error;
  if (typeof code !== "string" || !refusals.has(code)) return undefined;
  return new CacheError(`The cache ${cacheFolder()} cannot be written (${code})`, error);
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
