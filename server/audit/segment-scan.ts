// Finds the records in a segment file by walking from one to the next, as far as they are whole, with bounded memory. It does
// not decide whether what comes behind is damage or the torn end of a crash.
import type { FileHandle } from "node:fs/promises";
import { frameLength, headerBytes, isFirstOfBatch, isWhole, metaStart } from "./record.ts";

/** A whole record in memory, and where it lies in the file. */
export type FoundFrame = { bytes: Buffer; at: number; length: number; offset: number };

const chunkBytes = 1 << 20;

export type ScanOptions = {
  /** What was found is good only until more is asked for: the same memory is used again. */
  passing?: boolean | undefined;
  signal?: AbortSignal | undefined;
};

/** Returns where the last whole record ends, and how long the file was then. */
export async function* scanFrames(
  handle: FileHandle,
  { passing = false, signal }: ScanOptions = {},
): AsyncGenerator<FoundFrame[], { end: number; size: number }> {
  let offset = 0;
  let wanted = chunkBytes;
  let memory = Buffer.alloc(0);
  for (;;) {
    signal?.throwIfAborted();
    // Views of it are handed out.
    if (!passing || memory.length < wanted) memory = Buffer.allocUnsafeSlow(wanted);
    const bytes = memory;
    const filled = await fill(handle, bytes, offset);
    const { frames, end, missing } = framesIn(bytes, filled, offset);
    if (frames.length > 0) yield frames;
    offset += end;
    const goesOn = filled === bytes.length && frames.length > 0 && missing <= chunkBytes;
    if (goesOn) {
      wanted = chunkBytes;
      continue;
    }
    const { size } = await handle.stat();
    const isStuck = frames.length === 0 && missing <= wanted;
    // What is not whole is looked at once more, read anew: somebody may just have written it.
    if (offset >= size || isStuck || missing > size - offset) {
      return { end: offset, size: Math.max(size, offset) };
    }
    wanted = Math.max(chunkBytes, missing);
  }
}

/**
 * Whether there is a record behind this place that begins a batch: then what is before it was durable once. Only for files
 * that are known not to be whole.
 */
export async function isAnyBatchBehind(handle: FileHandle, offset: number): Promise<boolean> {
  const { size } = await handle.stat();
  const bytes = Buffer.allocUnsafeSlow(Math.max(0, size - offset));
  const filled = await fill(handle, bytes, offset);
  for (let from = headerBytes + 1; from < filled; from += 1) {
    from = bytes.indexOf(metaStart, from);
    if (from < 0) return false;
    const at = from - headerBytes;
    const length = frameLength(bytes, at);
    const isThere = length !== undefined && at + length <= filled;
    if (isThere && isFirstOfBatch(bytes, at) && isWhole(bytes, at, length)) return true;
  }
  return false;
}

/** `missing`: how long the next record says it is, where it does not end in these bytes. */
function framesIn(
  bytes: Buffer,
  filled: number,
  offset: number,
): { frames: FoundFrame[]; end: number; missing: number } {
  const frames: FoundFrame[] = [];
  let at = 0;
  while (filled - at >= headerBytes) {
    const length = frameLength(bytes, at);
    if (length === undefined) break;
    if (length > filled - at) return { frames, end: at, missing: length };
    if (!isWhole(bytes, at, length)) break;
    frames.push({ bytes, at, length, offset: offset + at });
    at += length;
  }
  return { frames, end: at, missing: 0 };
}

async function fill(handle: FileHandle, bytes: Buffer, offset: number): Promise<number> {
  let filled = 0;
  while (filled < bytes.length) {
    const { bytesRead } = await handle.read(bytes, filled, bytes.length - filled, offset + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return filled;
}
