// The embedded store: a folder with one SQLite file, which several processes may use at once.
import { chown, mkdir, open, stat } from "node:fs/promises";
import path from "node:path";
import { Kysely } from "kysely";
import { migrate } from "../migrations/migrate.ts";
import { endColumns, fitRow, rowColumns } from "../request-rows.ts";
import { bumpRevision, readRevision } from "../revisions.ts";
import type { Tables } from "../schema.ts";
import type { RequestsWrite, Store } from "../store.ts";
import { isSqliteBusy, StoreError, sqliteReason } from "../store-error.ts";
import { sqliteDialect } from "./dialect.ts";
import type { BulkWrite } from "./messages.ts";
import { startWorker, type WorkerLink } from "./worker-link.ts";

const fileName = "tandem.db";
/** How long one process waits for another's transaction. */
const busyMs = 5000;

/** @throws StoreError */
export async function openEmbedded(
  data: string,
  { mustExist = false }: { mustExist?: boolean } = {},
): Promise<Store> {
  const folder = path.resolve(data);
  const file = path.join(folder, fileName);
  if (mustExist) await checkFile(folder, file);
  else await makeFile(folder, file);
  const link = startWorker({ file, busyMs });
  const db = new Kysely<Tables>({ dialect: sqliteDialect(link) });
  try {
    await migrate(db, "sqlite");
  } catch (error) {
    await link.close().catch(() => undefined);
    throw embeddedError(folder, error);
  }
  return embedded(db, link, folder);
}

/** What SQLite failed with, as what a person can do about it; anything else as it is. */
export function embeddedError(folder: string, error: unknown): unknown {
  if (isSqliteBusy(error)) {
    return new StoreError(
      "busy",
      `The store in ${folder} is locked by another process: try again, or end what holds it.`,
      { cause: error },
    );
  }
  const reason = sqliteReason(error);
  return reason === undefined ? error : unusable(folder, reason, error);
}

function embedded(db: Kysely<Tables>, link: WorkerLink, folder: string): Store {
  const underWay = new Set<Promise<void>>();
  return {
    db,
    dialect: "sqlite",
    folder,
    writeRequests(write) {
      // Not between the statements of somebody's transaction: the connection is waited for.
      const written = db.connection().execute(async () => void (await link.ask(flat(write))));
      underWay.add(written);
      return written.finally(() => underWay.delete(written));
    },
    revision: (name) => readRevision(db, name),
    bump: (name) => bumpRevision(db, name),
    async close() {
      await Promise.allSettled(underWay);
      await db.destroy();
    },
  };
}

function flat({ log, position, rows, ends }: RequestsWrite): BulkWrite {
  const write: BulkWrite = { kind: "requests", log, position, rows: [], ends: [] };
  for (const row of rows) {
    const fitted = fitRow(row);
    for (const column of rowColumns) write.rows.push(fitted[column]);
  }
  for (const end of ends) {
    const fitted = fitRow(end);
    for (const column of endColumns) write.ends.push(fitted[column]);
  }
  return write;
}

async function checkFile(folder: string, file: string): Promise<void> {
  try {
    if (await isThere(file)) return;
  } catch (error) {
    throw unusable(folder, codeOf(error) ?? "not valid", error);
  }
  throw new StoreError(
    "data_folder",
    `There is no store in ${folder}: name the data folder of the gateway with --data.`,
  );
}

/** Only its owner may read it: secrets lie in there. */
async function makeFile(folder: string, file: string): Promise<void> {
  try {
    await makeFolder(folder);
    const isNew = await create(file);
    if (isNew) await giveToOwner(folder, file);
  } catch (error) {
    if (!(error instanceof Error && "syscall" in error)) throw error;
    throw unusable(folder, codeOf(error) ?? "not valid", error);
  }
}

/** Not by `recursive`, which never ends where a folder takes no folders, such as below /proc. */
async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { mode: 0o700 });
  } catch (error) {
    const code = codeOf(error);
    if (code === "EEXIST") return;
    const parent = path.dirname(folder);
    if (code !== "ENOENT" || parent === folder || (await isThere(parent))) throw error;
    await makeFolder(parent);
    await makeFolder(folder);
  }
}

async function isThere(place: string): Promise<boolean> {
  try {
    await stat(place);
    return true;
  } catch (error) {
    if (codeOf(error) === "ENOENT") return false;
    throw error;
  }
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && "code" in error ? String(error.code) : undefined;
}

async function create(file: string): Promise<boolean> {
  try {
    await (await open(file, "ax", 0o600)).close();
    return true;
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
    throw error;
  }
}

/** An administrator may make the first key before the service has run: the file has to be the service's. */
async function giveToOwner(folder: string, file: string): Promise<void> {
  if (process.getuid?.() !== 0) return;
  const { uid, gid } = await stat(folder);
  if (uid !== 0) await chown(file, uid, gid);
}

const nextSteps: ReadonlyMap<string, string> = new Map([
  ["damaged", "restore it from a backup"],
  ["not a database", "restore it from a backup"],
  ["the disk is full", "make room on it"],
]);

function unusable(folder: string, reason: string, cause: unknown): StoreError {
  const next = nextSteps.get(reason) ?? "make it writable";
  return new StoreError(
    "data_folder",
    `The data folder ${folder} cannot be used (${reason}): ${next}, or name another with --data.`,
    { cause },
  );
}
