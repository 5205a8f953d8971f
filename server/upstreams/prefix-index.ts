// Which upstream has seen the beginning of a conversation, and so probably holds it in its prefix cache. Prompts are known by
// hashes of ever longer beginnings of their bytes; what they say is not kept, and no token is counted.
import { randomInt } from "node:crypto";

export type PrefixIndex = {
  /** These beginnings are at the upstream now. */
  note(upstream: string, prefixes: readonly number[]): void;
  /** How many of the beginnings, from the shortest on, are there. */
  has(upstream: string, prefixes: readonly number[]): number;
  /** It was started anew or is no more. */
  forget(upstream: string): void;
};

/** Bytes that one beginning is longer than the one before. */
export const prefixStep = 512;
const longestPrefixes = 128;

// Drawn for every process, so that nobody outside can make two conversations look alike.
const seed = randomInt(2 ** 32);
const oddFactor = randomInt(2 ** 31) * 2 + 1;

/**
 * Hashes of the first 512, 1024, … bytes of a part of a body; the rest that fills no step is left out, since the next turn
 * continues inside it. A little faster than memory is read by JavaScript: 64 KiB take some 30 µs.
 */
export function prefixesOf(body: Buffer, span: { start: number; end: number }): number[] {
  const count = Math.min(Math.floor((span.end - span.start) / prefixStep), longestPrefixes);
  const view = new DataView(body.buffer, body.byteOffset + span.start, count * prefixStep);
  const prefixes: number[] = new Array(count);
  let hash = seed;
  for (let step = 0, at = 0; step < count; step += 1) {
    for (const end = at + prefixStep; at < end; at += 4) {
      hash = Math.imul(hash ^ view.getInt32(at, true), oddFactor);
      hash ^= hash >>> 15;
    }
    prefixes[step] = hash;
  }
  return prefixes;
}

/** Remembers `capacity` beginnings for each upstream, those longest unused forgotten first. */
export function createPrefixIndex({ capacity }: { capacity: number }): PrefixIndex {
  const known = new Map<string, Seen>();
  return {
    note(upstream, prefixes) {
      let seen = known.get(upstream);
      if (seen === undefined) {
        seen = nothingSeen();
        known.set(upstream, seen);
      }
      const { order, oldest } = seen;
      // The shortest last: as in the caches this stands for, a beginning is never forgotten before what continues it.
      for (let index = prefixes.length - 1; index >= 0; index -= 1) {
        const prefix = prefixes[index];
        if (prefix === undefined) continue;
        order.delete(prefix);
        order.set(prefix, true);
      }
      while (order.size > capacity) {
        const { value, done } = oldest.next();
        if (done) break;
        order.delete(value);
      }
    },
    has(upstream, prefixes) {
      const order = known.get(upstream)?.order;
      if (order === undefined) return 0;
      // Where a beginning is known, all shorter ones are.
      let low = 0;
      let high = prefixes.length;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        const prefix = prefixes[middle - 1];
        if (prefix !== undefined && order.has(prefix)) low = middle;
        else high = middle - 1;
      }
      return low;
    },
    forget(upstream) {
      known.delete(upstream);
    },
  };
}

type Seen = {
  /** Maps keep the order of insertion: the first key is the one longest unused. */
  readonly order: Map<number, true>;
  /**
   * Goes on where it stopped: everything before has been deleted. One that begins anew walks over all that was deleted
   * since the map was last put in order, 10 µs for 50,000 beginnings.
   */
  readonly oldest: IterableIterator<number>;
};

function nothingSeen(): Seen {
  const order = new Map<number, true>();
  return { order, oldest: order.keys() };
}
