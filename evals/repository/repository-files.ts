// Which files of a workspace folder a team has probably written itself. Lists names only and reads no file.
import { lstat, realpath } from "node:fs/promises";
import path from "node:path";
import { listByWalking } from "./list-by-walking.ts";
import { type Listing, listWithGit } from "./list-with-git.ts";
import { isOwnSource } from "./own-source.ts";
import { isRefusedByDisk, RepositoryError } from "./repository-error.ts";

export type RepositoryFiles = Listing & {
  /** The folder's real path. */
  root: string;
  /** Sentences about how they were found. */
  notes: readonly string[];
};

const most = 20_000;

/** @throws RepositoryError, or the signal's reason */
export async function repositoryFiles(
  folder: string,
  signal: AbortSignal,
): Promise<RepositoryFiles> {
  const root = await rootOf(folder);
  const wanted = { accepts: isOwnSource, most };
  const byGit = await listWithGit(root, wanted, signal);
  const listing = byGit ?? (await listByWalking(root, wanted, signal));
  const notes = byGit === undefined ? [(await hasGit(root)) ? gitFailed : noGit] : [];
  return { ...listing, root, notes: listing.isCut ? [...notes, cut] : notes };
}

const noGit = "The folder is no git work tree: hidden and usual build folders were left out.";
const gitFailed =
  "Git could not list the files: the folder was walked through, and files that git ignores may be among them.";
const cut = `Only the first ${most.toLocaleString("en")} files were looked at.`;

async function rootOf(folder: string): Promise<string> {
  try {
    return await realpath(path.resolve(folder));
  } catch (error) {
    if (!isRefusedByDisk(error)) throw error;
    throw new RepositoryError(
      "folder_unreadable",
      "The folder cannot be read: check that it exists and that you may read it.",
      error,
    );
  }
}

async function hasGit(root: string): Promise<boolean> {
  try {
    await lstat(path.join(root, ".git"));
    return true;
  } catch (error) {
    if (isRefusedByDisk(error)) return false;
    throw error;
  }
}
