// Rebuilds dist/ when a source is newer than the last build. It knows which folders hold sources, not what is built.
import { mkdir, readdir, stat, utimes, writeFile } from "node:fs/promises";
import path from "node:path";
import { node24, root } from "./packages.mjs";
import { runCommand, step } from "./step.mjs";

const sources = ["core", "evals", "server", "extension", "esbuild.config.mjs", "package-lock.json"];
const stamp = path.join(root, "dist/.built");

export async function ensureBuild() {
  const builtAtMs = await modifiedAtMs(stamp);
  const newestMs = Math.max(
    ...(await Promise.all(sources.map((name) => newestAtMs(path.join(root, name))))),
  );
  if (builtAtMs > newestMs) return;
  const startedAt = new Date();
  await step("Building", () =>
    runCommand(node24, ["esbuild.config.mjs", "--tests", "--meta"], {
      cwd: root,
      remedy: "The build says above what it could not resolve.",
    }),
  );
  await mkdir(path.dirname(stamp), { recursive: true });
  await writeFile(stamp, "");
  // A file saved while the build ran counts as newer than the build.
  await utimes(stamp, startedAt, startedAt);
}

async function modifiedAtMs(file) {
  try {
    return (await stat(file)).mtimeMs;
  } catch (error) {
    if (error.code === "ENOENT") return 0;
    throw error;
  }
}

async function newestAtMs(name) {
  const found = await stat(name);
  if (!found.isDirectory()) return found.mtimeMs;
  const inside = (await readdir(name)).filter((entry) => entry !== "node_modules");
  return Math.max(
    found.mtimeMs,
    ...(await Promise.all(inside.map((entry) => newestAtMs(path.join(name, entry))))),
  );
}
