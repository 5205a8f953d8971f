// Reads a file of lines while another process writes it, from its beginning to the end of that process. Knows nothing of
// what the lines say.
import { type FSWatcher, watch } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";

export type Following = {
  onLine: (line: string) => void;
  /** Lines longer than anything we write are left out. */
  onOverlong: () => void;
  /** Whether nobody writes any more. */
  isOver: () => Promise<boolean>;
  /** How long a change may go unnoticed where the system does not tell. */
  pollMs?: number;
};

const chunkBytes = 256 * 1024;
const maxLineBytes = 128 * 1024 * 1024;
const newline = 10;

/** Resolves when everything is read and nobody writes any more, or when it is aborted. */
export async function followFile(
  file: string,
  { onLine, onOverlong, isOver, pollMs = 400 }: Following,
  signal: AbortSignal,
): Promise<void> {
  if (signal.aborted) return;
  await using handle = await open(file, "r");
  using changes = watchFile(file);
  const lines = cutLines(onLine, onOverlong);
  for (let position = 0, hasNews = false; ; ) {
    // Nobody asks about who has just written: on some systems it takes a process, and it would bend what is being measured.
    // Asked before reading: what is written until then is read below.
    const wasOver = !hasNews && (await isOver());
    const before = position;
    position = await readOn(handle, before, lines, signal);
    if (wasOver || signal.aborted) return;
    hasNews = position > before;
    await changes.next(pollMs, signal);
  }
}

async function readOn(
  handle: FileHandle,
  from: number,
  push: (chunk: Buffer) => void,
  signal: AbortSignal,
): Promise<number> {
  for (let position = from; ; ) {
    if (signal.aborted) return position;
    const { bytesRead, buffer } = await handle.read(
      Buffer.allocUnsafe(chunkBytes),
      0,
      chunkBytes,
      position,
    );
    if (bytesRead === 0) return position;
    position += bytesRead;
    push(buffer.subarray(0, bytesRead));
  }
}

/** Keeps the half of a line that has not been written to its end. */
function cutLines(onLine: (line: string) => void, onOverlong: () => void) {
  let held: Buffer[] = [];
  let heldBytes = 0;
  const finish = (last: Buffer) => {
    if (heldBytes + last.length > maxLineBytes) onOverlong();
    else onLine(Buffer.concat([...held, last]).toString("utf8"));
    held = [];
    heldBytes = 0;
  };
  return (chunk: Buffer) => {
    let start = 0;
    for (let end = chunk.indexOf(newline); end !== -1; end = chunk.indexOf(newline, start)) {
      finish(chunk.subarray(start, end));
      start = end + 1;
    }
    const rest = chunk.subarray(start);
    heldBytes += rest.length;
    if (heldBytes > maxLineBytes) held = [];
    else if (rest.length > 0) held.push(rest);
  };
}

/** Wakes up when the system says that the file has changed, and after a while in any case. */
function watchFile(file: string) {
  let wake = () => {};
  let hasChanged = false;
  const onChange = () => {
    hasChanged = true;
    wake();
  };
  const watcher = startWatching(file, onChange);
  return {
    next: (withinMs: number, signal: AbortSignal) =>
      new Promise<void>((resolve) => {
        const done = () => {
          clearTimeout(timer);
          signal.removeEventListener("abort", done);
          wake = () => {};
          hasChanged = false;
          resolve();
        };
        const timer = setTimeout(done, withinMs);
        signal.addEventListener("abort", done, { once: true });
        wake = done;
        if (hasChanged || signal.aborted) done();
      }),
    [Symbol.dispose]: () => watcher?.close(),
  };
}

/** Undefined where files cannot be watched, such as on some network drives: then looking now and then has to do. */
function startWatching(file: string, onChange: () => void): FSWatcher | undefined {
  try {
    const watcher = watch(file, { persistent: false }, onChange);
    watcher.on("error", () => watcher.close());
    return watcher;
  } catch (error) {
    if (error instanceof Error && "code" in error) return undefined;
    throw error;
  }
}
