// Files of lines that only grow: says where lines lie without keeping them, reads single ones and appends whole ones. Knows
// nothing of what the lines say.
import { appendFileSync, existsSync, mkdirSync } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import path from "node:path";

export type LinePlace = { offset: number; bytes: number };

export type FoundLine = LinePlace & {
  /** The line's beginning, enough to tell what it is. */
  beginning: string;
  /** Whether it can be read: its last character closes what its first one opened, which a torn line does not. */
  isWhole: boolean;
};

/** Longer ones are nobody's chat, and reading one would take the memory of the whole window. */
export const longestLineBytes = 128 * 1024 * 1024;
const chunkBytes = 1024 * 1024;
const beginningBytes = 160;
const newline = 10;
const carriageReturn = 13;
const openBrace = 123;
const closeBrace = 125;

/**
 * Finds the lines from an offset to the end, and returns where the last finished one ends. What follows it is found as
 * well, because a file that somebody else wrote may end without a line break; it is found again the next time.
 */
export async function findLines(
  handle: FileHandle,
  from: number,
  onLine: (line: FoundLine) => void,
): Promise<number> {
  let line = startLine(from);
  const finish = (end: number) => {
    if (line.bytes > 0) onLine(foundLine(line));
    line = startLine(end + 1);
  };
  for (let position = from; ; ) {
    const { bytesRead, buffer } = await handle.read({
      buffer: Buffer.allocUnsafe(chunkBytes),
      position,
    });
    if (bytesRead === 0) break;
    const chunk = buffer.subarray(0, bytesRead);
    let start = 0;
    for (let end = chunk.indexOf(newline); end !== -1; end = chunk.indexOf(newline, start)) {
      addTo(line, chunk.subarray(start, end));
      finish(position + end);
      start = end + 1;
    }
    addTo(line, chunk.subarray(start));
    position += bytesRead;
  }
  const scannedTo = line.offset;
  finish(scannedTo);
  return scannedTo;
}

export async function readLineAt(handle: FileHandle, place: LinePlace): Promise<string> {
  const buffer = Buffer.allocUnsafe(place.bytes);
  const { bytesRead } = await handle.read({ buffer, position: place.offset });
  return buffer.toString("utf8", 0, bytesRead);
}

/** Appends lines in one go; `first` goes before them when the file is new or empty. */
export async function appendLines(
  file: string,
  lines: readonly string[],
  first: string,
): Promise<void> {
  await using handle = await open(file, "a+", 0o600);
  const { size } = await handle.stat();
  const before = size === 0 ? `${first}\n` : await missingBreak(handle, size);
  await handle.appendFile(`${before}${lines.join("\n")}\n`);
}

/** For the moment when nobody waits any more. Its lines begin with a break, because nobody looks at what is there. */
export function appendLinesNow(file: string, lines: readonly string[], first: string): void {
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  const before = existsSync(file) ? "" : first;
  appendFileSync(file, `${before}\n${lines.join("\n")}\n`, { mode: 0o600 });
}

type Line = LinePlace & { beginning: Buffer[]; first: number; last: number };

function startLine(offset: number): Line {
  return { offset, bytes: 0, beginning: [], first: 0, last: 0 };
}

function addTo(line: Line, piece: Buffer): void {
  if (piece.length === 0) return;
  if (line.bytes === 0) line.first = piece[0] ?? 0;
  if (line.bytes < beginningBytes) line.beginning.push(piece.subarray(0, beginningBytes));
  line.bytes += piece.length;
  // Whoever looked at it in an editor may have changed how its lines end.
  const last = piece.at(piece.at(-1) === carriageReturn ? -2 : -1);
  if (last !== undefined) line.last = last;
}

function foundLine({ offset, bytes, beginning, first, last }: Line): FoundLine {
  return {
    offset,
    bytes,
    beginning: Buffer.concat(beginning).toString("utf8"),
    isWhole: first === openBrace && last === closeBrace && bytes <= longestLineBytes,
  };
}

/** A line that was torn by a crash ends here, so that the next one is not torn with it. */
async function missingBreak(handle: FileHandle, size: number): Promise<string> {
  const { buffer } = await handle.read({ buffer: Buffer.alloc(1), position: size - 1 });
  return buffer[0] === newline ? "" : "\n";
}
