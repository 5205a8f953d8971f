// Destroys payloads in segment files: each file that holds some is written anew without them and put in the old one's place.
// The newest file is left alone, because a gateway may be writing it. It does not know which payloads are due.
import { open, rename, rm, stat } from "node:fs/promises";
import path from "node:path";
import { lockFile } from "./file-lock.ts";
import type { StoredRecord } from "./logs.ts";
import { giveAway } from "./ownership.ts";
import { encodeBatch } from "./record.ts";
import { listSegments, readSegment, type SegmentFile } from "./segment-files.ts";

/** Each batch gets memory of its own. */
const nothing = Buffer.alloc(0);

type IsKept = (record: StoredRecord) => boolean;

/** Resolves with their number. Nothing happens while another process does the same. */
export async function dropFromSegments(
  folder: string,
  log: string,
  isKept: IsKept,
  signal: AbortSignal,
): Promise<number> {
  const closed = (await listSegments(folder)).slice(0, -1);
  if (closed.length === 0) return 0;
  const unlock = await lockFile(path.join(folder, "drop.db"));
  if (unlock === undefined) return 0;
  try {
    giveAway(path.join(folder, "drop.db"), folder);
    let dropped = 0;
    for (const segment of closed) dropped += await dropFromSegment(segment, log, isKept, signal);
    return dropped;
  } finally {
    unlock();
  }
}

async function dropFromSegment(
  segment: SegmentFile,
  log: string,
  isKept: IsKept,
  signal: AbortSignal,
): Promise<number> {
  if (!(await isAnyDoomed(segment, log, isKept, signal))) return 0;
  const fresh = `${segment.file}.new`;
  try {
    const dropped = await writeAnew(segment, log, isKept, fresh, signal);
    await rename(fresh, segment.file);
    await syncFolder(path.dirname(segment.file));
    return dropped;
  } catch (error) {
    await rm(fresh, { force: true });
    throw error;
  }
}

async function isAnyDoomed(
  segment: SegmentFile,
  log: string,
  isKept: IsKept,
  signal: AbortSignal,
): Promise<boolean> {
  for await (const records of readSegment(segment, log, false, { signal })) {
    if (records.some((record) => record.payload !== undefined && !isKept(record))) return true;
  }
  return false;
}

async function writeAnew(
  segment: SegmentFile,
  log: string,
  isKept: IsKept,
  fresh: string,
  signal: AbortSignal,
): Promise<number> {
  const { mode } = await stat(segment.file);
  const handle = await open(fresh, "w", mode);
  let dropped = 0;
  try {
    for await (const records of readSegment(segment, log, false, { signal })) {
      const kept = records.map((record) => {
        if (record.payload === undefined || isKept(record)) return record;
        dropped += 1;
        return { ...record, payload: undefined };
      });
      for (const piece of encodeBatch(kept, nothing)) await handle.appendFile(piece);
    }
    await handle.sync();
  } finally {
    await handle.close();
  }
  giveAway(fresh, segment.file);
  return dropped;
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
