// The VS Code that tests and `npm start` fall back to: VS Code's server build from the npm package code-server, installed
// once per version into the person's cache folder.
import { existsSync } from "node:fs";
import path from "node:path";
import { cacheFolder, ensureInCache, environmentOfPerson } from "./cache.mjs";
import { isOnPath } from "./debian.mjs";
import { node24 } from "./packages.mjs";

const version = "4.139.1";

export function codeServerFolder() {
  return path.join(cacheFolder(), `code-server-${version}-node24`);
}

export function hasCodeServer() {
  return existsSync(codeServerFolder());
}

/** A desktop VS Code that can open a window. */
export function hasDesktopEditor() {
  const hasDisplay =
    process.platform !== "linux" || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
  return hasDisplay && isOnPath("code");
}

/** Needs the build tools, unless it is there. */
export async function ensureCodeServer() {
  if (hasCodeServer()) return;
  const folder = codeServerFolder();
  const { npm_config_nodedir = existsSync("/usr/include/node/node_api.h") ? "/usr" : undefined } =
    process.env;
  await ensureInCache(folder, {
    title: `Installing VS Code ${version} (server build) into ${folder}, 1 to 3 minutes`,
    dependencies: { "code-server": version },
    env: {
      ...environmentOfPerson(),
      // code-server refuses to install under any other Node; it asks the npm that runs it.
      PATH: `${path.dirname(node24)}${path.delimiter}${process.env.PATH}`,
      // Its modules are Node-API, so headers of another Node fit, and none have to be downloaded.
      ...(npm_config_nodedir && { npm_config_nodedir }),
    },
    remedy: "Check that npm reaches its registry and that the compiler works, then run this again.",
  });
}
