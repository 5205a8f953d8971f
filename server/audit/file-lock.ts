// A lock between processes that the operating system frees however its holder ends: an SQLite file that is held in an open
// transaction. It does not know what the lock guards.
import { DatabaseSync } from "node:sqlite";

const busy = 5;

/** Undefined while somebody else holds it. The function lets it go. */
export function lockFile(file: string): (() => void) | undefined {
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
