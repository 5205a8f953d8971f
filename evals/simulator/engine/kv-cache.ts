// The KV cache: a pool of blocks of 16 tokens in which full blocks stay findable by their content until the block is
// needed for something else, least recently used first. It knows token ids and salts, and nothing of time.

export const blockSize = 16;

type Block = { hash?: number; references: number };

/** The blocks one sequence holds, in order. */
export type Allocation = { blocks: Block[]; cachedTokens: number };

export type KvCache = {
  /** Takes over the cached blocks that a sequence starts with; at least its last token stays to be computed. */
  open(hashes: readonly number[], tokenCount: number): Allocation;
  /** Grows the allocation to hold `tokenCount` tokens; false and no change when the pool is exhausted. */
  grow(allocation: Allocation, tokenCount: number): boolean;
  /** Makes the first `tokenCount` computed tokens findable for later sequences. */
  publish(allocation: Allocation, hashes: readonly number[], tokenCount: number): void;
  close(allocation: Allocation): void;
  /** Share of blocks that sequences hold, 0 to 1. */
  usage(): number;
};

export function createKvCache(blockCount: number): KvCache {
  const cached = new Map<number, Block>();
  /** Blocks nobody holds whose content is still there; a Map keeps them in the order they became free. */
  const evictable = new Map<Block, true>();
  let blank = blockCount;

  const take = (): Block | undefined => {
    if (blank > 0) {
      blank -= 1;
      return { references: 1 };
    }
    const [oldest] = evictable.keys();
    if (oldest === undefined) return undefined;
    evictable.delete(oldest);
    if (oldest.hash !== undefined) cached.delete(oldest.hash);
    return { references: 1 };
  };

  return {
    open(hashes, tokenCount) {
      const reusable = Math.floor(Math.max(tokenCount - 1, 0) / blockSize);
      const blocks: Block[] = [];
      for (const hash of hashes.slice(0, reusable)) {
        const block = cached.get(hash);
        if (block === undefined) break;
        if (block.references === 0) evictable.delete(block);
        block.references += 1;
        blocks.push(block);
      }
      return { blocks, cachedTokens: blocks.length * blockSize };
    },
    grow(allocation, tokenCount) {
      const missing = Math.ceil(tokenCount / blockSize) - allocation.blocks.length;
      if (missing > blank + evictable.size) return false;
      for (let count = 0; count < missing; count += 1) {
        const block = take();
        if (block !== undefined) allocation.blocks.push(block);
      }
      return true;
    },
    publish(allocation, hashes, tokenCount) {
      const full = Math.min(Math.floor(tokenCount / blockSize), hashes.length);
      for (let index = full - 1; index >= 0; index -= 1) {
        const block = allocation.blocks[index];
        const hash = hashes[index];
        if (block === undefined || hash === undefined || block.hash !== undefined) break;
        if (cached.has(hash)) continue;
        block.hash = hash;
        cached.set(hash, block);
      }
    },
    close(allocation) {
      // From the tail, so that the shared beginning of conversations is evicted last.
      for (const block of allocation.blocks.toReversed()) {
        block.references -= 1;
        if (block.references > 0) continue;
        if (block.hash === undefined) blank += 1;
        else evictable.set(block, true);
      }
      allocation.blocks.length = 0;
    },
    usage: () => (blockCount === 0 ? 0 : 1 - (blank + evictable.size) / blockCount),
  };
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
