// The Node that VS Code brings, for the tests of what runs under it: from the npm package node, installed once per version
// into the person's cache folder.
import path from "node:path";
import { cacheFolder, ensureInCache, environmentOfPerson } from "./cache.mjs";

const version = "22.23.3";

export function node22() {
  return path.join(folder(), "node_modules/node/bin/node");
}

export async function ensureNode22() {
  await ensureInCache(folder(), {
    title: `Installing Node ${version} into ${folder()}`,
    dependencies: { node: version },
    env: environmentOfPerson(),
    remedy: "Check that npm reaches its registry, then run this again.",
  });
}

function folder() {
  return path.join(cacheFolder(), `node-${version}`);
}
