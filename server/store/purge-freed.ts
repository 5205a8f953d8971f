// Makes what was deleted unreadable in the store's own files, for erasures: a deleted row alone can lie there for long.
// What a file system or a backup keeps of them is beyond it.
import { sql } from "kysely";
import type { Store } from "./store.ts";
import { StoreError } from "./store-error.ts";

const lockMs = 5000;
const lockNotAvailable = "55P03";

/** Not within a transaction. @throws StoreError `busy`: nothing is lost, it can be tried again */
export async function purgeFreed({ db, dialect }: Store): Promise<void> {
  if (dialect === "sqlite") {
    // Deleted rows are zeroed in the file itself; here they leave its write-ahead log as well.
    const { rows } = await sql<{ busy: number }>`pragma wal_checkpoint(truncate)`.execute(db);
    if (rows[0]?.busy !== 0) throw busy();
    return;
  }
  await db.connection().execute(async (connection) => {
    await sql`set lock_timeout = ${sql.lit(lockMs)}`.execute(connection);
    try {
      // Without `full` the bytes of dead rows stay in their pages.
      await sql`vacuum (full) subject_keys`.execute(connection);
    } catch (error) {
      const isLocked = error instanceof Error && "code" in error && error.code === lockNotAvailable;
      throw isLocked ? busy(error) : error;
    } finally {
      await sql`reset lock_timeout`.execute(connection);
    }
  });
}

function busy(cause?: unknown): StoreError {
  return new StoreError(
    "busy",
    "Another process uses the store, so that what was erased can still lie in its files: try again.",
    { cause },
  );
}
