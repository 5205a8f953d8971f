// Lines of a file as bytes, one after the other, where only line feeds end them: text in JSON may hold every other character
// that readers of lines take for an end.
import { createReadStream } from "node:fs";

export type LinesOptions = {
  /** A line that is longer ends the reading. */
  longest?: number;
  signal: AbortSignal;
};

/** Without their ends. @throws LineTooLong, and what the file system says */
export async function* readLines(
  file: string,
  { longest = 2 ** 29, signal }: LinesOptions,
): AsyncGenerator<Buffer> {
  let pieces: Buffer[] = [];
  let length = 0;
  // What is read into is not used again, so that pieces of it can be kept.
  for await (const chunk of createReadStream(file, { signal }) as AsyncIterable<Buffer>) {
    let from = 0;
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, from)) {
      const last = chunk.subarray(from, end);
      from = end + 1;
      yield pieces.length === 0 ? last : Buffer.concat([...pieces, last]);
      pieces = [];
      length = 0;
    }
    if (from === chunk.length) continue;
    pieces.push(chunk.subarray(from));
    length += chunk.length - from;
    if (length > longest) throw new LineTooLong(file);
  }
  if (length > 0) yield Buffer.concat(pieces);
}

export class LineTooLong extends Error {
  readonly code = "line_too_long";

  constructor(file: string) {
    super(`${file} has a line that is too long to be what is looked for.`);
  }
}
