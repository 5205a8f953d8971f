import assert from "node:assert/strict";
import { lineHunks } from "../../../core/edit/hunks.ts";
import { readHunkPlace, viewOf } from "./change-view.ts";
import type { OpenChange, OpenFile } from "./open-change.ts";

function fileOf(before: string, after: string, decisions: OpenFile["decisions"] = []): OpenFile {
  const hunks = lineHunks(before, after);
  return {
    uri: {} as OpenFile["uri"], // nothing here looks at it
    path: "src/a.ts",
    isNew: before === "",
    before,
    after,
    hunks,
    decisions: hunks.map((_, hunk) => decisions[hunk] ?? "pending"),
  };
}

function titlesOf(...files: OpenFile[]): string[] {
  const proposed = { title: "", files: [], onDecided: () => {} };
  const change: OpenChange = { id: "c", proposed, files };
  return viewOf(change, files[0]!).lenses.map(({ line, title }) => `${line} ${title}`);
}

const before = "1\n2\n3\n4\n5\n";
const after = "1\n2!\n3\n4\n5\n6\n";

describe("viewOf", () => {
  it("offers a decision above each hunk and about the whole change at the top", () => {
    assert.deepEqual(titlesOf(fileOf(before, after)), [
      "1 $(check)\u00a0Accept",
      "1 $(close)\u00a0Reject",
      "1 Hunk 1 of 2: +1 −1",
      "6 $(check)\u00a0Accept",
      "6 $(close)\u00a0Reject",
      "6 Hunk 2 of 2: +1 −0",
      "0 Accept All",
      "0 Discard",
      "0 Side by Side",
      "0 2 hunks",
    ]);
  });

  it("offers nothing any more above a decided hunk", () => {
    const titles = titlesOf(fileOf(before, after, ["accepted"]));
    assert.deepEqual(
      titles.filter((title) => title.includes("Hunk")),
      ["5 Hunk 2 of 2: +1 −0"],
    );
    assert.ok(titles.includes("0 1 of 2 hunks left"));
  });

  it("says which of several files it is, and that a file is new", () => {
    const titles = titlesOf(fileOf("", "new\n"), fileOf(before, after));
    for (const wanted of ["Accept All Files", "New file", "File 1 of 2", "Next File"]) {
      assert.ok(titles.includes(`0 ${wanted}`), wanted);
    }
  });
});

describe("readHunkPlace", () => {
  const check = (given: unknown, expected: unknown) =>
    assert.deepEqual(readHunkPlace(given), expected);

  it("reads what a lens hands over and nothing else", () => {
    const place = { changeId: "c", file: 0, hunk: 1 };
    check(place, place);
    for (const other of [undefined, null, "c", 1, {}, { ...place, hunk: "1" }]) {
      check(other, undefined);
    }
  });
});
