// Destroys payloads in segment files: each file that holds some is written anew without them and put in the old one's place.
// The newest file is left alone, because a gateway may be writing it. It does not know which payloads are due.
import { once } from "node:events";
import { createWriteStream, type WriteStream } from "node:fs";
import { open, rename, rm, stat } from "node:fs/promises";
import path from "node:path";
import { finished } from "node:stream/promises";
import { lockFile } from "./file-lock.ts";
import type { StoredRecord } from "./logs.ts";
import { giveAway } from "./ownership.ts";
import { encodeBatch } from "./record.ts";
import { listSegments, readSegment, type SegmentFile } from "./segment-files.ts";

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
  const unlock = lockFile(path.join(folder, "drop.db"));
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
  for await (const records of readSegment(segment, log, false, signal)) {
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
  const stream = createWriteStream(fresh, { flush: true, mode });
  let dropped = 0;
  for await (const records of readSegment(segment, log, false, signal)) {
    const kept = records.map((record) => {
      if (record.payload === undefined || isKept(record)) return record;
      dropped += 1;
      return { ...record, payload: undefined };
    });
    // No memory is handed in to be used again: the stream keeps what it is given.
    for (const piece of encodeBatch(kept, Buffer.alloc(0))) await give(stream, piece);
  }
  stream.end();
  await finished(stream);
  giveAway(fresh, segment.file);
  return dropped;
}

async function give(stream: WriteStream, piece: Buffer): Promise<void> {
  if (!stream.write(piece)) await once(stream, "drain");
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
