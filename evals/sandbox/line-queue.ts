// Turns chunks of bytes into lines that one reader awaits. It does not bound what waits in it: the output limit does.
import { setImmediate } from "node:timers/promises";

export type LineQueue = AsyncIterable<string> & {
  add(chunk: Uint8Array): void;
  /** Nothing more comes; an unfinished last line counts as a line. */
  end(): void;
  /** Nothing more comes, and what waits is forgotten. */
  drop(): void;
};

export function createLineQueue(): LineQueue {
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  /** Whole lines, as they came, without their last line break. They are cut up when somebody reads them. */
  let blocks: string[] = [];
  /** The beginning of a line that has not ended; joined once, since it may come in thousands of pieces. */
  let rest: string[] = [];
  let hasEnded = false;
  let isDropped = false;
  let wake = () => {};

  const addText = (text: string) => {
    if (isDropped) return;
    const last = text.lastIndexOf("\n");
    if (last >= 0) {
      blocks.push(rest.join("") + text.slice(0, last));
      rest = [];
    }
    if (last + 1 < text.length) rest.push(text.slice(last + 1));
    wake();
  };
  return {
    add: (chunk) => addText(decoder.decode(chunk, { stream: true })),
    end() {
      if (hasEnded) return;
      addText(decoder.decode());
      if (rest.length > 0) blocks.push(rest.join(""));
      rest = [];
      hasEnded = true;
      wake();
    },
    drop() {
      isDropped = true;
      hasEnded = true;
      blocks = [];
      rest = [];
      wake();
    },
    async *[Symbol.asyncIterator]() {
      while (true) {
        const waiting = blocks;
        blocks = [];
        for (const block of waiting) {
          for (const line of linesOf(block)) {
            if (isDropped) return;
            yield line;
          }
          // Whoever floods its reader must not keep limits from being watched.
          await setImmediate();
        }
        if (waiting.length > 0) continue;
        if (hasEnded) return;
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
  };
}

function* linesOf(block: string): Generator<string, void> {
  let from = 0;
  for (let to = block.indexOf("\n"); to >= 0; to = block.indexOf("\n", from)) {
    yield block.slice(from, to);
    from = to + 1;
  }
  yield block.slice(from);
}
