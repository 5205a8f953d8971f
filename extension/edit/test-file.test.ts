import assert from "node:assert/strict";
import { closestPath, testFileNames } from "./test-file.ts";

describe("testFileNames", () => {
  it("knows how languages name the tests of a file", () => {
    const expected: [path: string, name: string][] = [
      ["src/cart.ts", "cart.test.ts"],
      ["src/cart.ts", "cart.spec.ts"],
      ["worker/stats.go", "stats_test.go"],
      ["reports/sales.py", "test_sales.py"],
      ["cart.rb", "cart_spec.rb"],
      ["src/main/java/Cart.java", "CartTest.java"],
      ["src/cart.page.tsx", "cart.page.test.tsx"],
    ];
    for (const [path, name] of expected) assert.ok(testFileNames(path).includes(name), name);
  });

  for (const path of [
    "src/cart.test.ts",
    "test_sales.py",
    "CartTest.java",
    "Makefile",
    ".env",
    "",
  ]) {
    it(`has none for “${path}”`, () => assert.deepEqual(testFileNames(path), []));
  }
});

describe("closestPath", () => {
  const check = (path: string, candidates: string[], expected: string | undefined) =>
    assert.equal(closestPath(path, candidates), expected);

  it("prefers the same folder", () =>
    check("src/a/cart.ts", ["test/cart.test.ts", "src/a/cart.test.ts"], "src/a/cart.test.ts"));
  it("prefers the folder that is closest", () =>
    check(
      "src/a/cart.ts",
      ["src/b/x/cart.test.ts", "src/a/t/cart.test.ts"],
      "src/a/t/cart.test.ts",
    ));
  it("takes the shortest of equals", () =>
    check("src/cart.ts", ["test/deep/cart.test.ts", "test/cart.test.ts"], "test/cart.test.ts"));
  it("has none where there is none", () => check("src/cart.ts", [], undefined));
});
