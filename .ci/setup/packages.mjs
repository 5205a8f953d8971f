// Brings node_modules to what package-lock.json says, and nothing else. npm's own record of what it installed is the
// truth, so a manual `npm install` counts and an interrupted one does not.
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { runCommand, step } from "./step.mjs";

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
/** The repository's own Node, whatever Node the machine has. */
export const node24 = path.join(root, "node_modules/node/bin/node");

export async function ensurePackages() {
  if (arePackagesInstalled()) return;
  await step("Installing packages", () =>
    runCommand("npm", ["ci", "--no-audit", "--no-fund"], {
      cwd: root,
      env: { ...process.env, PATH: pathWithoutCheckout() },
      remedy: "Check that npm reaches its registry, then run the same command again.",
    }),
  );
}

/** npm removes node_modules first, so it must not run on the Node that lies in there. */
function pathWithoutCheckout() {
  const inside = path.join(root, "node_modules") + path.sep;
  return (process.env.PATH ?? "")
    .split(path.delimiter)
    .filter((folder) => !`${folder}${path.sep}`.startsWith(inside))
    .join(path.delimiter);
}

function arePackagesInstalled() {
  const record = path.join(root, "node_modules/.package-lock.json");
  if (!existsSync(node24) || !existsSync(record)) return false;
  const installed = readPackages(record);
  return Object.entries(readPackages(path.join(root, "package-lock.json")))
    .filter(
      ([folder, { optional, devOptional, peer }]) =>
        folder !== "" && !(optional || devOptional || peer),
    )
    .every(([folder, { version }]) => installed[folder]?.version === version);
}

function readPackages(file) {
  return JSON.parse(readFileSync(file, "utf8")).packages;
}
