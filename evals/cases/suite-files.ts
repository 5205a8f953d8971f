// Reads a suite's files into memory: folders with a case.yaml, whole, and the folders beside them that a case names as its
// cluster. Knows nothing else of what is in them.
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { SuiteError } from "./suite-error.ts";

/** Text by path relative to the suites folder, with forward slashes, in the order of the paths. */
export type SuiteFiles = ReadonlyMap<string, string>;

/** @throws SuiteError with what cannot be read */
export async function readSuiteFiles(folder: string): Promise<SuiteFiles> {
  const entries = await orSuiteError(folder, () =>
    readdir(folder, { recursive: true, withFileTypes: true }),
  );
  const names = entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .map((name) => name.split(path.sep).join("/"))
    .sort();
  const cases = names
    .filter((name) => name.endsWith("/case.yaml"))
    .map((name) => name.slice(0, -"case.yaml".length));
  const texts = new Map<string, string>();
  // One after another: a folder that is no suite may hold more files than can be open at once.
  const readBelow = async (folders: readonly string[]) => {
    for (const name of names.filter((each) => folders.some((own) => each.startsWith(own)))) {
      const file = path.join(folder, name);
      texts.set(name, await orSuiteError(file, () => readFile(file, "utf8")));
    }
  };
  await readBelow(cases);
  const clusters = cases.flatMap((own) => clusterFolder(own, texts.get(`${own}case.yaml`) ?? ""));
  await readBelow([...new Set(clusters)]);
  return new Map([...texts].sort(([left], [right]) => (left < right ? -1 : 1)));
}

/** As far as a look at the text can tell; whether the case is valid YAML is for others to say. */
function clusterFolder(own: string, text: string): string[] {
  const cluster = /^cluster: *([\w.-]+) *$/m.exec(text)?.[1];
  return cluster === undefined ? [] : [`${path.posix.join(path.posix.dirname(own), cluster)}/`];
}

async function orSuiteError<T>(file: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "unknown";
    throw new SuiteError([{ file, line: 1, problem: `cannot be read (${code})` }]);
  }
}
