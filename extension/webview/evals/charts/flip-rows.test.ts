import assert from "node:assert/strict";
import type { Verdict } from "../../../../core/protocol/grade.ts";
import { flipRows } from "./flip-rows.ts";

const verdicts: Record<string, Verdict> = {
  P: "pass",
  F: "fail",
  S: "skipped",
  U: "unscored",
  I: "infra",
};

/** A case is a word with a letter an epoch. */
function casesOf(words: readonly string[]) {
  return words.map((word, index) => ({
    id: `${word} ${index}`,
    epochs: [...word].map((letter, epoch) => ({
      epoch: epoch + 1,
      verdict: verdicts[letter] ?? "infra",
    })),
  }));
}

/** The rows in their order; a star before a verdict that changed. */
function check(words: string, expected: string) {
  it(`${words || "nothing"}: ${expected || "nothing"}`, () => {
    const { rows } = flipRows(casesOf(words.split(" ").filter(Boolean)));
    const letter = (verdict: Verdict) => verdict.charAt(0).toUpperCase();
    const text = rows.map(({ cells }) =>
      cells.map(({ verdict, isChange }) => `${isChange ? "*" : ""}${letter(verdict)}`).join(""),
    );
    assert.equal(text.join(" "), expected);
  });
}

describe("cases by epoch", () => {
  check("", "");
  check("P F", "P F");
  check("PP PF FF", "P*F PP FF");
  check("PFP FFP", "P*F*P FF*P");
  // Neither an error nor a skipped case is another answer.
  check("PIP PSF SUI", "PS*F PIP SUI");
  check("IPP IFI", "IPP IFI");

  it("sorts epochs and knows all of them", () => {
    const { epochs, rows } = flipRows([
      {
        id: "a",
        epochs: [
          { epoch: 3, verdict: "fail" },
          { epoch: 1, verdict: "pass" },
        ],
      },
      { id: "b", epochs: [{ epoch: 2, verdict: "pass" }] },
    ]);
    assert.deepEqual(epochs, [1, 2, 3]);
    assert.deepEqual(
      rows[0]?.cells.map(({ epoch, isChange }) => [epoch, isChange]),
      [
        [1, false],
        [3, true],
      ],
    );
  });

  it("shows the flipped ones and 200 more, and counts the rest", () => {
    const map = flipRows(casesOf([...Array(1000).fill("PP"), ...Array(50).fill("PF")]));
    assert.equal(map.rows.length, 250);
    assert.ok(map.rows.slice(0, 50).every(({ isFlipped }) => isFlipped));
    assert.deepEqual([map.cases, map.flipped, map.leftOut, map.flippedLeftOut], [1050, 50, 800, 0]);
  });

  it("stays bounded when everything flips", () => {
    const map = flipRows(casesOf(Array(10_000).fill("PFPFPFPFPF")));
    assert.equal(map.rows.length, 200);
    assert.deepEqual([map.flipped, map.leftOut, map.flippedLeftOut], [10_000, 9_800, 9_800]);
  });
});
