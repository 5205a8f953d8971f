// The person's cache folder: what is large and the same for every checkout is installed there once per version. A folder
// appears under its name only when it is complete. It knows nothing about what is in them.
import { existsSync } from "node:fs";
import { mkdir, readdir, rename, rm, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import path from "node:path";
import { withLock } from "./lock.mjs";
import { runCommand, step } from "./step.mjs";

export function cacheFolder() {
  if (process.env.TANDEM_CACHE) return path.resolve(process.env.TANDEM_CACHE);
  return path.join(process.env.XDG_CACHE_HOME || path.join(homedir(), ".cache"), "tandem");
}

/**
 * Installs one npm package, whose own scripts may run, into a folder of the cache, unless it is there.
 * @throws {SetupError}
 */
export async function ensureInCache(folder, { title, dependencies, env = process.env, remedy }) {
  if (existsSync(folder)) return;
  await mkdir(cacheFolder(), { recursive: true });
  await withLock(`${folder}.lock`, async () => {
    if (existsSync(folder)) return;
    await removeUnfinished(folder);
    await step(title, async () => {
      const unfinished = `${folder}.unfinished-${process.pid}`;
      await mkdir(unfinished);
      const allowScripts = Object.fromEntries(
        Object.keys(dependencies).map((name) => [name, true]),
      );
      const manifest = { private: true, dependencies, allowScripts };
      await writeFile(path.join(unfinished, "package.json"), JSON.stringify(manifest));
      await runCommand("npm", ["install", "--no-audit", "--no-fund", "--foreground-scripts"], {
        cwd: unfinished,
        env,
        remedy,
      });
      await rename(unfinished, folder);
    });
  });
}

/** Without what the npm that runs this says about itself: packages read the Node version from there. */
export function environmentOfPerson() {
  const ofNpm =
    /^npm_(config_user_agent|config_local_prefix|package_|lifecycle_|execpath|node_execpath|command)/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !ofNpm.test(name)));
}

async function removeUnfinished(folder) {
  const prefix = `${path.basename(folder)}.unfinished-`;
  const left = (await readdir(cacheFolder())).filter((name) => name.startsWith(prefix));
  await Promise.all(left.map((name) => rm(path.join(cacheFolder(), name), { recursive: true })));
}
