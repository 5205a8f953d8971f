// The VS Code that tests and `npm start` fall back to: VS Code's server build from the npm package code-server, installed
// once per version into the person's cache folder. The folder appears under its name only when it is complete.
import { existsSync } from "node:fs";
import { mkdir, readdir, rename, rm, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import path from "node:path";
import { ensureBuildTools, isOnPath } from "./debian.mjs";
import { withLock } from "./lock.mjs";
import { node24 } from "./packages.mjs";
import { runCommand, step } from "./step.mjs";

const version = "4.139.1";

export function cacheFolder() {
  if (process.env.TANDEM_CACHE) return path.resolve(process.env.TANDEM_CACHE);
  return path.join(process.env.XDG_CACHE_HOME || path.join(homedir(), ".cache"), "tandem");
}

export function codeServerFolder() {
  return path.join(cacheFolder(), `code-server-${version}-node24`);
}

/** A desktop VS Code that can open a window. */
export function hasDesktopEditor() {
  const hasDisplay =
    process.platform !== "linux" || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
  return hasDisplay && isOnPath("code");
}

export async function ensureCodeServer() {
  const folder = codeServerFolder();
  if (existsSync(folder)) return;
  await ensureBuildTools();
  await mkdir(cacheFolder(), { recursive: true });
  await withLock(`${folder}.lock`, async () => {
    if (existsSync(folder)) return;
    await removeUnfinished(folder);
    await step(`Installing VS Code ${version} (server build) into ${folder}, 1 to 3 minutes`, () =>
      install(folder),
    );
  });
}

async function install(folder) {
  const unfinished = `${folder}.unfinished-${process.pid}`;
  await mkdir(unfinished);
  const manifest = {
    private: true,
    dependencies: { "code-server": version },
    allowScripts: { "code-server": true },
  };
  await writeFile(path.join(unfinished, "package.json"), JSON.stringify(manifest));
  const { npm_config_nodedir = existsSync("/usr/include/node/node_api.h") ? "/usr" : undefined } =
    process.env;
  await runCommand("npm", ["install", "--no-audit", "--no-fund", "--foreground-scripts"], {
    cwd: unfinished,
    env: {
      ...environmentOfPerson(),
      // code-server refuses to install under any other Node; it asks the npm that runs it.
      PATH: `${path.dirname(node24)}${path.delimiter}${process.env.PATH}`,
      // Its modules are Node-API, so headers of another Node fit, and none have to be downloaded.
      ...(npm_config_nodedir && { npm_config_nodedir }),
    },
    remedy: "Check that npm reaches its registry and that the compiler works, then run this again.",
  });
  await rename(unfinished, folder);
}

/** Without what the npm that runs this says about itself: code-server reads the Node version from there. */
function environmentOfPerson() {
  const ofNpm =
    /^npm_(config_user_agent|config_local_prefix|package_|lifecycle_|execpath|node_execpath|command)/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !ofNpm.test(name)));
}

async function removeUnfinished(folder) {
  const prefix = `${path.basename(folder)}.unfinished-`;
  const left = (await readdir(cacheFolder())).filter((name) => name.startsWith(prefix));
  await Promise.all(left.map((name) => rm(path.join(cacheFolder(), name), { recursive: true })));
}
