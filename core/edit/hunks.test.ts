import assert from "node:assert/strict";
import { pick, randomText, seeded } from "./corpus/random-text.ts";
import { applyHunks, type Hunk, lineHunks } from "./hunks.ts";

type Expected = Pick<Hunk, "startLine" | "removed" | "added">;

function check(before: string, after: string, expected: Expected[]) {
  const hunks = lineHunks(before, after);
  assert.deepEqual(
    hunks.map(({ startLine, removed, added }) => ({ startLine, removed, added })),
    expected,
  );
  checkSplicing(before, after, hunks, () => true);
}

/** All make the new text, none the old one, and each text is the hunks' own ranges with the same lines between them. */
function checkSplicing(
  before: string,
  after: string,
  hunks: readonly Hunk[],
  isTaken: (index: number) => boolean,
) {
  assert.equal(
    applyHunks(before, after, hunks, () => true),
    after,
  );
  assert.equal(
    applyHunks(before, after, hunks, () => false),
    before,
  );
  const mixed = applyHunks(before, after, hunks, isTaken);
  // What was taken and what was left makes the new text out of the mixed one.
  const back = lineHunks(mixed, after);
  assert.equal(
    applyHunks(mixed, after, back, () => true),
    after,
  );
  const shared = (text: string, range: "from" | "to") => {
    let copied = 0;
    return hunks
      .map((hunk) => {
        const part = text.slice(copied, hunk[range].start);
        copied = hunk[range].end;
        return part;
      })
      .concat(text.slice(copied));
  };
  assert.deepEqual(shared(before, "from"), shared(after, "to"));
}

describe("lineHunks", () => {
  it("finds nothing in equal texts", () => check("a\n", "a\n", []));
  it("counts lines from 0", () =>
    check("a\nb\n", "x\nb\n", [{ startLine: 0, removed: ["a"], added: ["x"] }]));
  it("puts an insertion before the line it stands at", () =>
    check("a\nb\n", "a\nx\nb\n", [{ startLine: 1, removed: [], added: ["x"] }]));
  it("puts an insertion at the start", () =>
    check("a\n", "x\na\n", [{ startLine: 0, removed: [], added: ["x"] }]));
  it("finds a removal", () =>
    check("a\nb\nc\n", "a\nc\n", [{ startLine: 1, removed: ["b"], added: [] }]));
  it("keeps separate changes apart", () =>
    check("a\nb\nc\n", "x\nb\nz\n", [
      { startLine: 0, removed: ["a"], added: ["x"] },
      { startLine: 2, removed: ["c"], added: ["z"] },
    ]));
  it("keeps the carriage return of CRLF out of lines", () =>
    check("a\r\nb\r\n", "a\r\nx\r\n", [{ startLine: 1, removed: ["b"], added: ["x"] }]));
  it("finds lines that look like marks of the diff format", () =>
    check("-- a\n++ b\n", "-- a\n\\ No newline\n", [
      { startLine: 1, removed: ["++ b"], added: ["\\ No newline"] },
    ]));
  it("puts an insertion at the end", () =>
    check("a\n", "a\nb\n", [{ startLine: 1, removed: [], added: ["b"] }]));
  it("leaves the no-newline mark of the diff format out", () =>
    check("a", "b", [{ startLine: 0, removed: ["a"], added: ["b"] }]));
  it("sees a line ending that is new at the end", () =>
    check("a", "a\n", [{ startLine: 0, removed: ["a"], added: ["a"] }]));
  it("sees a line whose ending changes", () =>
    check("a\r\nb\n", "a\nb\n", [{ startLine: 0, removed: ["a"], added: ["a"] }]));
  it("fills an empty text", () => check("", "a\n", [{ startLine: 0, removed: [], added: ["a"] }]));
  it("empties a text", () => check("a\n", "", [{ startLine: 0, removed: ["a"], added: [] }]));
  it("finds one large change where two texts share next to nothing", () => {
    const lines = (mark: string) =>
      Array.from({ length: 6000 }, (_, nth) => `${mark}${nth}\n`).join("");
    const hunks = lineHunks(`same\n${lines("a")}`, `same\n${lines("b")}`);
    assert.equal(hunks.length, 1);
  });
});

describe("applyHunks", () => {
  it("is byte exact for random texts, and every subset holds together", () => {
    const random = seeded(1);
    for (let round = 0; round < 1000; round += 1) {
      const before = randomText(random);
      const after = pick(random, [() => randomText(random), () => mangled(before, random)])();
      checkSplicing(before, after, lineHunks(before, after), () => random() < 0.5);
    }
  });
});

function mangled(text: string, random: () => number): string {
  return text
    .split(/(?<=\n)/)
    .flatMap((line) => (random() < 0.1 ? [] : random() < 0.1 ? [line, randomText(random)] : [line]))
    .join("");
}
