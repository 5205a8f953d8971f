// One embedded log that this process writes: segment files in a folder, each batch durable in one write. It alone appends
// and cuts off; it does not know what the records say, nor which batch is due.
import {
  closeSync,
  constants,
  fsyncSync,
  ftruncate,
  ftruncateSync,
  openSync,
  unlinkSync,
  write,
  writev,
} from "node:fs";
import { open, rename, writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { lockFile } from "./file-lock.ts";
import { LogLost, type LogStorage } from "./log-storage.ts";
import { LogDamaged, type StoredRecord } from "./logs.ts";
import { giveAway, makeFolder } from "./ownership.ts";
import {
  decodeFrame,
  encodeBatch,
  frameLength,
  headerBytes,
  isWhole,
  type SealedRecord,
} from "./record.ts";
import {
  headFile,
  listSegments,
  readSegments,
  type SegmentFile,
  segmentName,
} from "./segment-files.ts";
import { isAnyBatchBehind, scanFrames } from "./segment-scan.ts";

/** A file that has got this long is followed by another. */
const fullBytes = 64 << 20;
/** What has to fit before writing counts as possible again. */
const probeBytes = 64 << 10;
/** Places: which file this process has opened, and where in it. */
const fileFactor = 2 ** 36;

// Every write returns when the bytes, and the length of the file, are durable: one visit of the thread pool, not two.
const { O_RDWR, O_CREAT, O_EXCL, O_DSYNC } = constants;

export type SegmentLogOptions = {
  fullBytes?: number;
  /** So many records were durable: what is missing of them is damage, and nothing is cut off. */
  signed?: number;
};

/**
 * Undefined while another process holds the log. What a crash left torn at its end is cut off.
 * @throws LogDamaged where anything else cannot be read
 */
export async function openSegmentLog(
  folder: string,
  log: string,
  options: SegmentLogOptions = {},
): Promise<LogStorage | undefined> {
  await makeFolder(folder);
  const lock = path.join(folder, "lock.db");
  const unlock = await lockFile(lock);
  if (unlock === undefined) return undefined;
  giveAway(lock, folder);
  try {
    const last = (await listSegments(folder)).at(-1);
    const tail =
      last === undefined ? { records: 0, end: 0 } : await repair(last, log, options.signed ?? 0);
    return segmentLog({ folder, log, last, tail, unlock, full: options.fullBytes ?? fullBytes });
  } catch (error) {
    unlock();
    throw error;
  }
}

type Tail = { records: number; end: number };

type Opened = {
  folder: string;
  log: string;
  last: SegmentFile | undefined;
  tail: Tail;
  unlock: () => void;
  full: number;
};

function segmentLog({ folder, log, last, tail, unlock, full }: Opened): LogStorage {
  const files: string[] = [];
  let fd: number | undefined;
  let length = tail.end;
  let size = (last?.start ?? 0) + tail.records;
  let isTorn = false;
  let isWriting = false;
  let isClosed = false;
  const scratch = Buffer.allocUnsafeSlow(1 << 20);

  const openFile = (file: string, flags: number) => {
    fd = openSync(file, flags | O_RDWR | O_DSYNC, 0o600);
    files.push(file);
    return fd;
  };
  const startFile = () => {
    const file = path.join(folder, segmentName(size));
    const started = openFile(file, O_CREAT | O_EXCL);
    try {
      giveAway(file, folder);
      syncFolder(folder);
    } catch (error) {
      // Its name may not be on the disk: nothing is written there, and it is begun anew.
      fd = undefined;
      files.pop();
      closeSync(started);
      unlinkSync(file);
      throw error;
    }
    length = 0;
    return started;
  };
  const fileFor = () => {
    // The number of its file may be another file's by now.
    if (isClosed) throw new LogLost(log);
    if (fd !== undefined && length < full) return fd;
    if (fd === undefined && last !== undefined && length < full) return openFile(last.file, 0);
    if (fd !== undefined) closeSync(fd);
    fd = undefined;
    return startFile();
  };
  const writeThere = async (target: number, pieces: Buffer[]) => {
    isWriting = true;
    try {
      return await writeAll(target, pieces, length);
    } finally {
      isWriting = false;
    }
  };
  return {
    log,
    get size() {
      return size;
    },
    async append(batch) {
      const target = fileFor();
      const pieces = encodeBatch(batch, scratch);
      isTorn = true;
      const written = await writeThere(target, pieces);
      isTorn = false;
      const places = placesOf(batch, (files.length - 1) * fileFactor + length);
      length += written;
      size += batch.length;
      return places;
    },
    async settle() {
      const target = fileFor();
      if (isTorn) await cutOff(target, length);
      isTorn = true;
      await writeThere(target, [Buffer.alloc(probeBytes)]);
      await cutOff(target, length);
      isTorn = false;
      return false;
    },
    // The lock lasts as long as the process does.
    async check() {},
    async readAt(position, place) {
      const file = files[Math.floor(place / fileFactor)];
      const found = file === undefined ? undefined : await readFrame(file, place % fileFactor);
      if (found !== undefined) return { log, position, ...found };
      return readByPosition(folder, log, position);
    },
    read: (from, signal) => readSegments(folder, log, from, { signal }),
    async keepHead(note) {
      const file = headFile(folder);
      // Verification reads it: a power failure must not leave an empty one.
      await writeFile(`${file}.new`, note, { mode: 0o600, flush: true });
      giveAway(`${file}.new`, folder);
      await rename(`${file}.new`, file);
    },
    async close() {
      isClosed = true;
      // A disk that has not answered may still write: file and log stay this process's until it ends.
      if (isWriting) return;
      try {
        if (isTorn && fd !== undefined) ftruncateSync(fd, length);
      } finally {
        if (fd !== undefined) closeSync(fd);
        unlock();
      }
    },
  };
}

async function repair(last: SegmentFile, log: string, signed: number): Promise<Tail> {
  const handle = await open(last.file, "r+");
  try {
    let records = 0;
    const scan = scanFrames(handle);
    for (;;) {
      const step = await scan.next();
      if (!step.done) {
        records += step.value.length;
        continue;
      }
      const { end, size } = step.value;
      if (end === size) return { records, end };
      const isDamaged = last.start + records < signed || (await isAnyBatchBehind(handle, end));
      if (isDamaged) throw new LogDamaged(log, last.start + records);
      await handle.truncate(end);
      await handle.sync();
      return { records, end };
    }
  } finally {
    await handle.close();
  }
}

function placesOf(batch: readonly { meta: Buffer; payload: Buffer | undefined }[], start: number) {
  let place = start;
  return batch.map(({ meta, payload }) => {
    const at = place;
    place += headerBytes + meta.length + (payload?.length ?? 0);
    return at;
  });
}

/** A full disk writes what fits and says so only when it is asked for the rest. */
async function writeAll(fd: number, pieces: Buffer[], at: number): Promise<number> {
  let written = 0;
  let rest = pieces;
  while (rest.length > 0) {
    const count = await writeOnce(fd, rest, at + written);
    if (count === 0) throw new Error("The disk takes no more bytes and does not say why.");
    written += count;
    rest = behind(rest, count);
  }
  return written;
}

function writeOnce(fd: number, pieces: Buffer[], at: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const done = (error: Error | null, count: number) => {
      if (error !== null) reject(error);
      else resolve(count);
    };
    const [only, ...others] = pieces;
    if (only !== undefined && others.length === 0) write(fd, only, 0, only.length, at, done);
    else writev(fd, pieces, at, done);
  });
}

function behind(pieces: Buffer[], count: number): Buffer[] {
  let skip = count;
  return pieces.flatMap((piece) => {
    const rest = piece.subarray(Math.min(skip, piece.length));
    skip -= piece.length - rest.length;
    return rest.length === 0 ? [] : [rest];
  });
}

const cutOff = promisify(ftruncate);

function syncFolder(folder: string): void {
  const fd = openSync(folder, "r");
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}

/** Undefined where there is no whole record any more: the file may have been written anew without old payloads. */
async function readFrame(file: string, offset: number): Promise<SealedRecord | undefined> {
  const handle = await open(file, "r");
  try {
    const header = Buffer.alloc(headerBytes);
    await handle.read(header, 0, headerBytes, offset);
    const length = frameLength(header, 0);
    const { size } = await handle.stat();
    if (length === undefined || offset + length > size) return undefined;
    const bytes = Buffer.allocUnsafeSlow(length);
    await handle.read(bytes, 0, length, offset);
    return isWhole(bytes, 0, length) ? decodeFrame(bytes, 0, length) : undefined;
  } finally {
    await handle.close();
  }
}

async function readByPosition(
  folder: string,
  log: string,
  position: number,
): Promise<StoredRecord> {
  for await (const record of readSegments(folder, log, position)) return record;
  throw new LogDamaged(log, position);
}
