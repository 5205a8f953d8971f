import assert from "node:assert/strict";
import { mask } from "./mask.ts";
import { type HoleKind, punchHoles } from "./punch-holes.ts";
import { readSources } from "./source-files.ts";

/** What each hole of a kind takes out, in the order of the file. */
function check(
  [languageId, text]: [string, string],
  expected: Partial<Record<HoleKind, string[]>>,
) {
  const holes = punchHoles({ path: "x", languageId, text }, { perKind: 99, seed: 1 });
  const found: Partial<Record<HoleKind, string[]>> = {};
  for (const { kind, start, end } of holes.sort((a, b) => a.start - b.start)) {
    found[kind] = [...(found[kind] ?? []), text.slice(start, end)];
  }
  assert.deepEqual(found, expected);
}

describe("punchHoles", () => {
  it("takes bodies of functions, blocks and arguments out of TypeScript", () =>
    check(
      [
        "typescript",
        `export function add(left: number): number {
  if (left > 0) {
    note("a { b", left);
  }
  return left;
}
const twice = (value: number) => {
  return value * 2;
};
class Box {
  #size = 0;
  grow(by: number): void {
    this.#size += by;
  }
}
type Shape = {
  area(of: Box): number;
};
`,
      ],
      {
        function: [
          `\n  if (left > 0) {\n    note("a { b", left);\n  }\n  return left;`,
          "\n  return value * 2;",
          "\n    this.#size += by;",
        ],
        block: [`\n    note("a { b", left);`],
        call: [`"a { b", left`],
      },
    ));

  it("takes a body below parameters on several lines", () =>
    check(["typescript", "function f(\n  a: string,\n): void {\n  g();\n}\n"], {
      function: ["\n  g();"],
    }));

  it("leaves objects, types and one-line bodies alone", () =>
    check(["javascript", "const a = {\n  b: 1,\n};\nfunction c() { return d(a, b); }\n"], {
      call: ["a, b"],
    }));

  it("takes them out of Python by indentation", () =>
    check(
      [
        "python",
        `class Box:
    def grow(self, by: int) -> None:
        """Says: ("nothing")"""
        for part in range(by):
            self.add(part, 1)  # a call(of, nothing)

        self.done = True


def last():
    pass
`,
      ],
      {
        function: [
          `\n        """Says: ("nothing")"""\n        for part in range(by):\n            self.add(part, 1)  # a call(of, nothing)\n\n        self.done = True`,
          "\n    pass",
        ],
        block: ["\n            self.add(part, 1)  # a call(of, nothing)"],
        call: ["part, 1"],
      },
    ));

  it("takes them out of Go", () =>
    check(
      [
        "go",
        "package a\n\nfunc (b *Box) Grow(by int) error {\n\tif by < 0 {\n\t\treturn fmt.Errorf(`{ %d`, by)\n\t}\n\treturn nil\n}\n",
      ],
      {
        function: ["\n\tif by < 0 {\n\t\treturn fmt.Errorf(`{ %d`, by)\n\t}\n\treturn nil"],
        block: ["\n\t\treturn fmt.Errorf(`{ %d`, by)"],
        call: ["`{ %d`, by"],
      },
    ));

  it("finds nothing in what it cannot read", () => {
    check(["markdown", "f(abc)"], {});
    check(["typescript", "}}}) ((( {{{"], {});
    check(["python", ""], {});
  });

  it("leaves bodies alone that are longer than a completion", () =>
    check(["go", `func a() {\n${"\tb++\n".repeat(11)}}\n`], {}));

  it("keeps to the limit, the same each time for a seed, other holes for another", async () => {
    const [file] = await readSources([]);
    assert.ok(file);
    const some = punchHoles(file, { perKind: 2, seed: 1 });
    assert.ok(some.length <= 6);
    assert.deepEqual(punchHoles(file, { perKind: 2, seed: 1 }), some);
    assert.notDeepEqual(punchHoles(file, { perKind: 2, seed: 2 }), some);
  });

  it("finds every kind in the repository's own sources", async () => {
    for (const file of await readSources([])) {
      const kinds = new Set(punchHoles(file, { perKind: 1, seed: 1 }).map(({ kind }) => kind));
      assert.equal(kinds.size, 3, file.path);
    }
  });
});

describe("mask", () => {
  const masked = (text: string, expected: string) =>
    assert.equal(mask(text, "javascript").replace(/ +/g, " "), expected);

  it("hides a regular expression but no division", () => {
    masked("a = /[/{]/g; b = c / d / e;", "a = ; b = c / d / e;");
  });
  it("ends an open string with its line", () => masked(`a = "{\n}`, "a = \n}"));
  it("hides escapes", () => masked(String.raw`a = '\'{' + b`, "a = + b"));
  it("keeps the length", () => {
    const text = "x /* 😀 */ + `\n$y`\n// z";
    assert.equal(mask(text, "javascript").length, text.length);
  });
});
