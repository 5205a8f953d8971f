import assert from "node:assert/strict";
import { blockHashes, KvCache } from "./kv-cache.ts";

const tokens = (count: number, from = 0) =>
  Array.from({ length: count }, (_, index) => from + index);

describe("blockHashes", () => {
  it("gives one hash for each full block", () => {
    assert.equal(blockHashes(tokens(15), "").length, 0);
    assert.equal(blockHashes(tokens(33), "").length, 2);
  });

  it("depends on everything before the block and on the salt", () => {
    const [, plain] = blockHashes(tokens(32), "");
    const [, salted] = blockHashes(tokens(32), "salt");
    const [, other] = blockHashes([99, ...tokens(32).slice(1)], "");
    assert.equal(new Set([plain, salted, other]).size, 3);
  });

  it("does not collide on twenty thousand similar blocks", () => {
    const seen = new Set<number>();
    for (let block = 0; block < 20_000; block += 1) {
      for (const hash of blockHashes(tokens(16, block), "")) seen.add(hash);
    }
    assert.equal(seen.size, 20_000);
  });
});

describe("the cache", () => {
  /** Computes these tokens and gives their blocks back. */
  const fill = (cache: KvCache, list: readonly number[]) => {
    const hashes = blockHashes(list, "");
    const allocation = cache.open(hashes, list.length);
    const { cachedTokens } = allocation;
    assert.ok(cache.grow(allocation, list.length));
    cache.publish(allocation, hashes, list.length);
    cache.close(allocation);
    return cachedTokens;
  };

  it("evicts the least recently used blocks first", () => {
    const cache = new KvCache(6);
    fill(cache, tokens(33));
    fill(cache, tokens(33, 100));
    assert.equal(fill(cache, tokens(33)), 32);
    fill(cache, tokens(48, 200));
    assert.equal(fill(cache, tokens(33)), 32);
    assert.equal(fill(cache, tokens(33, 100)), 0);
  });

  it("evicts the end of a sequence before its beginning", () => {
    const cache = new KvCache(4);
    fill(cache, tokens(64));
    fill(cache, tokens(16, 500));
    assert.equal(fill(cache, tokens(64)), 48);
  });

  it("never evicts what a sequence holds", () => {
    const cache = new KvCache(2);
    const held = cache.open([], 32);
    assert.ok(cache.grow(held, 32));
    assert.ok(!cache.grow(cache.open([], 16), 16));
    assert.equal(cache.usage(), 1);
    cache.close(held);
    assert.equal(cache.usage(), 0);
  });

  it("shares blocks between sequences that run at once", () => {
    const cache = new KvCache(8);
    fill(cache, tokens(33));
    const hashes = blockHashes(tokens(33), "");
    const both = [cache.open(hashes, 33), cache.open(hashes, 33)];
    assert.equal(cache.usage(), 2 / 8);
    for (const allocation of both) cache.close(allocation);
    assert.equal(cache.usage(), 0);
  });
});
