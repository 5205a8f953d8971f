import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { createTree, verifyConsistency, verifyInclusion } from "./proofs.ts";
import { createFrontier, emptyRoot, leafHash } from "./tree.ts";

const sizes = Array.from({ length: 131 }, (_, size) => size);
const sha = (...parts: Buffer[]) => createHash("sha256").update(Buffer.concat(parts)).digest();
const plainLeaf = (data: Buffer) => sha(Buffer.of(0), data);
const leaves = sizes.map((index) => plainLeaf(Buffer.from(`leaf ${index}`)));

// The definition of RFC 6962 §2.1, word by word, over the leaves from a start to an end. Roots are remembered, or the tests
// below would take minutes.
const split = (count: number) => 2 ** Math.floor(Math.log2(count - 1));
const known = new Map<number, Buffer>();

function mth(start: number, end: number): Buffer {
  if (start === end) return sha();
  if (end - start === 1) return leaves[start]!;
  const root = known.get(start * 1000 + end);
  if (root !== undefined) return root;
  const k = start + split(end - start);
  const computed = sha(Buffer.of(1), mth(start, k), mth(k, end));
  known.set(start * 1000 + end, computed);
  return computed;
}

function path(m: number, start: number, end: number): Buffer[] {
  if (end - start === 1) return [];
  const k = split(end - start);
  return m < k
    ? [...path(m, start, start + k), mth(start + k, end)]
    : [...path(m - k, start + k, end), mth(start, start + k)];
}

function subproof(m: number, start: number, end: number, isWhole: boolean): Buffer[] {
  if (m === end - start) return isWhole ? [] : [mth(start, end)];
  const k = split(end - start);
  return m <= k
    ? [...subproof(m, start, start + k, isWhole), mth(start + k, end)]
    : [...subproof(m - k, start + k, end, false), mth(start, start + k)];
}

const roots = sizes.map((size) => mth(0, size));
const tree = createTree();
for (const leaf of leaves.slice(0, 130)) tree.append(leaf);

/** What Certificate Transparency implementations are tested with. */
const vectors = [
  "",
  "00",
  "10",
  "2021",
  "3031",
  "40414243",
  "5051525354555657",
  "606162636465666768696a6b6c6d6e6f",
].map((hex) => plainLeaf(Buffer.from(hex, "hex")));
const vectorRoots = [
  "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
  "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
  "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
  "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
  "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
  "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
  "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
  "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
];

describe("the Merkle tree", () => {
  it("has the roots that Certificate Transparency publishes", () => {
    const frontier = createFrontier();
    assert.equal(
      frontier.root().toString("hex"),
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    );
    for (const [index, leaf] of vectors.entries()) {
      frontier.append(leaf);
      assert.equal(frontier.root().toString("hex"), vectorRoots[index]);
    }
  });

  it("has the roots of the definition at every size, appended, copied or taken up again", () => {
    let frontier = createFrontier();
    for (const size of sizes) {
      assert.equal(frontier.size, size);
      assert.deepEqual(frontier.root(), roots[size]);
      assert.deepEqual(tree.root(Math.min(size, 130)), roots[Math.min(size, 130)]);
      const copy = frontier.copy();
      copy.append(leaves[0]!);
      assert.deepEqual(frontier.root(), roots[size], "a copy stands for itself");
      frontier = createFrontier({ size: frontier.size, hashes: frontier.hashes });
      frontier.append(leaves[size]!);
    }
  });

  it("refuses to go on from a state that does not fit", () => {
    assert.throws(() => createFrontier({ size: 3, hashes: [leaves[0]!] }), RangeError);
  });

  it("computes a leaf from the length of the meta, the meta and the commitment", () => {
    const commitment = sha(Buffer.from("payload"));
    for (const length of [0, 1, 400, 5000]) {
      const meta = Buffer.alloc(length, 0x61);
      const head = Buffer.alloc(4);
      head.writeUInt32BE(length);
      assert.deepEqual(
        leafHash(meta, commitment),
        plainLeaf(Buffer.concat([head, meta, commitment])),
      );
    }
    assert.throws(() => leafHash(Buffer.alloc(4), Buffer.alloc(31)), RangeError);
  });
});

describe("proofs of inclusion", () => {
  it("are those of the definition and hold, for every leaf of every size", () => {
    for (const size of sizes.slice(1, 131)) {
      for (let index = 0; index < size; index += 1) {
        const proof = tree.inclusion(index, size);
        assert.deepEqual(proof, path(index, 0, size));
        const claim = { index, size, leaf: leaves[index]!, proof, root: roots[size]! };
        assert.ok(verifyInclusion(claim));
      }
    }
  });

  it("hold for nothing else", () => {
    for (const size of [1, 2, 3, 7, 8, 64, 100, 130]) {
      for (const index of new Set([0, 1, size >> 1, size - 1].filter((at) => at < size))) {
        const proof = tree.inclusion(index, size);
        const claim = { index, size, leaf: leaves[index]!, proof, root: roots[size]! };
        for (const other of sizes.filter((at) => at !== index && at < size)) {
          assert.ok(!verifyInclusion({ ...claim, index: other }));
        }
        assert.ok(!verifyInclusion({ ...claim, leaf: leaves[size]! }));
        assert.ok(!verifyInclusion({ ...claim, root: roots[size + (size === 130 ? -1 : 1)]! }));
        assert.ok(!verifyInclusion({ ...claim, proof: [...proof, leaves[0]!] }));
        assert.ok(
          !verifyInclusion({ ...claim, index: -1 }) && !verifyInclusion({ ...claim, size: 0 }),
        );
        for (const [at, hash] of proof.entries()) {
          const flipped = Buffer.from(hash);
          flipped[at % 32]! ^= 1;
          assert.ok(!verifyInclusion({ ...claim, proof: proof.with(at, flipped) }));
          assert.ok(!verifyInclusion({ ...claim, proof: proof.toSpliced(at, 1) }));
        }
      }
    }
  });
});

describe("proofs of consistency", () => {
  it("are those of the definition and hold, between every two sizes", () => {
    for (const larger of sizes.slice(0, 131)) {
      for (let smaller = 0; smaller <= larger; smaller += 1) {
        const proof = tree.consistency(smaller, larger);
        assert.deepEqual(proof, smaller === 0 ? [] : subproof(smaller, 0, larger, true));
        const claim = { smaller, larger, smallerRoot: roots[smaller]!, largerRoot: roots[larger]! };
        assert.ok(verifyConsistency({ ...claim, proof }));
      }
    }
  });

  it("hold for nothing else", () => {
    for (const [smaller, larger] of [
      [0, 5],
      [1, 1],
      [1, 2],
      [3, 7],
      [4, 7],
      [6, 8],
      [64, 100],
      [65, 130],
      [130, 130],
    ] as const) {
      const proof = tree.consistency(smaller, larger);
      const claim = {
        smaller,
        larger,
        smallerRoot: roots[smaller]!,
        largerRoot: roots[larger]!,
        proof,
      };
      assert.ok(!verifyConsistency({ ...claim, smallerRoot: leaves[99]! }));
      if (smaller > 0) assert.ok(!verifyConsistency({ ...claim, largerRoot: leaves[99]! }));
      assert.ok(!verifyConsistency({ ...claim, proof: [...proof, leaves[0]!] }));
      assert.ok(!verifyConsistency({ ...claim, smaller: larger + 1 }));
      for (const [at, hash] of proof.entries()) {
        const flipped = Buffer.from(hash);
        flipped[0]! ^= 1;
        assert.ok(!verifyConsistency({ ...claim, proof: proof.with(at, flipped) }));
        assert.ok(!verifyConsistency({ ...claim, proof: proof.toSpliced(at, 1) }));
      }
    }
    assert.deepEqual(emptyRoot(), roots[0]);
  });

  it("cannot be had for what the tree does not hold", () => {
    assert.throws(() => tree.consistency(5, 4), RangeError);
    assert.throws(() => tree.inclusion(4, 4), RangeError);
    assert.throws(() => tree.root(131), RangeError);
  });
});
