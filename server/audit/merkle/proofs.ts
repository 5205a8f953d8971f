// Proofs over a Merkle tree: that a leaf is in it, and that one tree goes on where another ended (RFC 6962 §2.1, checked as
// RFC 9162 §2.1.3-2.1.4 does). It keeps all hashes of a tree in memory, 64 bytes a leaf, and does not know what leaves say.
import { emptyRoot, hashBytes, nodeHash } from "./tree.ts";

export type Tree = {
  readonly size: number;
  append(leaf: Buffer): void;
  /** Of the first leaves. */
  root(size: number): Buffer;
  leaf(index: number): Buffer;
  /** That a leaf is in the tree of this size. */
  inclusion(index: number, size: number): Buffer[];
  /** That the larger tree begins with the smaller one. */
  consistency(smaller: number, larger: number): Buffer[];
};

export function createTree(): Tree {
  // levels[k] holds the roots of all full subtrees with 2^k leaves, in order.
  const levels: HashList[] = [createHashList()];
  return {
    get size() {
      return levels[0]?.length ?? 0;
    },
    append: (leaf) => append(levels, leaf),
    root(size) {
      requireSize(levels, size);
      return size === 0 ? emptyRoot() : rangeRoot(levels, 0, size);
    },
    leaf(index) {
      requireSize(levels, index + 1);
      return rangeRoot(levels, index, 1);
    },
    inclusion(index, size) {
      requireSize(levels, size);
      if (index < 0 || index >= size) {
        throw new RangeError(`Leaf ${index} is not in a tree of ${size}.`);
      }
      return inclusionPath(levels, index, { start: 0, count: size });
    },
    consistency(smaller, larger) {
      requireSize(levels, larger);
      if (smaller < 0 || smaller > larger) {
        throw new RangeError(`A tree of ${larger} does not go on from one of ${smaller}.`);
      }
      if (smaller === 0 || smaller === larger) return [];
      return consistencyPath(levels, smaller, { start: 0, count: larger }, true);
    },
  };
}

export type Inclusion = {
  index: number;
  size: number;
  leaf: Buffer;
  proof: readonly Buffer[];
  root: Buffer;
};

export function verifyInclusion({ index, size, leaf, proof, root }: Inclusion): boolean {
  if (index < 0 || index >= size) return false;
  let node = index;
  let last = size - 1;
  let hash = leaf;
  for (const sibling of proof) {
    if (last === 0) return false;
    if (isOdd(node) || node === last) {
      hash = nodeHash(sibling, hash);
      while (!isOdd(node) && node !== 0) [node, last] = [half(node), half(last)];
    } else {
      hash = nodeHash(hash, sibling);
    }
    [node, last] = [half(node), half(last)];
  }
  return last === 0 && hash.equals(root);
}

export type Consistency = {
  smaller: number;
  larger: number;
  smallerRoot: Buffer;
  largerRoot: Buffer;
  proof: readonly Buffer[];
};

export function verifyConsistency(claim: Consistency): boolean {
  const { smaller, larger, smallerRoot, largerRoot } = claim;
  if (smaller < 0 || smaller > larger) return false;
  if (smaller === larger) return claim.proof.length === 0 && smallerRoot.equals(largerRoot);
  if (smaller === 0) return claim.proof.length === 0 && smallerRoot.equals(emptyRoot());
  let node = smaller - 1;
  let last = larger - 1;
  while (isOdd(node)) [node, last] = [half(node), half(last)];
  // A full tree is a node of the larger one by itself, and its root is known.
  const path = node === 0 ? [smallerRoot, ...claim.proof] : claim.proof;
  const [first, ...rest] = path;
  if (first === undefined) return false;
  let before = first;
  let after = first;
  for (const sibling of rest) {
    if (last === 0) return false;
    if (isOdd(node) || node === last) {
      before = nodeHash(sibling, before);
      after = nodeHash(sibling, after);
      while (!isOdd(node) && node !== 0) [node, last] = [half(node), half(last)];
    } else {
      after = nodeHash(after, sibling);
    }
    [node, last] = [half(node), half(last)];
  }
  return last === 0 && before.equals(smallerRoot) && after.equals(largerRoot);
}

type Range = { start: number; count: number };

type HashList = { readonly length: number; push(hash: Buffer): void; at(index: number): Buffer };

/** Hashes in one piece of memory: as objects of their own they would take four times as much. */
function createHashList(): HashList {
  let bytes = Buffer.alloc(64 * hashBytes);
  let length = 0;
  return {
    get length() {
      return length;
    },
    push(hash) {
      if ((length + 1) * hashBytes > bytes.length) {
        const larger = Buffer.alloc(bytes.length * 2);
        bytes.copy(larger);
        bytes = larger;
      }
      hash.copy(bytes, length * hashBytes);
      length += 1;
    },
    at: (index) => Buffer.from(bytes.subarray(index * hashBytes, (index + 1) * hashBytes)),
  };
}

function append(levels: HashList[], leaf: Buffer): void {
  let hash = leaf;
  for (let level = 0; ; level += 1) {
    const list = levels[level] ?? createHashList();
    levels[level] = list;
    list.push(hash);
    if (isOdd(list.length)) return;
    hash = nodeHash(list.at(list.length - 2), list.at(list.length - 1));
  }
}

/** Root of the leaves in a range as the recursion of RFC 6962 cuts it: full ranges are aligned and have been kept. */
function rangeRoot(levels: readonly HashList[], start: number, count: number): Buffer {
  const level = Math.floor(Math.log2(count));
  if (2 ** level === count) {
    const list = levels[level];
    if (list === undefined) throw new RangeError(`There is no subtree of ${count} leaves.`);
    return list.at(start / count);
  }
  const left = splitOf(count);
  return nodeHash(rangeRoot(levels, start, left), rangeRoot(levels, start + left, count - left));
}

function inclusionPath(levels: readonly HashList[], index: number, range: Range): Buffer[] {
  const { start, count } = range;
  if (count === 1) return [];
  const left = splitOf(count);
  if (index < left) {
    const path = inclusionPath(levels, index, { start, count: left });
    return [...path, rangeRoot(levels, start + left, count - left)];
  }
  const path = inclusionPath(levels, index - left, { start: start + left, count: count - left });
  return [...path, rangeRoot(levels, start, left)];
}

/** `isKnown`: the subtree is the smaller tree itself, whose root the verifier has. */
function consistencyPath(
  levels: readonly HashList[],
  smaller: number,
  { start, count }: Range,
  isKnown: boolean,
): Buffer[] {
  if (smaller === count) return isKnown ? [] : [rangeRoot(levels, start, count)];
  const left = splitOf(count);
  if (smaller <= left) {
    const path = consistencyPath(levels, smaller, { start, count: left }, isKnown);
    return [...path, rangeRoot(levels, start + left, count - left)];
  }
  const right = { start: start + left, count: count - left };
  const path = consistencyPath(levels, smaller - left, right, false);
  return [...path, rangeRoot(levels, start, left)];
}

/** The largest power of two below the count. */
function splitOf(count: number): number {
  let power = 1;
  while (power * 2 < count) power *= 2;
  return power;
}

function requireSize(levels: readonly HashList[], size: number): void {
  const length = levels[0]?.length ?? 0;
  if (!Number.isInteger(size) || size < 0 || size > length) {
    throw new RangeError(`A tree of ${length} leaves does not hold one of ${size}.`);
  }
}

function isOdd(count: number): boolean {
  return count % 2 === 1;
}

function half(count: number): number {
  return Math.floor(count / 2);
}
