import assert from "node:assert/strict";
import { inEndings, pick, randomLine, randomLines, seeded, upTo } from "./corpus/random-text.ts";
import { applyHunks, lineHunks } from "./hunks.ts";
import { rebase } from "./rebase.ts";

type Change = { start: number; end: number; added: string[] };

/** A change of lines `[start, end)` that keeps the line on each side of it. */
function changeWithin(random: () => number, from: number, to: number): Change {
  const start = from + upTo(random, to - from);
  const end = Math.min(to, start + upTo(random, 2));
  const added = Array.from({ length: upTo(random, 2) }, () => randomLine(random));
  return { start, end, added };
}

function apply(lines: readonly string[], changes: readonly Change[]): string[] {
  return changes
    .toSorted((one, other) => other.start - one.start)
    .reduce(
      (all, { start, end, added }) => all.toSpliced(start, end - start, ...added),
      [...lines],
    );
}

describe("rebase", () => {
  it("moves a change to where it belongs, or says that it conflicts", () => {
    const random = seeded(5);
    let moved = 0;
    for (let round = 0; round < 2000; round += 1) {
      const lines = [...randomLines(random, 20), "", "", ""];
      const middle = upTo(random, lines.length - 2);
      const own = changeWithin(random, 0, middle);
      const foreign = changeWithin(random, middle + 1, lines.length);
      const ending = pick(random, ["\n", "\r\n"]);
      const text = (all: readonly string[]) => all.map((line) => line + ending).join("");
      const before = text(lines);
      const after = text(apply(lines, [own]));
      const current = text(apply(lines, [foreign]));
      const hunks = lineHunks(before, after);
      const rebased = rebase({ before, after, hunks }, current);
      if ("conflict" in rebased) continue;
      assert.equal(
        rebased.after,
        text(apply(lines, [own, foreign])),
        `round ${round} ${JSON.stringify({ lines, own, foreign, hunks })}`,
      );
      assert.equal(
        applyHunks(current, rebased.after, rebased.hunks, () => true),
        rebased.after,
      );
      moved += 1;
    }
    assert.ok(moved > 1000, `only ${moved} were moved`);
  });

  it("moves some of the hunks of a change", () => {
    const before = "a\nb\nc\nd\ne\n";
    const after = "x\nb\nc\nd\ny\n";
    const [, second] = lineHunks(before, after);
    const rebased = rebase({ before, after, hunks: [second!] }, "z\nb\nc\nd\ne\n");
    assert.equal("conflict" in rebased || rebased.after, "z\nb\nc\nd\ny\n");
  });

  it("never changes a text that it cannot follow", () => {
    const random = seeded(6);
    for (let round = 0; round < 500; round += 1) {
      const texts = Array.from({ length: 3 }, () => inEndings(randomLines(random, 8), random));
      const [before = "", after = "", current = ""] = texts;
      const rebased = rebase({ before, after, hunks: lineHunks(before, after) }, current);
      if ("conflict" in rebased) continue;
      assert.equal(
        applyHunks(current, rebased.after, rebased.hunks, () => false),
        current,
      );
    }
  });
});
