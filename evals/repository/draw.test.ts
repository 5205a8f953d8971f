import assert from "node:assert/strict";
import type { SourceFile } from "../completion/source-files.ts";
import { draw } from "./draw.ts";

const never = new AbortController().signal;

/** Three functions with a block and a call each. */
const text = ["first", "second", "third"]
  .map(
    (name) =>
      `export function ${name}(by: number): number {\n  if (by > 1) {\n    note(by, "${name}");\n  }\n  return by;\n}\n`,
  )
  .join("\n");

function numbered(count: number, name = "src/a"): string[] {
  return Array.from({ length: count }, (_, index) => `${name}${index}.ts`);
}

async function drawn(
  paths: readonly string[],
  { holes, seed = 1 }: { holes: number; seed?: number },
) {
  const read = async (path: string): Promise<SourceFile> => ({
    path,
    languageId: "typescript",
    text,
  });
  return draw(paths, read, { holes, seed }, never);
}

async function check(
  [paths, holes]: [string[], number],
  expected: { holes: number; files: number; kinds?: Record<string, number>; tests?: number },
) {
  const files = await drawn(paths, { holes });
  const all = files.flatMap((file) => file.holes);
  const kinds = Object.fromEntries(
    [...Map.groupBy(all, ({ kind }) => kind)].map(([kind, { length }]) => [kind, length]),
  );
  const tests = files
    .filter(({ file }) => /test/.test(file.path))
    .reduce((sum, file) => sum + file.holes.length, 0);
  assert.deepEqual(
    { holes: all.length, files: files.length, kinds, tests },
    { kinds, tests, ...expected },
  );
}

describe("draw", () => {
  it("takes one hole from each of many files, every kind as often", () =>
    check([numbered(100), 60], {
      holes: 60,
      files: 60,
      kinds: { function: 20, call: 20, block: 20 },
    }));
  it("takes at most three from a file", () => check([numbered(4), 60], { holes: 12, files: 4 }));
  it("takes two from some before it takes three from any", () =>
    check([numbered(10), 15], { holes: 15, files: 10 }));
  it("takes no more than a third from tests", () =>
    check([[...numbered(30), ...numbered(300, "test/b")], 60], {
      holes: 60,
      files: 50,
      tests: 20,
    }));
  it("takes half as many from tests as from the others where these have no more", () =>
    check([[...numbered(2), ...numbered(300, "test/b")], 60], { holes: 9, files: 5, tests: 3 }));
  it("takes nothing where there is nothing", () => check([[], 60], { holes: 0, files: 0 }));

  it("draws the same for a seed and others for another", async () => {
    const paths = numbered(200);
    const first = await drawn(paths, { holes: 30 });
    assert.deepEqual(await drawn(paths, { holes: 30 }), first);
    assert.notDeepEqual(await drawn(paths, { holes: 30, seed: 2 }), first);
  });

  it("takes nothing twice and nothing where the editor would not ask", async () => {
    const middle = "const a = add(one, two) + twice(three);\n";
    const read = async (path: string) => ({ path, languageId: "typescript", text: middle });
    const [file] = await draw(["a.ts"], read, { holes: 9, seed: 1 }, never);
    assert.deepEqual(
      file?.holes.map(({ start, end }) => middle.slice(start, end)),
      ["three"],
    );
  });
});
