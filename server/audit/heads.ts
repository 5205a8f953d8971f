// Signed heads: what a log has come to, signed, and kept together with what the tree needs to go on from there. It does not
// know when a head is due.
import type { Store } from "../store/store.ts";
import type { Installation } from "./installation.ts";
import type { LogStorage } from "./log-storage.ts";
import { signHead } from "./merkle/note.ts";
import { createFrontier, type Frontier } from "./merkle/tree.ts";

/** Returns the signed note once it is stored. */
export async function storeHead(
  store: Store,
  installation: Installation,
  storage: LogStorage,
  frontier: Frontier,
  at: number,
): Promise<string> {
  // What is appended while this one is stored belongs to the next.
  const { size, hashes } = frontier;
  const root = frontier.root();
  const note = signHead({
    ...installation,
    installation: installation.id,
    log: storage.log,
    size,
    root,
  });
  const row = {
    size,
    root: root.toString("base64"),
    note,
    frontier: hashes.map((hash) => hash.toString("base64")).join(","),
    at,
  };
  await store.db
    .insertInto("log_heads")
    .values({ log: storage.log, ...row })
    .onConflict((conflict) => conflict.column("log").doUpdateSet(row))
    .execute();
  await storage.keepHead(note);
  return note;
}

/** The tree as it was at the newest head; an empty one where there is none to go on from. */
export async function storedFrontier({ db }: Store, log: string): Promise<Frontier> {
  const row = await db
    .selectFrom("log_heads")
    .select(["size", "root", "frontier"])
    .where("log", "=", log)
    .executeTakeFirst();
  if (!row || row.frontier === null || row.size === 0) return createFrontier();
  const hashes = row.frontier.split(",").map((hash) => Buffer.from(hash, "base64"));
  const frontier = createFrontier({ size: row.size, hashes });
  const isSame = frontier.root().toString("base64") === row.root;
  if (!isSame) throw new Error(`The stored head of the log ${log} contradicts itself.`);
  return frontier;
}
