// Makes the ids of requests: ULIDs, sortable by time and ever growing within a process, so that two of the same millisecond
// keep their order. It does not know what they name.
import { randomFillSync } from "node:crypto";

const alphabet = Buffer.from("0123456789ABCDEFGHJKMNPQRSTVWXYZ");
const last = alphabet.length - 1;
const timeLength = 10;
const length = 26;

/** @param now ms since the epoch; where it goes back, ids go on from the latest time seen */
export function requestIds(now: () => number): () => string {
  const id = Buffer.alloc(length);
  /** Places in the alphabet, of the random part. */
  const digits = new Uint8Array(length - timeLength);
  // Drawn for many ids at once: a single draw costs 2 µs, whatever its length.
  const random = new Uint8Array(digits.length * 256);
  let used = random.length;
  let at = -1;
  return () => {
    const time = now();
    if (time > at) {
      at = time;
      writeTime(id, at);
      if (used === random.length) {
        randomFillSync(random);
        used = 0;
      }
      for (let i = 0; i < digits.length; i++) {
        writeDigit(id, digits, i, (random[used + i] ?? 0) & last);
      }
      used += digits.length;
      // Room to count on, however many come within this millisecond.
      writeDigit(id, digits, 0, (digits[0] ?? 0) >> 1);
    } else {
      increment(id, digits);
    }
    return id.toString("latin1");
  };
}

function writeTime(id: Buffer, time: number): void {
  let rest = time;
  for (let i = timeLength - 1; i >= 0; i--) {
    id[i] = alphabet[rest % alphabet.length] ?? 0;
    rest = Math.floor(rest / alphabet.length);
  }
}

function writeDigit(id: Buffer, digits: Uint8Array, i: number, digit: number): void {
  digits[i] = digit;
  id[timeLength + i] = alphabet[digit] ?? 0;
}

function increment(id: Buffer, digits: Uint8Array): void {
  for (let i = digits.length - 1; i >= 0; i--) {
    const digit = digits[i] ?? 0;
    if (digit < last) {
      writeDigit(id, digits, i, digit + 1);
      return;
    }
    writeDigit(id, digits, i, 0);
  }
}
