// The files of one embedded log: what they are called, and the records in them, in order. A file is named after the position
// of its first record. Reading is safe beside a process that writes; nothing here writes.
import { open, readdir } from "node:fs/promises";
import path from "node:path";
import { LogDamaged, type StoredRecord } from "./logs.ts";
import { decodeFrame } from "./record.ts";
import { isAnyBatchBehind, type ScanOptions, scanFrames } from "./segment-scan.ts";

export type SegmentFile = { file: string; start: number };

export function segmentName(start: number): string {
  return `${start.toString().padStart(12, "0")}.seg`;
}

/** The newest signed head of the log in a folder. */
export function headFile(folder: string): string {
  return path.join(folder, "head");
}

/** In order; none where there is no such folder. */
export async function listSegments(folder: string): Promise<SegmentFile[]> {
  const names = await namesIn(folder);
  return names
    .filter((name) => /^\d{12,16}\.seg$/.test(name))
    .map((name) => ({ file: path.join(folder, name), start: Number.parseInt(name, 10) }))
    .sort((a, b) => a.start - b.start);
}

/** Records from a position on, to where the log ends now. @throws LogDamaged */
export async function* readSegments(
  folder: string,
  log: string,
  from: number,
  options: ScanOptions = {},
): AsyncGenerator<StoredRecord> {
  let next: number | undefined;
  for (;;) {
    const segments = await listSegments(folder);
    const wanted = next ?? from;
    const index = segments.findLastIndex(({ start }) => start <= wanted);
    const segment = segments[index];
    const following = segments[index + 1];
    if (segment === undefined && following === undefined) return;
    const resumesAt = following?.start;
    if (segment === undefined) throw new LogDamaged(log, wanted, { resumesAt });
    next ??= segment.start;
    try {
      for await (const records of readSegment(segment, log, following === undefined, options)) {
        for (const record of records) {
          if (record.position < next) continue;
          next = record.position + 1;
          if (record.position >= from) yield record;
        }
      }
    } catch (cause) {
      if (!(cause instanceof LogDamaged)) throw cause;
      throw new LogDamaged(log, cause.position, { resumesAt, cause });
    }
    // Where there was another file before this one was read, this one was complete.
    if (following !== undefined && following.start !== next) {
      throw new LogDamaged(log, next, { resumesAt });
    }
    if (following === undefined && (await isLast(folder, segment))) return;
  }
}

/** The records of one file, as they are found in memory together. @throws LogDamaged */
export async function* readSegment(
  { file, start }: SegmentFile,
  log: string,
  mayGrow: boolean,
  options: ScanOptions = {},
): AsyncGenerator<StoredRecord[]> {
  const handle = await open(file, "r");
  try {
    let position = start;
    const scan = scanFrames(handle, options);
    for (;;) {
      const step = await scan.next();
      if (step.done) {
        const { end, size } = step.value;
        const isTorn = end < size;
        if (isTorn && (!mayGrow || (await isAnyBatchBehind(handle, end)))) {
          throw new LogDamaged(log, position);
        }
        return;
      }
      yield step.value.map(({ bytes, at, length }) => ({
        log,
        position: position++,
        ...decodeFrame(bytes, at, length),
      }));
    }
  } finally {
    await handle.close();
  }
}

async function isLast(folder: string, segment: SegmentFile): Promise<boolean> {
  const segments = await listSegments(folder);
  return segments.at(-1)?.start === segment.start;
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
    throw error;
  }
}
