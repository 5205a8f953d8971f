// Random numbers that are the same for the same seed, so that a measurement can be repeated. Not for secrets.

export type Random = {
  /** A whole number from `low` to `high`, both possible. */
  int(low: number, high: number): number;
  /** @throws RangeError for an empty list */
  pick<T>(list: readonly T[]): T;
  /** A shuffled copy. */
  shuffle<T>(list: readonly T[]): T[];
  /** From 0 up to, not including, 1. */
  float(): number;
};

/** Draws that depend on the text alone, such as an instance's id. */
export function createRandom(seed: string): Random {
  const float = randomFrom(hash(seed));
  const int = (low: number, high: number) => low + Math.floor(float() * (high - low + 1));
  return {
    int,
    float,
    pick(list) {
      const picked = list[int(0, list.length - 1)];
      if (picked === undefined) throw new RangeError("Nothing can be picked from an empty list.");
      return picked;
    },
    shuffle: (list) => shuffled(list, float),
  };
}

/** FNV-1a over UTF-16 units, 32 bit. */
export function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) {
    value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  }
  return value >>> 0;
}

/** Numbers from 0 up to but not including 1 (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Log-normal with this median; `sigma` is the standard deviation of the logarithm (Box and Muller). */
export function logNormal(random: () => number, median: number, sigma: number): number {
  const radius = Math.sqrt(-2 * Math.log(1 - random()));
  return median * Math.exp(sigma * radius * Math.cos(2 * Math.PI * random()));
}

/** The same elements in another order (Fisher and Yates). */
export function shuffled<T>(list: readonly T[], random: () => number): T[] {
  const result: T[] = [];
  for (const element of list) {
    const place = Math.floor(random() * (result.length + 1));
    const displaced = result[place];
    result[place] = element;
    if (displaced !== undefined) result.push(displaced);
  }
  return result;
}
