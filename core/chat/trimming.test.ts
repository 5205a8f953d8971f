import assert from "node:assert/strict";
import { type Cut, type CutKind, cutKinds, cutText } from "./cut.ts";
import { layoutOf } from "./layout.ts";
import type { Reference } from "./reference.ts";
import { fitReferences } from "./trimming.ts";

const code = { languageId: "typescript", text: "value();\n".repeat(100) };
const lines = { startLine: 1, endLine: 9 };
const diff = [1, 2, 3].map((index) => `diff --git a/${index} b/${index}\n${code.text}`).join("");
const problem = { severity: "error", message: "m".repeat(90), line: 1 } as const;

const references: Reference[] = [
  { kind: "selection", path: "s.ts", ...code, ...lines },
  { kind: "file", origin: "openEditor", path: "open1.ts", ...code },
  { kind: "file", origin: "openEditor", path: "open2.ts", ...code },
  {
    kind: "surroundings",
    path: "s.ts",
    languageId: "typescript",
    ...lines,
    before: code.text,
    after: "",
  },
  {
    kind: "folder",
    path: "lib",
    listing: ["lib/a.ts", "lib/b.ts"],
    files: [
      { path: "lib/a.ts", ...code, text: code.text.repeat(2) },
      { path: "lib/b.ts", ...code },
    ],
  },
  { kind: "terminal", origin: "command", command: "make", exitCode: 2, output: code.text },
  { kind: "changes", scope: "unstaged", diff, files: ["1", "2", "3"] },
  { kind: "file", origin: "mention", path: "big.ts", ...code, text: code.text.repeat(3) },
  { kind: "file", origin: "mention", path: "small.ts", ...code },
  { kind: "symbol", name: "Cart.total", path: "c.ts", ...code, ...lines },
  { kind: "problems", path: "s.ts", problems: Array.from({ length: 9 }, () => problem) },
  { kind: "image", name: "a.png", mediaType: "image/png", base64: "" },
];
const whole = fitReferences(references, Number.POSITIVE_INFINITY).weight;

function trimmed(room: number): string[] {
  const { cuts, weight } = fitReferences(references, room);
  assert.ok(weight <= room || cuts.some(({ what }) => what === "problems"));
  return cuts.map(cutText);
}

describe("fitReferences", () => {
  it("leaves everything where there is room", () => assert.deepEqual(trimmed(whole), []));

  it("cuts in the stated order, never more than it must, and never what must stay", () => {
    const order: string[] = [];
    let longest = 0;
    for (let room = whole; room > 0; room -= 25) {
      const cuts = trimmed(room);
      for (const cut of cuts) if (!order.includes(cut)) order.push(cut);
      assert.ok(cuts.length >= longest - 1, `${cuts}`);
      longest = Math.max(longest, cuts.length);
    }
    assert.deepEqual(order, [
      "1 open editor",
      "2 open editors",
      "the surrounding code",
      "1 file of lib",
      "2 files of lib",
      "lib",
      "the beginning of the terminal output",
      "the terminal output",
      "1 file of the unstaged changes",
      "2 files of the unstaged changes",
      "the unstaged changes",
      "the end of big.ts",
      "the end of Cart.total",
      "the end of small.ts",
      "Cart.total",
      "small.ts",
      "big.ts",
      "some of the editor's problems",
      "the editor's problems",
    ]);
    const { kept } = fitReferences(references, 0);
    const left = kept.filter(({ units }) => units > 0).map(({ reference }) => reference.kind);
    assert.deepEqual(left, ["selection", "image"]);
  });

  it("drops the open editor that is named last", () => {
    const { kept } = fitReferences(references, whole - 10);
    assert.deepEqual(
      kept
        .filter(({ units }) => units === 0)
        .map(({ reference }) => "path" in reference && reference.path),
      ["open2.ts"],
    );
  });

  it("keeps the largest file of a folder no longer than the small one", () => {
    const [folder] = references.filter(({ kind }) => kind === "folder");
    const { kept } = fitReferences([folder!], 1500);
    const text = layoutOf(folder!).render(kept[0]!.units);
    assert.match(text, /### File: lib\/b\.ts/);
    assert.doesNotMatch(text, /### File: lib\/a\.ts/);
  });

  it("cuts the largest of what was named by hand to the level of the others, at line ends", () => {
    const named = references.filter(
      (reference) => "path" in reference && /big|small/.test(reference.path),
    );
    const [big, small] = fitReferences(named, 2000).kept;
    assert.equal(small!.units, 100);
    const text = layoutOf(big!.reference).render(big!.units);
    assert.match(text, /value\(\);\n```\n\nOnly the beginning is shown/);
    assert.ok(big!.units > 90 && big!.units < 130, `${big!.units}`);
  });

  it("says of several parts of one kind that some are left", () => {
    const problems = references.filter(({ kind }) => kind === "problems");
    const other = { ...problems[0]!, path: "other.ts" } as Reference;
    const { cuts } = fitReferences([...problems, other], 1200);
    assert.deepEqual(cuts.map(cutText), ["some of the editor's problems"]);
  });
});

describe("cutText", () => {
  it("has different words for every kind", () => {
    const cut = (what: CutKind): Cut => ({ what, count: 2, name: "staged" });
    const texts = cutKinds.filter((what) => what !== "folder").map((what) => cutText(cut(what)));
    assert.equal(new Set(texts).size, texts.length);
  });
});
