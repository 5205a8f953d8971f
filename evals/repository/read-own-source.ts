// Reads one file of a folder that is not trusted: nothing outside it, no device, nothing large.
import { constants, lstat, open, realpath } from "node:fs/promises";
import path from "node:path";
import { languageIdOf, plain, type SourceFile } from "../completion/source-files.ts";
import { isWrittenByHand, largestFile } from "./own-source.ts";
import { isRefusedByDisk } from "./repository-error.ts";

/** `root` is the folder's real path. Undefined for everything that is no readable source. */
export async function readOwnSource(root: string, file: string): Promise<SourceFile | undefined> {
  const languageId = languageIdOf(file);
  if (languageId === undefined) return undefined;
  try {
    const bytes = await readInside(root, path.join(root, file));
    if (bytes === undefined) return undefined;
    const text = plain(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
    return isWrittenByHand(text) ? { path: file, languageId, text } : undefined;
  } catch (error) {
    // Gone by now, not ours to read, or no text.
    if (isRefusedByDisk(error) || error instanceof TypeError) return undefined;
    throw error;
  }
}

async function readInside(root: string, file: string): Promise<Uint8Array | undefined> {
  // Also folders on the way may be links.
  const real = await realpath(file);
  const isInside = real.startsWith(root.endsWith(path.sep) ? root : root + path.sep);
  if (!isInside || !(await lstat(file)).isFile()) return undefined;
  // Neither follows a link nor waits at a pipe that has taken the file's place; Windows has no such flags.
  const guarded = (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);
  await using handle = await open(real, constants.O_RDONLY | guarded);
  const stat = await handle.stat();
  if (!stat.isFile() || stat.size > largestFile) return undefined;
  const bytes = await handle.readFile();
  return bytes.length > largestFile ? undefined : bytes;
}
