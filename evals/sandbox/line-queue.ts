// Turns chunks of bytes into lines that one reader awaits. It does not bound what waits in it: the output limit does.

export type LineQueue = AsyncIterable<string> & {
  add(chunk: Uint8Array): void;
  /** Nothing more comes; an unfinished last line counts as a line. */
  end(): void;
};

export function createLineQueue(): LineQueue {
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  const lines: string[] = [];
  let rest = "";
  let hasEnded = false;
  let wake = () => {};

  const addText = (text: string) => {
    const pieces = (rest + text).split("\n");
    rest = pieces.pop() ?? "";
    lines.push(...pieces);
    wake();
  };
  return {
    add: (chunk) => addText(decoder.decode(chunk, { stream: true })),
    end() {
      if (hasEnded) return;
      addText(decoder.decode());
      if (rest !== "") lines.push(rest);
      rest = "";
      hasEnded = true;
      wake();
    },
    async *[Symbol.asyncIterator]() {
      while (true) {
        const line = lines.shift();
        if (line !== undefined) yield line;
        else if (hasEnded) return;
        else {
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
        }
      }
    },
  };
}
