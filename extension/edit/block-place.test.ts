import assert from "node:assert/strict";
import { hasEditMarks, placeInAnswer } from "./block-place.ts";

type Expected = { path?: string; isOutside?: boolean; isOnly: boolean };

function check(answer: string, [info, code]: [string, string], expected: Expected): void {
  const { path, isOnly } = placeInAnswer(answer, info, code);
  const isOutside = path?.isOutside;
  assert.deepEqual(
    { ...(path && { path: path.path }), ...(isOutside && { isOutside }), isOnly },
    expected,
  );
}

describe("placeInAnswer", () => {
  it("finds the path in the info of the fence", () =>
    check("```ts src/a.ts\nx\n```", ["ts src/a.ts", "x"], { path: "src/a.ts", isOnly: true }));
  it("finds the path in the line before", () =>
    check("In `src/a.ts`:\n\n```ts\nx\n```", ["ts", "x\n"], { path: "src/a.ts", isOnly: true }));
  it("takes each block's own line", () =>
    check("`src/a.ts`:\n```\na\n```\n`src/b.ts`:\n```\nb\n```", ["", "b"], {
      path: "src/b.ts",
      isOnly: false,
    }));
  it("takes no path from the line before another block", () =>
    check("`src/a.ts`:\n```\na\n```\n```\nb\n```", ["", "b"], { isOnly: false }));
  it("knows no path where none is named", () =>
    check("Here:\n```ts\nx\n```", ["ts", "x"], { isOnly: true }));
  it("keeps a path that leads outside, and says so", () =>
    check("```ts ../a.ts\nx\n```", ["ts ../a.ts", "x"], {
      path: "../a.ts",
      isOutside: true,
      isOnly: true,
    }));
  it("finds a block in a list, and one that has no end", () => {
    check("- `src/a.ts`:\n  ```ts\n  x\n    y\n  ```", ["ts", "x\n  y"], {
      path: "src/a.ts",
      isOnly: true,
    });
    check("`src/a.ts`:\n```ts\nx", ["ts", "x"], { path: "src/a.ts", isOnly: true });
  });
  it("does not take a block for one that the answer does not hold", () =>
    check("`src/a.ts`:\n```ts\nx\n```", ["ts", "other"], { isOnly: false }));
});

describe("hasEditMarks", () => {
  it("tells edit blocks from code with conflicts", () => {
    assert.equal(hasEditMarks("src/a.ts\n<<<<<<< SEARCH\n"), true);
    assert.equal(hasEditMarks("<<<<<<< HEAD\na\n=======\nb\n>>>>>>> main\n"), false);
  });
});
