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

  it("takes no parameters that are taken apart", () =>
    check(["typescript", "function f({\n  a,\n}: A): void {\n  g();\n}\n"], {}));

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

  it("takes them out of Java, and no declaration, record or annotation", () =>
    check(
      [
        "java",
        `@Entity(name = "box")
record Point(int left, int right) {
  static int none = 0;
}
public class Box<T> extends Base {
  abstract int add(int left, int right);

  @Override
  public Map<String, T> grow(int by) throws IOException {
    if (by < 0) {
      throw new IllegalArgumentException("} " + by);
    }
    return this.add(by, '"');
  }
}
`,
      ],
      {
        function: [
          `\n    if (by < 0) {\n      throw new IllegalArgumentException("} " + by);\n    }\n    return this.add(by, '"');`,
        ],
        block: [`\n      throw new IllegalArgumentException("} " + by);`],
        call: [`"} " + by`, `by, '"'`],
      },
    ));

  it("takes them out of C#, with brackets on lines of their own", () =>
    check(
      [
        "csharp",
        `namespace Shop
{
    public class Box
    {
        public int Grow(int by)
        {
            foreach (var part in Parts)
            {
                part.Add(@"c:\\", by);
            }
            return by;
        }
    }
}
`,
      ],
      {
        function: [
          `\n            foreach (var part in Parts)\n            {\n                part.Add(@"c:\\", by);\n            }\n            return by;`,
        ],
        block: [`\n                part.Add(@"c:\\", by);`],
        call: [`@"c:\\", by`],
      },
    ));

  it("takes them out of C++", () =>
    check(
      [
        "cpp",
        `#define TWICE(x, y) {
#undef TWICE }
int add(int left, int right);
int Box::grow(int by) const {
  while (by > 1'000) {
    by = add(by, R"(" {)");
  }
  return by;
}
`,
      ],
      {
        function: [`\n  while (by > 1'000) {\n    by = add(by, R"(" {)");\n  }\n  return by;`],
        block: [`\n    by = add(by, R"(" {)");`],
        call: [`by, R"(" {)"`],
      },
    ));

  it("takes them out of Rust, and no attribute, pattern or variant", () =>
    check(
      [
        "rust",
        `#[derive(Debug, Clone)]
pub(crate) enum Part<'a> {
    Named(String, &'a str),
}
impl<'a> Box<'a> {
    pub fn grow(&mut self, by: u32) -> Option<char> {
        match self.part(by, 'x') {
            Named(left, _) => self.add(left, r#"" {"#),
        }
        for part in 0..by {
            self.part(part, '{');
        }
    }
}
`,
      ],
      {
        function: [
          `\n        match self.part(by, 'x') {\n            Named(left, _) => self.add(left, r#"" {"#),\n        }\n        for part in 0..by {\n            self.part(part, '{');\n        }`,
        ],
        block: [
          `\n            Named(left, _) => self.add(left, r#"" {"#),`,
          "\n            self.part(part, '{');",
        ],
        call: ["by, 'x'", `left, r#"" {"#`, "part, '{'"],
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
