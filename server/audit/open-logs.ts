// The audit's logs for whoever reads them: names, records, and the destruction of payloads. Safe beside a gateway that
// writes. It does not know what records say.
import { readdir, readFile } from "node:fs/promises";
import type { Store } from "../store/store.ts";
import { auditFolder, folderOf } from "./hold-log.ts";
import type { AuditLogs } from "./logs.ts";
import { dropFromTable, logsInTable, readTable } from "./postgres-records.ts";
import { dropFromSegments } from "./segment-drop.ts";
import { headFile, listSegments, readSegments } from "./segment-files.ts";

export function openLogs(store: Store): AuditLogs {
  const { folder } = store;
  return folder === undefined ? logsInDatabase(store) : logsInFolder(folder);
}

function logsInDatabase(store: Store): AuditLogs {
  return {
    names: () => logsInTable(store),
    read: (log, from = 0, signal) => readTable(store, log, from, signal),
    dropPayloads: (log, isKept, signal) => dropFromTable(store, log, isKept, signal),
  };
}

function logsInFolder(data: string): AuditLogs {
  return {
    hashesOnRead: true,
    names: () => logsIn(data),
    keptHeads: () => headsIn(data),
    read: (log, from = 0, signal, passing) =>
      readSegments(folderOf(data, log), log, from, { signal, passing }),
    dropPayloads: (log, isKept, signal) =>
      dropFromSegments(folderOf(data, log), log, isKept, signal),
  };
}

async function logsIn(data: string): Promise<string[]> {
  const entries = await foldersIn(auditFolder(data));
  const names: string[] = [];
  for (const name of entries) {
    const segments = await listSegments(folderOf(data, name));
    if (segments.length > 0) names.push(name);
  }
  return names.sort();
}

async function headsIn(data: string): Promise<{ log: string; note: string }[]> {
  const heads: { log: string; note: string }[] = [];
  for (const log of await foldersIn(auditFolder(data))) {
    const note = await readIfThere(headFile(folderOf(data, log)));
    if (note !== undefined) heads.push({ log, note });
  }
  return heads;
}

async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}

async function foldersIn(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
    throw error;
  }
}
