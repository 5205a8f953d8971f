// Reads a suite's files into memory. Knows nothing of what is in them.
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";

/** Text by path relative to the suites folder, with forward slashes, in the order of the paths. */
export type SuiteFiles = ReadonlyMap<string, string>;

/** @throws the file system's error when the folder cannot be read */
export async function readSuiteFiles(folder: string): Promise<SuiteFiles> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const names = entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .map((name) => name.split(path.sep).join("/"))
    .sort();
  const texts = await Promise.all(
    names.map(async (name) => [name, await readFile(path.join(folder, name), "utf8")] as const),
  );
  return new Map(texts);
}
