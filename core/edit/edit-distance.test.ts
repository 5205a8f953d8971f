import assert from "node:assert/strict";
import { pick, randomLine, seeded, upTo } from "./corpus/random-text.ts";
import { characterCounts, distanceAtLeast, editDistance } from "./edit-distance.ts";

/** The whole table, without any of the shortcuts. */
function plainDistance(one: string, other: string): number {
  const rows = Array.from({ length: one.length + 1 }, (_, row) => [row]);
  rows[0] = Array.from({ length: other.length + 1 }, (_, column) => column);
  for (let row = 1; row <= one.length; row += 1) {
    for (let column = 1; column <= other.length; column += 1) {
      const above = rows[row - 1]!;
      rows[row]![column] = Math.min(
        above[column]! + 1,
        rows[row]![column - 1]! + 1,
        above[column - 1]! + (one[row - 1] === other[column - 1] ? 0 : 1),
      );
    }
  }
  return rows[one.length]![other.length]!;
}

describe("editDistance", () => {
  it("is the plain distance, as far as it matters, and never below its estimate", () => {
    const random = seeded(9);
    for (let round = 0; round < 2000; round += 1) {
      const one = randomLine(random);
      const other = pick(random, [randomLine(random), one.replace(/[a-z]/, ""), `${one}x`]);
      const most = upTo(random, 20);
      const plain = plainDistance(one, other);
      const distance = editDistance(one, other, most, { left: 1_000_000 });
      assert.equal(Math.min(distance, most + 1), Math.min(plain, most + 1), `${one}\n${other}`);
      assert.ok(distanceAtLeast(characterCounts(one), characterCounts(other)) <= plain);
    }
  });
  it("gives up when its work is spent", () => {
    const distance = editDistance("ab".repeat(5000), "ba".repeat(5000), 5000, { left: 1000 });
    assert.equal(distance, Number.POSITIVE_INFINITY);
  });
});
