import assert from "node:assert/strict";
import { candidatePaths, importsOf } from "./import-paths.ts";

function check(text: string, languageId: string, expected: readonly string[]) {
  assert.deepEqual(importsOf(text, languageId), expected);
}

describe("importsOf", () => {
  it("reads TypeScript and JavaScript", () =>
    check(
      [
        'import { a } from "./a.ts";',
        "import type { B } from '../b'",
        'import "./side-effect.js";',
        "import {",
        "  c,",
        '} from "@/c";',
        'export * from "./d";',
        'const e = require("./e");',
        'const f = await import ("./f");',
        '// import { g } from "./g";',
        'import { a2 } from "./a.ts";',
      ].join("\r\n"),
      "typescriptreact",
      ["./a.ts", "../b", "./side-effect.js", "@/c", "./d", "./e", "./f"],
    ));
  it("reads Python", () =>
    check(
      [
        "import os, shop.cart as cart  # both",
        "from .models import Item, totals as t",
        "from . import price",
        "from shop import (",
        "    voucher,  # the code",
        "    Customer,",
        ")",
      ].join("\n"),
      "python",
      ["os", "shop.cart", ".models", ".models.totals", ".price", ".", "shop", "shop.voucher"],
    ));
  it("reads Go", () =>
    check(
      'package main\n\nimport "fmt"\n\nimport (\n\t"strings"\n\tstats "shop/worker/stats"\n)\nvar x = "y"\n',
      "go",
      ["fmt", "strings", "shop/worker/stats"],
    ));
  it("reads Rust", () =>
    check(
      [
        "pub mod cart;",
        "use std::fmt;",
        "use crate::price::Price;",
        "pub(crate) use super::voucher::{self, codes, Code};",
        "mod inline { }",
      ].join("\n"),
      "rust",
      ["self::cart", "crate::price::Price", "super::voucher::codes", "super::voucher"],
    ));
  it("reads Java and Kotlin", () =>
    check(
      "package com.shop;\nimport com.shop.price.Price;\nimport static com.shop.Codes.FREE;\nimport com.shop.all.*;\n",
      "java",
      ["com.shop.price.Price", "com.shop.Codes"],
    ));
  it("reads the quoted includes of C and C++", () =>
    check('#include <vector>\n#include "cart/cart.h"\n#  include "price.hpp"\n', "cpp", [
      "cart/cart.h",
      "price.hpp",
    ]));
  it("looks at the first 300 lines only", () => {
    check(`${"\n".repeat(299)}import "./in";\nimport "./out";`, "typescript", ["./in"]);
  });
  it("knows nothing of other languages", () => check('import "a"', "plaintext", []));
  it("takes an empty text", () => check("", "python", []));
  it("takes one long hostile line", () => {
    for (const languageId of ["typescript", "python", "go", "rust", "java", "cpp"]) {
      for (const part of ["import ", "from ", "import (", " ", "use crate::a", "#include ", "("]) {
        importsOf(part.repeat(1_000_000 / part.length), languageId);
      }
    }
  });
});

/** Of the candidates, the first ones. */
function checkPaths(
  [specifier, fromPath, languageId]: readonly [string, string, string],
  expected: readonly string[],
) {
  const paths = candidatePaths(specifier, fromPath, languageId);
  assert.deepEqual(paths.slice(0, Math.max(1, expected.length)), expected);
}

describe("candidatePaths", () => {
  it("adds the endings of TypeScript, then the index of a folder", () =>
    assert.deepEqual(candidatePaths("./cart", "src/main.ts", "typescript"), [
      "src/cart.ts",
      "src/cart.tsx",
      "src/cart.d.ts",
      "src/cart.js",
      "src/cart.jsx",
      "src/cart/index.ts",
      "src/cart/index.tsx",
      "src/cart/index.d.ts",
      "src/cart/index.js",
      "src/cart/index.jsx",
    ]));
  it("takes an ending of a source as it is", () =>
    checkPaths(["./cart.ts", "src/main.ts", "typescript"], ["src/cart.ts"]));
  it("finds the source of an ending that a compiler writes", () => {
    checkPaths(["../cart.js", "src/a/main.ts", "typescript"], ["src/cart.ts", "src/cart.tsx"]);
    checkPaths(["./cart.mjs", "main.mts", "typescript"], ["cart.mts", "cart.mjs"]);
  });
  it("does not take a dot in a name for an ending", () =>
    checkPaths(["./cart.service", "src/main.ts", "typescript"], ["src/cart.service.ts"]));
  it("prefers JavaScript in JavaScript", () =>
    checkPaths(["./cart", "main.js", "javascript"], ["cart.js", "cart.jsx"]));
  it("takes @/ and ~/ for the sources", () =>
    checkPaths(["@/cart.ts", "src/a/main.ts", "typescript"], ["src/cart.ts", "cart.ts"]));
  it("finds neither packages nor style sheets", () => {
    checkPaths(["react", "src/main.ts", "typescript"], []);
    checkPaths(["./main.css", "src/main.ts", "typescript"], []);
  });
  it("finds Python's modules and packages, relative and from any folder above", () => {
    checkPaths(
      [".models", "shop/cart.py", "python"],
      ["shop/models.py", "shop/models/__init__.py"],
    );
    checkPaths(["..price", "shop/a/cart.py", "python"], ["shop/price.py"]);
    checkPaths([".", "shop/cart.py", "python"], ["shop/__init__.py"]);
    checkPaths(
      ["shop.price", "app/shop/cart.py", "python"],
      ["app/shop/shop/price.py", "app/shop/shop/price/__init__.py", "app/shop/price.py"],
    );
  });
  it("finds Go's packages below any folder", () => {
    checkPaths(["shop/stats", "cmd/main.go", "go"], ["cmd/stats/stats.go", "stats/stats.go"]);
    checkPaths(
      ["github.com/acme/shop/internal/cart", "main.go", "go"],
      ["internal/cart/cart.go", "cart/cart.go"],
    );
  });
  it("finds Rust's modules", () => {
    checkPaths(["self::cart", "src/main.rs", "rust"], ["src/cart.rs", "src/cart/mod.rs"]);
    checkPaths(["self::item", "src/cart.rs", "rust"], ["src/cart/item.rs"]);
    checkPaths(["super::price", "src/shop/cart.rs", "rust"], ["src/shop/price.rs"]);
    checkPaths(["crate::price::Price", "a/src/shop/cart.rs", "rust"], ["a/src/price.rs"]);
    checkPaths(
      ["crate::price::parse", "src/cart.rs", "rust"],
      ["src/price/parse.rs", "src/price/parse/mod.rs", "src/price.rs"],
    );
  });
  it("finds Java's classes where the package begins, tests those of main too", () =>
    checkPaths(
      ["com.shop.Price", "a/src/test/java/com/shop/cart/CartTest.java", "java"],
      [
        "a/src/test/java/com/shop/Price.java",
        "a/src/test/java/com/shop/Price.kt",
        "a/src/main/java/com/shop/Price.java",
      ],
    ));
  it("finds C's headers beside, above and in include folders", () =>
    checkPaths(
      ["cart.h", "src/main.c", "c"],
      ["src/cart.h", "src/include/cart.h", "cart.h", "include/cart.h"],
    ));
  it("never leaves the workspace", () => {
    for (const specifier of ["../../cart", "../../../etc/passwd", "..\\..\\cart"]) {
      checkPaths([specifier, "src/main.ts", "typescript"], []);
    }
    checkPaths(["...cart", "shop/cart.py", "python"], []);
    checkPaths(["../../../cart.h", "src/main.c", "c"], []);
    checkPaths(["super::super::super::a", "src/main.rs", "rust"], []);
  });
  it("never names the importing file", () =>
    checkPaths(["./main.ts", "main.ts", "typescript"], []));
  it("is bounded", () => {
    const deep = `${"a/".repeat(50)}main.py`;
    assert.equal(candidatePaths("shop.price", deep, "python").length, 24);
  });
});
