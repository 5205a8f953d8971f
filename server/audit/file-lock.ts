// A lock between processes that the operating system frees however its holder ends: an SQLite file that is held in an open
// transaction. It does not know what the lock guards.
import { closeSync, openSync } from "node:fs";

const busy = 5;

/** Undefined while somebody else holds it. The function lets it go. */
export async function lockFile(file: string): Promise<(() => void) | undefined> {
  // Not at the top: a Node without it should get as far as saying which one it takes.
  const { DatabaseSync } = await import("node:sqlite");
  // SQLite would let everybody read it, and what it puts beside it.
  closeSync(openSync(file, "a", 0o600));
  const database = new DatabaseSync(file, { timeout: 0 });
  try {
    database.exec("BEGIN EXCLUSIVE");
  } catch (error) {
    database.close();
    if (error instanceof Error && "errcode" in error && error.errcode === busy) return undefined;
    throw error;
  }
  return () => database.close();
}
