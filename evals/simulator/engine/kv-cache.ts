// The KV cache: a pool of blocks of 16 tokens in which full blocks stay findable by their content until the block is
// needed for something else, least recently used first. It knows token ids and salts, and nothing of time.

export const blockSize = 16;

type Block = { hash?: number; references: number };

/** The blocks one sequence holds, in order. */
export type Allocation = { blocks: Block[]; cachedTokens: number };

export class KvCache {
  readonly #blockCount: number;
  readonly #cached = new Map<number, Block>();
  /** Blocks nobody holds whose content is still there; a Map keeps them in the order they became free. */
  readonly #evictable = new Map<Block, true>();
  #blank: number;

  constructor(blockCount: number) {
    this.#blockCount = blockCount;
    this.#blank = blockCount;
  }

  /** Takes over the cached blocks that a sequence starts with; at least its last token stays to be computed. */
  open(hashes: readonly number[], tokenCount: number): Allocation {
    const reusable = Math.floor(Math.max(tokenCount - 1, 0) / blockSize);
    const blocks: Block[] = [];
    for (const hash of hashes.slice(0, reusable)) {
      const block = this.#cached.get(hash);
      if (block === undefined) break;
      if (block.references === 0) this.#evictable.delete(block);
      block.references += 1;
      blocks.push(block);
    }
    return { blocks, cachedTokens: blocks.length * blockSize };
  }

  /** Grows the allocation to hold `tokenCount` tokens; false and no change when the pool is exhausted. */
  grow({ blocks }: Allocation, tokenCount: number): boolean {
    const missing = Math.ceil(tokenCount / blockSize) - blocks.length;
    if (missing > this.#blank + this.#evictable.size) return false;
    for (let count = 0; count < missing; count += 1) blocks.push(this.#take());
    return true;
  }

  /** Makes the first `tokenCount` computed tokens findable for later sequences. */
  publish({ blocks }: Allocation, hashes: readonly number[], tokenCount: number): void {
    const full = Math.min(Math.floor(tokenCount / blockSize), hashes.length);
    for (let index = full - 1; index >= 0; index -= 1) {
      const block = blocks[index];
      const hash = hashes[index];
      if (block === undefined || hash === undefined || block.hash !== undefined) break;
      if (this.#cached.has(hash)) continue;
      block.hash = hash;
      this.#cached.set(hash, block);
    }
  }

  close({ blocks }: Allocation): void {
    // From the tail, so that the shared beginning of conversations is evicted last.
    for (const block of blocks.toReversed()) {
      block.references -= 1;
      if (block.references > 0) continue;
      if (block.hash === undefined) this.#blank += 1;
      else this.#evictable.set(block, true);
    }
    blocks.length = 0;
  }

  /** Share of blocks that sequences hold, 0 to 1. */
  usage(): number {
    return 1 - (this.#blank + this.#evictable.size) / this.#blockCount;
  }

  /** A blank block, or the least recently used one; the caller has made sure that there is one. */
  #take(): Block {
    if (this.#blank > 0) {
      this.#blank -= 1;
    } else {
      const [oldest] = this.#evictable.keys();
      if (oldest !== undefined) this.#evictable.delete(oldest);
      if (oldest?.hash !== undefined) this.#cached.delete(oldest.hash);
    }
    return { references: 1 };
  }
}

/** One 53-bit number for each full block, which depends on everything before it and on the salt. */
export function blockHashes(tokens: readonly number[], cacheSalt: string): number[] {
  const hashes: number[] = [];
  let low = 0x811c9dc5;
  let high = 0x1b873593;
  const mix = (value: number) => {
    low = Math.imul(low ^ value, 0x01000193);
    high = Math.imul(high ^ value, 0x85ebca6b);
    high ^= (low >>> 15) ^ (high >>> 13);
  };
  for (const character of cacheSalt) mix(character.codePointAt(0) ?? 0);
  tokens.forEach((token, index) => {
    mix(token);
    if ((index + 1) % blockSize === 0)
      hashes.push((low >>> 0) * 2 ** 21 + ((high >>> 0) % 2 ** 21));
  });
  return hashes;
}
