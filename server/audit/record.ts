// A record as it stands in a segment file: how it is written, and what the bytes at a place are. Layout, all numbers big
// endian: crc32 of the rest (4), flags (1), length of meta (4), length of payload (4), meta, payload. It knows no files.
import { crc32 } from "node:zlib";
import { sha256 } from "../sha256.ts";
import type { StoredRecord } from "./logs.ts";

/** A record that has no place in a log yet. */
export type SealedRecord = Omit<StoredRecord, "log" | "position">;

export const headerBytes = 13;
/** Far beyond any meta; what claims more is not a record. */
const mostMeta = 1 << 20;
const commitmentBytes = 32;

/** The payload was destroyed, and its commitment stands in its place. */
const dropped = 1;
/** First of the records that became durable together: what is before it was durable already. */
const first = 2;

export const nothing = sha256(Buffer.alloc(0));

export function commitmentOf(payload: Buffer | undefined): Buffer {
  return payload === undefined ? nothing : sha256(payload);
}

/** Payloads from this length on are written from where they lie instead of being copied. */
const copiedBytes = 32 * 1024;

/** The records of one batch, to be written one after the other; what it returns is good until the next call. */
export function encodeBatch(records: readonly SealedRecord[], scratch: Buffer): Buffer[] {
  let size = 0;
  for (const record of records) size += copiedLength(record);
  const target = size <= scratch.length ? scratch : Buffer.allocUnsafe(size);
  const pieces: Buffer[] = [];
  let from = 0;
  let at = 0;
  for (const [index, record] of records.entries()) {
    at = encodeFrame(record, target, at, index === 0);
    const { payload } = record;
    if (payload === undefined || payload.length < copiedBytes) continue;
    pieces.push(target.subarray(from, at), payload);
    from = at;
  }
  if (from < at) pieces.push(target.subarray(from, at));
  return pieces;
}

/** Without the payload where it is long. Returns where the next one goes. */
function encodeFrame(
  { meta, payload, commitment }: SealedRecord,
  target: Buffer,
  at: number,
  isFirst: boolean,
): number {
  // A record without payload commits to nothing; any other commitment stands for one that was destroyed.
  const isDropped = payload === undefined && !commitment.equals(nothing);
  const body = isDropped ? commitment : payload;
  target[at + 4] = (isDropped ? dropped : 0) | (isFirst ? first : 0);
  target.writeUInt32BE(meta.length, at + 5);
  target.writeUInt32BE(body?.length ?? 0, at + 9);
  meta.copy(target, at + headerBytes);
  let end = at + headerBytes + meta.length;
  const isLong = body !== undefined && body.length >= copiedBytes;
  if (body !== undefined && !isLong) end += body.copy(target, end);
  let sum = crc32(target.subarray(at + 4, end));
  if (isLong) sum = crc32(body, sum);
  target.writeUInt32BE(sum, at);
  return end;
}

function copiedLength({ meta, payload }: SealedRecord): number {
  const length = payload?.length ?? commitmentBytes;
  return headerBytes + meta.length + (length < copiedBytes ? length : 0);
}

/** How long the record at a place says it is; undefined where there cannot be one. The header has to be there whole. */
export function frameLength(bytes: Buffer, at: number): number | undefined {
  const flags = bytes[at + 4] ?? 0xff;
  const meta = bytes.readUInt32BE(at + 5);
  if (flags > (dropped | first) || meta === 0 || meta > mostMeta) return undefined;
  return headerBytes + meta + bytes.readUInt32BE(at + 9);
}

/** Whether its bytes are what was written. They have to be there whole. */
export function isWhole(bytes: Buffer, at: number, length: number): boolean {
  return crc32(bytes.subarray(at + 4, at + length)) === bytes.readUInt32BE(at);
}

export function isFirstOfBatch(bytes: Buffer, at: number): boolean {
  return ((bytes[at + 4] ?? 0) & first) !== 0;
}

/** Of a whole frame; what it returns are views of the bytes. */
export function decodeFrame(bytes: Buffer, at: number, length: number): SealedRecord {
  const end = at + length;
  const flags = bytes[at + 4] ?? 0;
  const bodyAt = at + headerBytes + bytes.readUInt32BE(at + 5);
  const meta = bytes.subarray(at + headerBytes, bodyAt);
  const body = bytes.subarray(bodyAt, end);
  if ((flags & dropped) !== 0) {
    return { meta, payload: undefined, commitment: body };
  }
  const payload = body.length === 0 ? undefined : body;
  return { meta, payload, commitment: commitmentOf(payload) };
}

/** How every meta begins: where to look for records behind bytes that are none. */
export const metaStart = '{"v":1,"kind":"';
