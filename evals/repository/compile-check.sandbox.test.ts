// With the real compilers in the real sandbox; languages that are missing on this machine are left out.
import assert from "node:assert/strict";
import type { OpenBench } from "../runner/open-bench.ts";
import { openBench } from "../runner/open-bench.ts";
import { checkers } from "./checkers.ts";
import { createCompileCheck } from "./compile-check.ts";

const never = new AbortController().signal;

type Sample = { path: string; alone: string; wrong: string; needsMore: string };

/** `wrong` parses, but for JavaScript, where no more is checked than that. */
const samples: Record<string, Sample> = {
  python: {
    path: "a.py",
    alone: "def f(a):\n    return a\n",
    wrong: "def f(a):\n    nonlocal a\n    return a\n",
    needsMore: "def f(a:\n",
  },
  javascript: {
    path: "a.js",
    alone: "import { b } from './b.js';\nexport const a = b;\n",
    wrong: "import { b } from './b.js';\nexport const a = b;\nconst a = 2;\n",
    needsMore: "const a = <div />;\n",
  },
  go: {
    path: "a.go",
    alone:
      'package shop\n\nimport "strings"\n\nfunc F(a string) string { return strings.ToUpper(a) }\n',
    wrong:
      'package shop\n\nimport "strings"\n\nfunc F(a string) int { return strings.ToUpper(a) }\n',
    needsMore: "package shop\n\nfunc F() int { return other() }\n",
  },
  rust: {
    path: "a.rs",
    alone: "pub fn f(a: u32) -> u32 { a }\n",
    wrong: 'pub fn f(a: u32) -> u32 { "a" }\n',
    needsMore: "use crate::other::F;\npub fn f(a: F) -> F { a }\n",
  },
  java: {
    path: "src/shop/Box.java",
    alone: "package shop;\npublic class Box { int f(int a) { return a; } }\n",
    wrong: 'package shop;\npublic class Box { int f(int a) { return "a"; } }\n',
    needsMore: "package shop;\npublic class Box { Other f() { return null; } }\n",
  },
  cpp: {
    path: "a.cpp",
    alone: "#include <string>\nint f(std::string a) { return (int)a.size(); }\n",
    wrong: "#include <string>\nint f(std::string a) { return a; }\n",
    needsMore: '#include "other.h"\n',
  },
  c: {
    path: "a.c",
    alone: "#include <stdlib.h>\nint f(int class) { return abs(class); }\n",
    wrong: "#include <stdlib.h>\nint f(int class) { return abs(class, other); }\n",
    needsMore: '#include "other.h"\n',
  },
};

describe("createCompileCheck", () => {
  let bench: OpenBench;
  before(async () => {
    bench = await openBench(undefined, never);
  });
  after(() => bench[Symbol.asyncDispose]());
  /** The bench stays for the next test. */
  const borrowed = async () => ({ ...bench, [Symbol.asyncDispose]: async () => {} });

  for (const [languageId, { path, alone, wrong, needsMore }] of Object.entries(samples)) {
    it(`tells what compiles in ${languageId}, and says nothing of a file that needs others`, async function () {
      const language = checkers.get(languageId)?.language;
      assert.ok(language);
      if (!bench.toolchains.found.has(language)) this.skip();
      await using check = createCompileCheck(borrowed);
      const compiles = await check.open({ path, languageId, text: alone }, never);
      assert.ok(compiles);
      assert.deepEqual([await compiles(alone, never), await compiles(wrong, never)], [true, false]);
      assert.equal(await check.open({ path, languageId, text: needsMore }, never), undefined);
    });
  }

  it("runs nothing of the file", async () => {
    await using check = createCompileCheck(borrowed);
    const text = "import sys\n";
    const compiles = await check.open({ path: "a.py", languageId: "python", text }, never);
    assert.equal(await compiles?.("import sys\nsys.exit(1)\n", never), true);
  });

  it("says nothing of languages without a checker, and opens nothing for them", async () => {
    const refuse = () => Promise.reject(new Error("This needs no bench."));
    await using check = createCompileCheck(refuse);
    const file = { path: "a.ts", languageId: "typescript", text: "const a = 1;\n" };
    assert.equal(await check.open(file, never), undefined);
  });

  it("says once that no sandbox runs compilers", async () => {
    const sandbox = { ...bench.sandbox, openFolder: undefined };
    const { openFolder: _, ...none } = sandbox;
    await using check = createCompileCheck(async () => ({ ...(await borrowed()), sandbox: none }));
    const file = { path: "a.py", languageId: "python", text: "a = 1\n" };
    assert.deepEqual(
      [await check.open(file, never), await check.open(file, never)],
      [undefined, undefined],
    );
    assert.equal(check.notes().length, 1);
  });
});
