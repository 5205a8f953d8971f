// Makes data on a medium that cannot be written readable: the database wants to write beside itself, so a copy of it is
// opened in a temporary folder, with the logs where they are. Data that can be written is opened where it lies.
import { access, constants, copyFile, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { AuditLogs } from "../../audit/logs.ts";
import { openLogs } from "../../audit/open-logs.ts";
import type { Store } from "../../store/store.ts";
import { codeOf, OutputError } from "../failures.ts";
import { placeOf, type StoreFlags } from "../store-options.ts";

export type ReadablePlace = AsyncDisposable & {
  flags: StoreFlags;
  logsOf: (store: Store) => AuditLogs;
};

/** @throws OutputError where there is no room for the copy */
export async function readable(flags: StoreFlags): Promise<ReadablePlace> {
  const place = placeOf(flags);
  if ("database" in place || !(await isReadOnly(place.data))) {
    return { flags, logsOf: openLogs, [Symbol.asyncDispose]: async () => {} };
  }
  const folder = path.resolve(place.data);
  const copy = await mkdtemp(path.join(tmpdir(), "tandem-verify-"));
  const remove = () => rm(copy, { recursive: true, force: true });
  try {
    const names = await readdir(folder);
    // The journal's unwritten changes belong to it; what processes share it by does not.
    for (const name of ["tandem.db", "tandem.db-wal"].filter((name) => names.includes(name))) {
      await copyFile(path.join(folder, name), path.join(copy, name));
    }
  } catch (error) {
    await remove();
    throw new OutputError(
      `The database in ${folder} cannot be copied to ${tmpdir()} (${codeOf(error)}): make room there, or name another folder with TMPDIR.`,
    );
  }
  return {
    flags: { data: copy },
    logsOf: (store) => openLogs({ ...store, folder }),
    [Symbol.asyncDispose]: remove,
  };
}

async function isReadOnly(folder: string): Promise<boolean> {
  try {
    await access(folder, constants.W_OK);
    return false;
  } catch (error) {
    // A folder that is not there is told about by whoever opens it.
    return ["EROFS", "EACCES", "EPERM"].includes(codeOf(error));
  }
}
