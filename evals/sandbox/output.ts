// Keeps the head and the tail of one output stream and counts what it dropped in between. Knows no process.

export type Output = {
  add(chunk: Uint8Array): void;
  /** All bytes that came, kept or not. */
  readonly total: number;
  /** What was kept; a line says where something is missing. */
  text(): string;
  /** What was kept, without that line. */
  bytes(): Uint8Array;
  /** Bytes that are missing in the middle. */
  readonly cut: number;
};

export function collectOutput(limit: number): Output {
  const headLimit = Math.ceil(limit / 2);
  const tailLimit = limit - headLimit;
  const head: Uint8Array[] = [];
  let headSize = 0;
  let tail: Uint8Array[] = [];
  let tailSize = 0;
  let total = 0;

  const keepTail = (chunk: Uint8Array) => {
    tail.push(chunk);
    tailSize += chunk.length;
    // Twice the limit, so that the copy is paid for once in a while and not with every chunk.
    if (tailSize > 2 * tailLimit) {
      tail = [lastOf(tail, tailLimit)];
      tailSize = tailLimit;
    }
  };
  return {
    add(chunk) {
      total += chunk.length;
      const room = headLimit - headSize;
      if (room > 0) {
        const kept = chunk.subarray(0, room);
        head.push(kept);
        headSize += kept.length;
      }
      if (chunk.length > room) keepTail(chunk.subarray(Math.max(0, room)));
    },
    get total() {
      return total;
    },
    get cut() {
      return Math.max(0, total - limit);
    },
    text() {
      const middle = total > limit ? `\n[${total - limit} bytes are missing here]\n` : "";
      const end = lastOf(tail, tailLimit);
      // One decoder would carry half a character over the gap; without a gap there must be only one.
      if (middle === "") return decode(Buffer.concat([...head, end]));
      return decode(Buffer.concat(head)) + middle + decode(end);
    },
    bytes: () => Buffer.concat([...head, lastOf(tail, tailLimit)]),
  };
}

function lastOf(chunks: readonly Uint8Array[], size: number): Uint8Array {
  const whole = Buffer.concat(chunks);
  return whole.subarray(Math.max(0, whole.length - size));
}

function decode(bytes: Uint8Array): string {
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
}
