// The files of a folder that is no git work tree, found by walking through it. Follows no links.
import type { Dirent } from "node:fs";
import { readdir } from "node:fs/promises";
import path from "node:path";
import type { Listing, Wanted } from "./list-with-git.ts";
import { isRefusedByDisk, RepositoryError } from "./repository-error.ts";

/** At most so many entries are looked at. @throws RepositoryError when the folder cannot be read, the signal's reason */
export async function listByWalking(
  folder: string,
  { accepts, most }: Wanted,
  signal: AbortSignal,
): Promise<Listing> {
  const paths: string[] = [];
  const waiting = [""];
  let looked = 0;
  for (let inside = waiting.shift(); inside !== undefined; inside = waiting.shift()) {
    signal.throwIfAborted();
    for (const entry of await entriesOf(folder, inside)) {
      looked += 1;
      if (looked > most) return { paths: paths.sort(), isCut: true };
      const name = inside === "" ? entry.name : `${inside}/${entry.name}`;
      if (entry.isDirectory() && !isPassedBy(entry.name)) waiting.push(name);
      if (entry.isFile() && accepts(name)) paths.push(name);
    }
  }
  return { paths: paths.sort(), isCut: false };
}

/** What is built, fetched or hidden: there is no list of ignored files to go by. */
const passedBy = new Set(["build", "coverage", "dist", "obj", "out", "target", "venv"]);

function isPassedBy(name: string): boolean {
  return name.startsWith(".") || passedBy.has(name.toLowerCase());
}

/** In the order of their names, whatever the file system's is. */
async function entriesOf(folder: string, inside: string): Promise<Dirent[]> {
  try {
    const entries = await readdir(path.join(folder, inside), { withFileTypes: true });
    return entries.sort((left, right) => (left.name < right.name ? -1 : 1));
  } catch (error) {
    if (!isRefusedByDisk(error)) throw error;
    if (inside !== "") return [];
    throw new RepositoryError(
      "folder_unreadable",
      "The folder cannot be read: check that it exists and that you may read it.",
      error,
    );
  }
}
