// Writes what comes piece by piece to a stream, no faster than it is taken.
import type { Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { unwritable } from "../failures.ts";

/** Leaves stdout open. @throws OutputError */
export async function writeAll(
  target: Writable,
  pieces: AsyncIterable<string> | Iterable<string | Buffer>,
  name: string,
  signal: AbortSignal,
): Promise<void> {
  let isWriting = false;
  const passed = async function* () {
    for await (const piece of pieces) {
      isWriting = true;
      yield piece;
      isWriting = false;
    }
  };
  try {
    await pipeline(passed, target, { signal, end: target !== process.stdout });
  } catch (error) {
    if (signal.aborted || !isWriting || !isFileError(error)) throw error;
    throw unwritable(name, error);
  }
}

function isFileError(error: unknown): boolean {
  return error instanceof Error && "syscall" in error;
}
