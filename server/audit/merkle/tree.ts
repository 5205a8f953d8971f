// The Merkle tree of a log, as RFC 6962 hashes it: leaves, nodes, and the root of what has been appended so far. It keeps
// one hash for every full subtree and knows neither the records nor who signs the root.
import { sha256 } from "../../sha256.ts";

/** Bytes of a hash. */
export const hashBytes = 32;

/** Commits to the exact bytes of a record's meta and, by its commitment, to the payload as it was written. */
export function leafHash(meta: Buffer, commitment: Buffer): Buffer {
  const size = 5 + meta.length + hashBytes;
  const input = size <= scratch.length ? scratch : Buffer.allocUnsafe(size);
  input[0] = 0x00;
  input.writeUInt32BE(meta.length, 1);
  meta.copy(input, 5);
  if (commitment.copy(input, 5 + meta.length) !== hashBytes) {
    throw new RangeError(`A commitment has ${hashBytes} bytes, not ${commitment.length}.`);
  }
  return sha256(input.subarray(0, size));
}

export function nodeHash(left: Buffer, right: Buffer): Buffer {
  left.copy(pair, 1);
  right.copy(pair, 1 + hashBytes);
  return sha256(pair);
}

/** Root of a tree without leaves. */
export function emptyRoot(): Buffer {
  return sha256(Buffer.alloc(0));
}

/** What has to be kept of a tree to go on appending: its size and the roots of its full subtrees, largest first. */
export type FrontierState = { size: number; hashes: readonly Buffer[] };

export type Frontier = {
  readonly size: number;
  readonly hashes: readonly Buffer[];
  append(leaf: Buffer): void;
  root(): Buffer;
  copy(): Frontier;
};

export function createFrontier(from: FrontierState = { size: 0, hashes: [] }): Frontier {
  if (from.hashes.length !== countOnes(from.size)) {
    throw new RangeError(
      `A tree of ${from.size} leaves does not have ${from.hashes.length} subtrees.`,
    );
  }
  const hashes = [...from.hashes];
  let size = from.size;
  return {
    get size() {
      return size;
    },
    get hashes() {
      return hashes;
    },
    append(leaf) {
      let node = leaf;
      // Every trailing one of the size is a full subtree that this leaf doubles.
      for (let rest = size; rest % 2 === 1; rest = (rest - 1) / 2) {
        const left = hashes.pop();
        if (left === undefined) break;
        node = nodeHash(left, node);
      }
      hashes.push(node);
      size += 1;
    },
    root: () => rootOf(hashes),
    copy: () => createFrontier({ size, hashes }),
  };
}

// Hashing is synchronous and the result is a copy, so that the input can be put together in the same place every time.
const scratch = Buffer.alloc(4096);
const pair = Buffer.alloc(1 + 2 * hashBytes, 0x01);

function rootOf(hashes: readonly Buffer[]): Buffer {
  let root: Buffer | undefined;
  for (let index = hashes.length - 1; index >= 0; index -= 1) {
    const left = hashes[index];
    if (left !== undefined) root = root === undefined ? left : nodeHash(left, root);
  }
  return root ?? emptyRoot();
}

/** Sizes may be beyond 32 bits, where bit operators would cut them off. */
function countOnes(size: number): number {
  let ones = 0;
  for (let rest = size; rest > 0; rest = Math.floor(rest / 2)) ones += rest % 2;
  return ones;
}
